"""The application object that gunicorn and the `flask` command load."""

import gc
import os
import sys

from server import desk

if desk.is_asked(sys.argv):
    gc.disable()  # one command, and the process ends: garbage need not be looked for
    app = desk.create_desk()
else:
    from server import logs
    from server.app import create_app
    from server.config import Config

    config = Config.from_env(os.environ)
    logs.set_up(config.log_level, config.log_format)
    app = create_app(config)
