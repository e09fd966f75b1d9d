"""The application object that gunicorn and the `flask` command load."""

import os

from server import logs
from server.app import create_app
from server.config import Config

config = Config.from_env(os.environ)
logs.set_up(config.log_level)
app = create_app(config)
