"""A service in a process of its own, as Kubernetes runs it, and one in this process."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).parents[1]


class Service:
    """A running process."""

    def __init__(self, module: str, env: dict[str, str]) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.output: list[str] = []
        self.started = time.monotonic()
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        settings = {"HOST": "127.0.0.1", "PORT": str(self.port), "PYTHONPATH": path, "PATH": os.environ["PATH"]}
        self.process = subprocess.Popen(
            [sys.executable, "-m", module],
            env={**settings, **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        if self.process.stdout is not None:
            self.output.extend(line.rstrip("\n") for line in self.process.stdout)

    def await_ready(self, path: str = "/readyz") -> "Service":
        """Waits until the path is answered with 200."""
        while time.monotonic() - self.started < 20 and self.process.poll() is None:
            try:
                if httpx.get(f"{self.url}{path}", timeout=1).status_code == 200:
                    return self
            except httpx.TransportError:
                time.sleep(0.02)
        raise AssertionError("\n".join(self.output))

    def signal(self, number: signal.Signals) -> None:
        """Sends a signal."""
        self.process.send_signal(number)

    def await_exit(self, seconds: float) -> int:
        """The exit code."""
        code = self.process.wait(seconds)
        self._reader.join(1)
        return code

    def lines(self) -> list[dict[str, Any]]:
        """What was logged."""
        return [json.loads(line) for line in self.output]

    def find_line(self, is_it: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """A line of the log; output may lag behind answers a little."""
        for _ in range(100):
            for line in self.lines():
                if is_it(line):
                    return line
            time.sleep(0.02)
        raise AssertionError("\n".join(self.output))

    def connect(self, text: str = "") -> socket.socket:
        """A connection on which something was said."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=5)
        connection.sendall(text.encode())
        return connection

    def close(self) -> None:
        """Ends it."""
        self.process.kill()
        self.process.wait()


Start = Callable[..., Service]


@pytest.fixture
def launch() -> Iterator[Start]:
    """Starts services, and ends them after the test."""
    running: list[Service] = []

    def start(module: str = "service", **env: str) -> Service:
        running.append(Service(module, env))
        return running[-1]

    yield start
    for service in running:
        service.close()


@pytest.fixture
def start(launch: Start) -> Start:
    """Starts services that are ready."""
    return lambda module="service", **env: launch(module, **env).await_ready()


@pytest.fixture(scope="module")
def sample() -> Iterator[Service]:
    """The sample API, for the tests of a module."""
    service = Service("tests.sample", {"MAX_BODY_BYTES": "200"}).await_ready()
    yield service
    service.close()
