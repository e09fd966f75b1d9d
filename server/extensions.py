"""The extensions, unbound. `server.app.create_app` binds them."""

from __future__ import annotations

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_migrate import Migrate
from flask_socketio import SocketIO
from flask_sqlalchemy import SQLAlchemy

from server.database import Base
from server.web.openapi import ProblemApi

db = SQLAlchemy(model_class=Base, disable_autonaming=True)
migrate = Migrate()
socketio = SocketIO()
api = ProblemApi()
limiter = Limiter(get_remote_address)
