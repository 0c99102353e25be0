"""JSON lines on stdout."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

from service.platform.request_info import current_request

_LEVELS = {
    "trace": 5,
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warn": logging.WARNING,
    "error": logging.ERROR,
    "fatal": logging.CRITICAL,
}
_NAMES = {number: name for name, number in _LEVELS.items()}
_SECRETS = {"authorization", "cookie", "set-cookie", "password", "secret", "token", "api_key", "x-api-key"}
_encode = json.JSONEncoder(default=str).encode


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON, with the ids of the request that it belongs to."""

    def __init__(self, service: str, version: str) -> None:
        super().__init__()
        self._about = {"service": service, "version": version}

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {
            "time": time.replace("+00:00", "Z"),
            "level": _NAMES.get(record.levelno, record.levelname.lower()),
            "msg": record.getMessage(),
            **self._about,
        }
        request = current_request.get()
        if request is not None:
            line["request_id"] = request.request_id
            line["trace_id"] = request.trace.trace_id
            line["span_id"] = request.trace.span_id
        fields: dict[str, Any] = getattr(record, "fields", {})
        line |= {key: "[redacted]" if key.lower() in _SECRETS else value for key, value in fields.items()}
        if record.exc_info:
            line["err"] = self.formatException(record.exc_info)
        return _encode(line)


def set_up_logging(level: str, service: str, version: str) -> None:
    """Every logger of the process, those of libraries too, writes such lines."""
    handler = logging.StreamHandler(sys.stdout)
    # What no line says need not be found out; see "Optimization" in the documentation of logging.
    logging._srcfile = None
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    handler.setFormatter(JsonFormatter(service, version))
    logging.basicConfig(level=_LEVELS[level], handlers=[handler], force=True)
    # Its own words for what we log ourselves.
    logging.getLogger("uvicorn").setLevel(max(_LEVELS[level], logging.WARNING))
    logging.getLogger("httpx").setLevel(logging.WARNING)


def fields(**values: object) -> dict[str, dict[str, object]]:
    """Fields of a line: log.info("sent", extra=fields(count=3))."""
    return {"fields": values}
