"""Rows 1, 2, 7, 9, 13, 14 and 15: the process, its signals and its connections."""

import signal
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest

from tests.conftest import ROOT, Start

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
    service = launch(DRAIN_SECONDS="30", HEADERS_TIMEOUT_SECONDS="20")
    assert service.await_exit(2) == 1
    assert [line["msg"].split(" must")[0] for line in service.lines()] == ["DRAIN_SECONDS", "HEADERS_TIMEOUT_SECONDS"]


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


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("seconds", [0.1, 0.2, 0.4])
def test_row_07_a_signal_while_it_starts_ends_it(launch: Start, number: signal.Signals, seconds: float) -> None:
    service = launch()
    time.sleep(seconds)
    service.signal(number)
    assert service.await_exit(4) == 0
    assert all(line["level"] == "info" for line in service.lines())


def test_row_07_closes_what_is_open_when_all_is_answered(start: Start) -> None:
    service = start("tests.sample")
    service.signal(signal.SIGTERM)
    assert service.await_exit(4) == 0
    assert [line["msg"] for line in service.lines()] == ["ready", "stopping", "pool closed", "stopped"]


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


def test_row_09_a_collector_that_is_away_disturbs_nothing(start: Start) -> None:
    service = start("tests.sample", OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:1")
    assert httpx.get(f"{service.url}/v1/samples").status_code == 200
    service.signal(signal.SIGTERM)
    assert service.await_exit(5) == 0


def test_row_13_a_body_behind_an_answer_is_not_waited_for(start: Start) -> None:
    service = start("tests.sample", HEADERS_TIMEOUT_SECONDS="0.5", REQUEST_TIMEOUT_SECONDS="0.5")
    with service.connect(HALF.replace("/v1/samples", "/nothing")) as connection:
        started = time.monotonic()
        received = b""
        while part := connection.recv(4096):
            received += part
        assert received.startswith(b"HTTP/1.1 404 ")
        assert time.monotonic() - started < 3


def test_row_13_a_long_answer_is_whole(start: Start) -> None:
    service = start("tests.sample")
    assert len(httpx.get(f"{service.url}/v1/samples/long").content) == 1_000_000


def test_row_14_runs_as_nobody_and_writes_no_file(launch: Start, tmp_path: Path) -> None:
    assert "\nUSER 65532:65532\n" in ROOT.joinpath("Dockerfile").read_text()
    service = launch(HOME=str(tmp_path), TMPDIR=str(tmp_path), PYTHONDONTWRITEBYTECODE="1").await_ready()
    httpx.get(f"{service.url}/metrics")
    assert list(tmp_path.iterdir()) == []


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
