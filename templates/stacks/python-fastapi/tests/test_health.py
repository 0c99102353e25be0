"""Rows 3 and 4: what the probes are told."""

import asyncio
import time

import httpx

from service.platform.health import Health
from tests.conftest import Start


async def bad() -> None:
    raise ConnectionError("away")


async def deaf() -> None:
    await asyncio.sleep(3)


async def good() -> None:
    pass


def test_row_03_livez_says_200_whatever_the_checks_say(launch: Start) -> None:
    service = launch("tests.sample", SAMPLE_CHECK="fails").await_ready("/livez")
    response = httpx.get(f"{service.url}/readyz")
    assert (response.status_code, response.json()["failing"]) == (503, [{"check": "sample", "reason": "away"}])


def test_row_04_the_state_is_a_check() -> None:
    health = Health()
    assert asyncio.run(health.failing()) == [{"check": "lifecycle", "reason": "starting"}]
    health.state = "ready"
    assert asyncio.run(health.failing()) == []


def test_row_04_failing_checks_are_named_and_none_is_waited_for() -> None:
    health = Health()
    health.state = "ready"
    health.checks = {"good": good, "bad": bad, "deaf": deaf}
    started = time.monotonic()
    failing = asyncio.run(health.failing())
    assert time.monotonic() - started < 2
    assert failing == [{"check": "bad", "reason": "away"}, {"check": "deaf", "reason": "no answer within 0.9 s"}]
