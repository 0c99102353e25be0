"""Rows 1, 2, 7, 9, 13 and 15: the process, its signals and its connections."""

import signal
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest

from tests.conftest import Start

BODY = '{"name":"x"}'
HALF = (
    f"POST /v1/samples HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {len(BODY)}\r\n\r\n{{"
)


def test_row_01_bad_settings_end_the_start_with_a_line_each(launch: Start) -> None:
    service = launch(LOG_LEVEL="loud", MAX_BODY_BYTES="many", OTEL_EXPORTER_OTLP_ENDPOINT="ftp://user:secret@host")
    assert service.await_exit(2) == 1
    assert [line["msg"].split(":")[0] for line in service.lines()] == [
        "LOG_LEVEL",
        "MAX_BODY_BYTES",
        "OTEL_EXPORTER_OTLP_ENDPOINT",
    ]
    assert not any("secret" in line for line in service.output)


def test_row_01_settings_are_held_against_each_other(launch: Start) -> None:
    service = launch(DRAIN_SECONDS="30")
    assert service.await_exit(2) == 1
    assert "DRAIN_SECONDS must be less than SHUTDOWN_SECONDS" in service.output[0]


def test_row_02_logs_one_line_when_ready(start: Start) -> None:
    assert [line["msg"] for line in start(PORT_IS="").lines()] == ["ready"]


def test_row_15_is_ready_within_two_seconds(launch: Start) -> None:
    times = []
    for _ in range(3):
        service = launch().await_ready()
        times.append(time.monotonic() - service.started)
        service.close()
    assert min(times) < 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_row_07_drains_then_exits_0(start: Start, number: signal.Signals) -> None:
    service = start(DRAIN_SECONDS="1")
    service.signal(number)
    time.sleep(0.2)
    response = httpx.get(f"{service.url}/readyz")
    assert (response.status_code, response.json()["failing"][0]["reason"]) == (503, "draining")
    assert response.headers["connection"] == "close"
    assert httpx.get(f"{service.url}/livez").status_code == 200
    assert service.await_exit(4) == 0


def test_row_07_requests_in_flight_are_finished_all_200_of_them(start: Start) -> None:
    service = start("tests.sample")
    connections = [service.connect(HALF) for _ in range(200)]
    idle = service.connect()
    time.sleep(0.5)
    service.signal(signal.SIGTERM)
    time.sleep(0.3)
    for connection in connections:
        connection.sendall(BODY[1:].encode())
    for connection in connections:
        assert connection.recv(4096).startswith(b"HTTP/1.1 201 ")
        connection.close()
    assert service.await_exit(4) == 0
    idle.close()


def test_row_07_a_second_signal_ends_it_at_once(start: Start) -> None:
    service = start(DRAIN_SECONDS="20")
    service.signal(signal.SIGTERM)
    time.sleep(0.2)
    service.signal(signal.SIGTERM)
    assert service.await_exit(1) == 143


def test_row_07_ends_within_shutdown_seconds_whatever_is_open(start: Start) -> None:
    service = start("tests.sample", SHUTDOWN_SECONDS="1")
    with service.connect(HALF):
        time.sleep(0.2)
        service.signal(signal.SIGTERM)
        assert service.await_exit(2) == 0


def test_row_09_spans_are_sent_to_a_collector_that_is_named(start: Start) -> None:
    paths: list[str] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_args: object) -> None: ...

    collector = HTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=collector.serve_forever, daemon=True).start()
    service = start(
        "tests.sample",
        OTEL_EXPORTER_OTLP_ENDPOINT=f"http://127.0.0.1:{collector.server_port}",
        OTEL_BSP_SCHEDULE_DELAY="100",
    )
    httpx.get(f"{service.url}/v1/samples")
    for _ in range(100):
        if paths:
            break
        time.sleep(0.05)
    collector.shutdown()
    assert paths[0] == "/v1/traces"


def test_row_13_slow_clients_are_cut_off(start: Start) -> None:
    service = start("tests.sample", HEADERS_TIMEOUT_SECONDS="0.5", REQUEST_TIMEOUT_SECONDS="1")
    for text in ("GET /livez HTTP/1.1\r\nhost:", "", HALF):
        with service.connect(text) as connection:
            answer = connection.recv(4096)
            assert answer == b"" or answer.startswith(b"HTTP/1.1 408 ")
    half_open = [service.connect("GET ") for _ in range(100)]
    assert httpx.get(f"{service.url}/livez", timeout=1).status_code == 200
    for connection in half_open:
        connection.close()
