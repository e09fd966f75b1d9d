"""Putting the parts together. Reads top to bottom: extensions, features, errors."""

from __future__ import annotations

import dataclasses
import logging
import os
import sys

from flask import Flask, Request
from werkzeug.middleware.proxy_fix import ProxyFix

from server import database, errors, logs
from server.conferences import feature as conferences
from server.config import ROOT, Config
from server.demo import feature as demo
from server.extensions import api, db, limiter, migrate, socketio
from server.keeping import commands as keeping
from server.matching import feature as matching
from server.moderation import feature as moderation
from server.network import feature as network
from server.origins import feature as origins
from server.people import feature as people
from server.realtime import forgetting, publish, queue, silence, sockets
from server.realtime.admission import Admission
from server.realtime.facts import FACTS
from server.realtime.manager import make_manager
from server.realtime.presence import Presence
from server.realtime.transport.transport import Transport
from server.screen import feature as screen
from server.stories import feature as stories
from server.tables import feature as tables
from server.web import device, health, openapi, origin, pages
from server.work import loop

MOST_SENT = 1024 * 1024  # bytes in one request
MOST_HEARD = 64 * 1024  # bytes in one message over the socket; phones only name streams there

# Order of dependence: each may use those before it.
FEATURES = (
    conferences,
    people,
    network,
    moderation,
    stories,
    origins,
    matching,
    tables,
    screen,
    demo,
)


def create_app(config: Config | None = None) -> Flask:
    """Return a Happenstance server.

    config: a deployment's choices; read from the environment when left out.
    """
    config = config or Config.from_env(os.environ)
    app = Flask(__name__, static_folder=None)
    app.config.update(
        SECRET_KEY=config.secret_key,
        TESTING=config.testing,
        PUBLIC_URL=config.public_url,
        OWN_ADDRESS=config.own_address,
        ANSWERS_NETWORK=config.answers_network,
        STATIC_FOLDER=config.static_folder,
        WORK_INTERVAL=config.work_interval,
        MAX_CONTENT_LENGTH=MOST_SENT,
        RATELIMIT_STORAGE_URI=config.redis_url or "memory://",
        RATELIMIT_STORAGE_OPTIONS=queue.options() if config.redis_url else {},
        # Without the shared store a process counts alone.
        RATELIMIT_IN_MEMORY_FALLBACK_ENABLED=True,
        SQLALCHEMY_DATABASE_URI=config.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=database.engine_options(config.database_url),
        **openapi.OPTIONS,
    )
    app.url_map.strict_slashes = False

    logs.init_app(app)
    device.init_app(app)
    origin.init_app(app)
    errors.init_app(app)

    db.init_app(app)
    with app.app_context():
        database.prepare_engine(db.engine, config.patience)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    limiter.init_app(app)
    app.extensions["happenstance-presence"] = Presence(config.redis_url)
    app.extensions["happenstance-admission"] = Admission()
    socketio.init_app(
        app,
        async_mode=_async_mode(),
        client_manager=make_manager(config.redis_url),
        cors_allowed_origins=origin.origins_allowed(config.public_url),
        manage_session=False,
        async_handlers=False,  # one phone's messages are answered in order
        max_http_buffer_size=MOST_HEARD,
        logger=logging.getLogger("socketio"),
        engineio_logger=logging.getLogger("engineio"),
    )
    sockets.listen(app, socketio.server)
    app.extensions["happenstance-transport"] = Transport(
        socketio.server.eio,
        may=lambda environ: origin.from_our_pages(Request(environ), config.public_url),
        proxies=config.trusted_proxies,
    )
    silence.heed(app)
    forgetting.heed(app)
    loop.prepare(app)

    api.init_app(app)
    for feature in FEATURES:
        feature.init_app(app)
    api.document_facts(FACTS)
    keeping.init_app(app, lambda url: create_app(_of_another(config, url)))
    health.init_app(app, config.redis_url)
    if config.metrics_token:
        from server.web import metrics  # noqa: PLC0415 - a fifth of a second that most can spare

        metrics.init_app(app, config.metrics_token)
    pages.init_app(app)
    if (
        config.trusted_proxies
    ):  # around all, so that the socket's handshake and the feed pass it too
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    return app


def _of_another(config: Config, url: str) -> Config:
    """Return the choices of the same server with another database, heard by nobody."""
    return dataclasses.replace(config, database_url=url, redis_url=None)


def _async_mode() -> str:
    """Return Socket.IO's mode: gevent where gunicorn's worker has patched the world."""
    monkey = sys.modules.get("gevent.monkey")
    return "gevent" if monkey and monkey.is_module_patched("socket") else "threading"


publish.listen(db.session)
