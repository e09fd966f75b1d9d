"""`/metrics`, as Prometheus reads it: for whoever knows METRICS_TOKEN, and of this process only."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from itertools import accumulate

from flask import Flask, Response, request
from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from server import clock
from server.database import reading
from server.errors import not_found
from server.extensions import db, socketio
from server.pulse import BOUNDS, Durations, pulse
from server.realtime.presence import presence
from server.web.health import InTime
from server.work.models import DueWork

PREFIX = "happenstance_"


def init_app(app: Flask, token: str) -> None:
    """Tell the figures to those who send `token` as their Bearer; to others there are none."""
    registry = CollectorRegistry()
    registry.register(Figures(app))
    ProcessCollector(registry=registry)

    @app.get("/metrics")
    def metrics() -> Response:
        sent = request.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(sent, f"Bearer {token}".encode()):
            raise not_found()
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)


class Figures(Collector):
    """What the pulse has counted, and what can be counted at this moment."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._in_time = InTime()

    def collect(self) -> Iterator[Metric]:
        """Yield the figures, all of them without labels that could name anybody."""
        heard = sum(len(hearing.streams) for _, _, hearing in presence().hearings())
        # Those who poll fetch by themselves: only websockets have something waiting.
        sockets = list(socketio.server.eio.sockets.values())
        waiting = sum(getattr(socket, "waiting", 0) for socket in sockets)
        yield _gauge("sockets", "Sockets connected to this process.", presence().sockets())
        yield _gauge("subscriptions", "Streams that they hear.", heard)
        yield _gauge("waiting_bytes", "Bytes that slow websockets have yet to read.", waiting)
        yield CounterMetricFamily(
            f"{PREFIX}slow_sockets_dropped",
            "Sockets dropped because they read too slowly.",
            value=pulse.dropped,
        )
        yield CounterMetricFamily(
            f"{PREFIX}facts_told", "Facts told to the sockets here.", value=sum(pulse.spread.counts)
        )
        spread = _histogram("spread", "From a fact's commit until it was written to all here.")
        _add(spread, (), pulse.spread)
        yield spread
        hub = _histogram("hub_lag", "How late this process was to do what fell due in it.")
        _add(hub, (), pulse.hub)
        yield hub
        labels = "method", "route", "status"
        requests = _histogram("request", "Requests, by the template of their route.", *labels)
        for (method, route, status), durations in list(pulse.requests.items()):
            _add(requests, (method, route, str(status)), durations)
        yield requests
        yield from self._due_work()

    def _due_work(self) -> Iterator[Metric]:
        """Yield what the database tells, if it does."""
        try:
            waiting, lateness = self._in_time.ask(self._overdue)
        except (SQLAlchemyError, TimeoutError):
            yield _gauge("database_up", "Whether the database answers.", 0)
            return
        yield _gauge("database_up", "Whether the database answers.", 1)
        yield _gauge("due_work_waiting", "Due work that nobody has claimed yet.", waiting)
        yield _gauge("due_work_lateness_seconds", "How long the oldest of it is overdue.", lateness)

    def _overdue(self) -> tuple[int, float]:
        """Return how much due work waits, and for how many seconds the oldest of it does."""
        now = clock.now()
        late = select(func.count(), func.min(DueWork.at)).where(DueWork.at <= now)
        with self._app.app_context(), reading(db.session):
            [(waiting, oldest)] = db.session.execute(late)
        return waiting, (now - oldest).total_seconds() if waiting else 0.0


def _gauge(name: str, help_: str, value: float) -> Metric:
    return GaugeMetricFamily(f"{PREFIX}{name}", help_, value=value)


def _histogram(name: str, help_: str, *labels: str) -> HistogramMetricFamily:
    return HistogramMetricFamily(f"{PREFIX}{name}_seconds", help_, labels=labels)


def _add(family: HistogramMetricFamily, labels: tuple[str, ...], durations: Durations) -> None:
    bounds = [*map(str, BOUNDS), "+Inf"]
    buckets = list(zip(bounds, accumulate(durations.counts), strict=True))
    family.add_metric(list(labels), buckets, durations.total)
