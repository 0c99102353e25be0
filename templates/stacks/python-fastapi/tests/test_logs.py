"""Row 8: lines of the log."""

import logging
from collections.abc import Iterator

import pytest

from service.platform.logs import JsonFormatter, RequestRecord, fields
from service.platform.request_info import RequestInfo, TraceContext, current_request


@pytest.fixture
def request_info() -> Iterator[RequestInfo]:
    info = RequestInfo("a/b=c", TraceContext("a" * 32, "b" * 16, "01"), None)
    token = current_request.set(info)
    yield info
    current_request.reset(token)


@pytest.mark.parametrize("created", [1_790_000_000.0, 1_790_000_000.0625, 1_790_000_000.999_9, 1_790_000_001.5])
def test_row_08_the_line_of_a_request_is_that_of_any_other_record(request_info: RequestInfo, created: float) -> None:
    formatter = JsonFormatter('a "service"', "1.0.0")
    ours = RequestRecord(
        "test",
        logging.INFO,
        request_info,
        method="GET",
        route="/v1/ä/{id}",
        path='/v1/ä/"\n',
        status=200,
        duration_ms=0.1,
    )
    other = logging.makeLogRecord(
        {
            "name": "test",
            "levelno": logging.INFO,
            "levelname": "INFO",
            "msg": "request",
            "fields": ours.fields,
        }
    )
    ours.created = other.created = created
    assert formatter.format(ours) == formatter.format(other)


def test_row_08_secrets_are_left_out() -> None:
    record = logging.makeLogRecord({"msg": "sent", **fields(cookie="hunter2", Authorization="x", count=3)})
    line = JsonFormatter("a", "1").format(record)
    assert "hunter2" not in line
    assert '"cookie": "[redacted]", "Authorization": "[redacted]", "count": 3' in line
