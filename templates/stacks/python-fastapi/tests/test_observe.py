"""Rows 5, 6, 8, 9 and 13: what is seen of a request."""

import re
import threading
import time
from datetime import datetime
from typing import Any

import httpx
import pytest

from service import identity
from tests.conftest import Service, Start

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = "00f067aa0ba902b7"


def metric(service: Service, line: str) -> str | None:
    text = httpx.get(f"{service.url}/metrics").text
    return next((each.removeprefix(f"{line} ") for each in text.splitlines() if each.startswith(f"{line} ")), None)


def line_of(service: Service, request_id: str) -> dict[str, Any]:
    return service.find_line(lambda line: line.get("request_id") == request_id)


def test_row_05_requests_are_counted_under_the_pattern_of_their_route(start: Start) -> None:
    service = start("tests.sample")
    for number in range(3):
        httpx.get(f"{service.url}/v1/samples/{number}")
    labels = 'http_request_method="GET",http_response_status_code="404",http_route="/v1/samples/{id}"'
    assert metric(service, f"http_server_request_duration_seconds_count{{{labels}}}") == "3.0"
    build = f'revision="unknown",service="{identity.NAME}",version="{identity.VERSION}"'
    assert metric(service, f"service_build_info{{{build}}}") == "1.0"
    for name in ("cpu_seconds_total", "resident_memory_bytes", "start_time_seconds", "open_fds"):
        assert metric(service, f"process_{name}")


def test_row_05_active_requests_are_those_under_way(sample: Service) -> None:
    slow = threading.Thread(target=httpx.get, args=[f"{sample.url}/v1/samples/slow"])
    slow.start()
    time.sleep(0.1)
    assert metric(sample, "http_server_active_requests") == "2.0"
    slow.join()


def test_row_06_unknown_paths_and_methods_add_one_series(sample: Service) -> None:
    def series() -> int:
        return httpx.get(f"{sample.url}/metrics").text.count("http_server_request_duration_seconds_count{")

    series()
    before = series()
    with httpx.Client(base_url=sample.url) as client:
        for number in range(300):
            client.get(f"/random/{number}")
            client.put("/v1/samples")
        assert series() - before == 2
        for number in range(30):
            client.request(f"M{number}", "/random")
    assert series() - before == 3


def test_row_08_a_request_is_one_line_with_its_ids_and_no_secret(sample: Service) -> None:
    headers = {
        "authorization": "Bearer secret-header",
        "x-request-id": "row-08",
        "traceparent": f"00-{TRACE}-{PARENT}-01",
    }
    httpx.post(f"{sample.url}/v1/samples?token=secret-query", json={"name": "secret-body"}, headers=headers)
    line = line_of(sample, "row-08")
    expected = {"level": "info", "msg": "request", "service": "sample", "version": "0.1.0", "trace_id": TRACE}
    assert expected.items() <= line.items()
    assert (line["method"], line["route"], line["status"]) == ("POST", "/v1/samples", 201)
    assert datetime.fromisoformat(line["time"]).tzinfo is not None
    assert re.fullmatch(r"[0-9a-f]{16}", line["span_id"])
    assert line["span_id"] != PARENT
    assert not any(word in each for each in sample.output for word in ("secret-header", "secret-query", "secret-body"))


def test_row_08_a_client_that_hangs_up_is_no_error(sample: Service) -> None:
    head = "POST /v1/samples HTTP/1.1\r\nhost: x\r\nx-request-id: gone\r\ncontent-type: application/json\r\n"
    sample.connect(f"{head}content-length: 9\r\n\r\n{{").close()
    assert (line_of(sample, "gone")["msg"], line_of(sample, "gone")["status"]) == ("request", 499)


def test_row_08_probes_are_quiet(start: Start) -> None:
    service = start("tests.sample")
    for path in ("/livez", "/readyz", "/metrics", "/openapi.yaml"):
        httpx.get(f"{service.url}{path}")
    time.sleep(0.3)
    assert [line["msg"] for line in service.lines()] == ["ready"]


@pytest.mark.parametrize(
    "traceparent",
    [
        "",
        "x",
        f"00-{'0' * 32}-{PARENT}-01",
        f"ff-{TRACE}-{PARENT}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE}-{PARENT}-01-x",
    ],
)
def test_row_09_a_bad_traceparent_begins_a_new_trace(sample: Service, traceparent: str) -> None:
    request_id = f"row-09-{hash(traceparent)}"
    httpx.get(f"{sample.url}/v1/samples", headers={"traceparent": traceparent, "x-request-id": request_id})
    trace_id = line_of(sample, request_id)["trace_id"]
    assert re.fullmatch(r"(?!0+$)[0-9a-f]{32}", trace_id)
    assert trace_id != TRACE


@pytest.mark.parametrize("bad", ["x" * 129, 'a"b', "a b", "<x>"])
def test_row_09_a_request_id_is_taken_made_or_replaced(sample: Service, bad: str) -> None:
    def id_for(sent: str) -> str:
        headers = {"x-request-id": sent} if sent else {}
        return httpx.get(f"{sample.url}/livez", headers=headers).headers["x-request-id"]

    assert id_for("abc-1") == "abc-1"
    assert len({id_for(""), id_for("")}) == 2
    assert re.fullmatch(r"[\w-]{16,128}", id_for(bad))


@pytest.mark.parametrize(
    "path", ["/livez", "/metrics", "/openapi.yaml", "/nothing", "/v1/samples", "/v1/samples/broken"]
)
def test_row_13_no_answer_is_to_be_sniffed_or_names_a_server(sample: Service, path: str) -> None:
    headers = httpx.get(f"{sample.url}{path}").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers
