"""Metrics of requests."""

import time

from prometheus_client import CollectorRegistry, GCCollector, Histogram, PlatformCollector, ProcessCollector

UNCOUNTED = {"/healthz", "/readyz", "/metrics"}
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def create_registry() -> CollectorRegistry:
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    GCCollector(registry=registry)
    return registry


class RequestMetrics:
    """Measures requests by the pattern of the route: paths would make a time series of each id."""

    def __init__(self, app, registry: CollectorRegistry):
        self._app = app
        self._durations = Histogram(
            "http_request_duration_seconds",
            "How long requests took",
            ["method", "route", "status_code"],
            registry=registry,
        )

    async def __call__(self, scope, receive, send):
        # Probes are left out, since nobody waits for them.
        if scope["type"] != "http" or scope["path"] in UNCOUNTED:
            await self._app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500

        async def note_status(message):
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, note_status)
        finally:
            method = scope["method"] if scope["method"] in METHODS else "other"
            route = getattr(scope.get("route"), "path", "unknown")
            self._durations.labels(method, route, str(status)).observe(time.perf_counter() - started)
