"""The application: an API of FastAPI's, and around it what every service has."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse
from fastapi.telemetry import TelemetryConfig
from starlette.types import ASGIApp

from service import identity
from service.platform.health import Health
from service.platform.limits import BodyLimits
from service.platform.metrics import CONTENT_TYPE, Metrics
from service.platform.observe import Observe
from service.platform.problems import answer_problems
from service.platform.strict_route import StrictRoute
from service.platform.tracing import Tracing, create_tracing
from service.settings import Settings


@dataclass(frozen=True)
class Application:
    """What is served, and what tells of it."""

    api: FastAPI
    asgi: ASGIApp
    health: Health
    metrics: Metrics
    tracing: Tracing
    on_stop: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    """What closes pools and the like, called when the last request is answered."""


def create_application(settings: Settings, document: bytes) -> Application:
    """An application without operations: add routes to its api. They are strict ones."""
    health = Health()
    metrics = Metrics(identity.NAME, settings.service_version, settings.service_revision)
    endpoint = settings.otel_exporter_otlp_endpoint
    tracing = create_tracing(None if endpoint is None else str(endpoint), identity.NAME, settings.service_version)
    api = _bare_api()
    api.router.route_class = StrictRoute
    platform = _bare_api()
    _serve_platform(platform, health, metrics, document)
    limited = BodyLimits(api, max_bytes=settings.max_body_bytes, timeout_seconds=settings.request_timeout_seconds)
    # Apart, so that no request of the API is held against the platform's paths first.
    observed = Observe(limited, platform, metrics=metrics, tracing=tracing, health=health)
    return Application(api, observed, health, metrics, tracing)


def _bare_api() -> FastAPI:
    # openapi.yaml is the document, so FastAPI makes none of its own; nor does it trace and count a second time.
    telemetry = TelemetryConfig(tracing=False, metrics=False, logs=False)
    api = FastAPI(openapi_url=None, redirect_slashes=False, telemetry=telemetry)
    answer_problems(api)
    return api


def _serve_platform(api: FastAPI, health: Health, metrics: Metrics, document: bytes) -> None:
    @api.get("/livez")
    async def livez() -> dict[str, str]:
        return {"status": "ok"}

    @api.get("/readyz")
    async def readyz() -> JSONResponse:
        failing = await health.failing()
        if failing:
            return JSONResponse({"status": "failing", "failing": failing}, status_code=503)
        return JSONResponse({"status": "ok"})

    @api.get("/metrics")
    async def metrics_() -> Response:
        return Response(metrics.exposition(), headers={"content-type": CONTENT_TYPE})

    @api.get("/openapi.yaml")
    async def openapi() -> Response:
        return Response(document, media_type="application/yaml")
