"""JSON lines on stdout."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

from service.platform.request_info import RequestInfo, current_request

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
_quote = json.encoder.encode_basestring_ascii


class RequestRecord(logging.LogRecord):
    """That a request was answered."""

    def __init__(
        self,
        name: str,
        level: int,
        request: RequestInfo,
        *,
        method: str,
        route: str,
        path: str,
        status: int,
        duration_ms: float,
    ) -> None:
        super().__init__(name, level, "", 0, "request", None, None)
        self.request = request
        self.method = method
        self.route = route
        self.path = path
        self.status = status
        self.duration_ms = duration_ms

    @property
    def fields(self) -> dict[str, object]:
        """What other records carry as fields, for whoever else formats or sends records."""
        return {
            "method": self.method,
            "route": self.route,
            "path": self.path,
            "status": self.status,
            "duration_ms": self.duration_ms,
        }


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON, with the ids of the request that it belongs to."""

    def __init__(self, service: str, version: str) -> None:
        super().__init__()
        self._about = {"service": service, "version": version}
        self._about_in_json = f'"service": {_quote(service)}, "version": {_quote(version)}'
        self._last_second = (0, "")

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        if type(record) is RequestRecord:
            return self._line_of_request(record)
        line: dict[str, Any] = {
            "time": self._time(record.created),
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

    def _line_of_request(self, record: RequestRecord) -> str:
        """What would be made of such a record as of any other, in a quarter of the time."""
        request = record.request
        return (
            f'{{"time": "{self._time(record.created)}", "level": "{_NAMES[record.levelno]}", "msg": "{record.msg}", '
            f'{self._about_in_json}, "request_id": {_quote(request.request_id)}, '
            f'"trace_id": "{request.trace.trace_id}", "span_id": "{request.trace.span_id}", '
            f'"method": {_quote(record.method)}, "route": {_quote(record.route)}, "path": {_quote(record.path)}, '
            f'"status": {record.status}, "duration_ms": {record.duration_ms}}}'
        )

    def _time(self, seconds: float) -> str:
        """By ISO 8601. Many lines share a second, which takes longer to spell than all the rest."""
        second, words = self._last_second
        if second != int(seconds):
            second, words = int(seconds), f"{datetime.fromtimestamp(int(seconds), UTC):%Y-%m-%dT%H:%M:%S}"
            self._last_second = (second, words)
        return f"{words}.{int(seconds % 1 * 1000):03}Z"


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
