"""What the probes of Kubernetes are told."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Literal

Check = Callable[[], Awaitable[None]]

_DEADLINE = 0.9
"""Shorter than the second that probes and load balancers usually grant."""


class Health:
    """Where the process stands in its life, and what it cannot work without."""

    def __init__(self) -> None:
        self.state: Literal["starting", "ready", "draining"] = "starting"
        self.checks: dict[str, Check] = {}
        """
        What the service itself needs, such as its own database; a check that raises fails. Not other services: if
        their failure made this one unready, one outage would take down every caller.
        """

    async def failing(self) -> list[dict[str, str]]:
        """The checks that fail, with their reasons."""
        lifecycle = [] if self.state == "ready" else [{"check": "lifecycle", "reason": self.state}]
        reasons = await asyncio.gather(*(_run(check) for check in self.checks.values()))
        failed = zip(self.checks, reasons, strict=True)
        return lifecycle + [{"check": name, "reason": reason} for name, reason in failed if reason is not None]


async def _run(check: Check) -> str | None:
    try:
        async with asyncio.timeout(_DEADLINE):
            await check()
    except TimeoutError:
        return f"no answer within {_DEADLINE} s"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a reason
        return str(error) or type(error).__name__
    return None
