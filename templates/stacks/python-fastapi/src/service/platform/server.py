"""Runs an application until a signal comes, and ends it in order."""

import asyncio
import contextlib
import logging
import os
import signal
import socket
from collections.abc import Generator

import uvicorn

from service.platform.application import Application
from service.platform.logs import fields
from service.platform.protocol import protocol_with
from service.settings import Settings

log = logging.getLogger(__name__)

_KEEP_ALIVE = 75
"""Longer than load balancers keep a connection, so that they are the ones to close it."""
_MAX_HEADER_BYTES = 16_384
_CLOSING = 0.5
"""Kept back from SHUTDOWN_SECONDS for what is still open."""


async def serve(application: Application, settings: Settings) -> int:
    """Serves; the result is the exit code."""
    config = uvicorn.Config(
        application.asgi,
        host=settings.host,
        port=settings.port,
        http=protocol_with(settings.headers_timeout_seconds, settings.request_timeout_seconds),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=2048,
        timeout_keep_alive=_KEEP_ALIVE,
        h11_max_incomplete_event_size=_MAX_HEADER_BYTES,
    )
    server = _Server(config, application, settings)
    await server.serve()
    for close in application.on_stop:
        await close()
    await asyncio.to_thread(application.tracing.close)
    log.info("stopped")
    return 0


class _Server(uvicorn.Server):
    """Drains before it stops, and leaves at once on a second signal."""

    def __init__(self, config: uvicorn.Config, application: Application, settings: Settings) -> None:
        super().__init__(config)
        self._application = application
        self._settings = settings
        self._stopping: asyncio.Task[None] | None = None

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        """With our own handlers in place of uvicorn's."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._on_signal, number)
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Is ready as soon as it listens."""
        await super().startup(sockets)
        # Not where a signal has come meanwhile.
        if self.started and self._application.health.state == "starting":
            self._application.health.state = "ready"
            log.info("ready", extra=fields(host=self._settings.host, port=self._settings.port))

    def _on_signal(self, number: signal.Signals) -> None:
        if self._stopping is not None:
            os._exit(128 + number)
        self._application.health.state = "draining"
        log.info("stopping", extra=fields(signal=number.name, drain_seconds=self._settings.drain_seconds))
        self._stopping = asyncio.get_running_loop().create_task(self._stop())

    async def _stop(self) -> None:
        await asyncio.sleep(self._settings.drain_seconds)
        left = self._settings.shutdown_seconds - self._settings.drain_seconds - _CLOSING
        self.config.timeout_graceful_shutdown = left  # type: ignore[assignment]
        self.should_exit = True
        # Whatever still holds the process, its time is over then.
        asyncio.get_running_loop().call_later(left + _CLOSING, os._exit, 0)
