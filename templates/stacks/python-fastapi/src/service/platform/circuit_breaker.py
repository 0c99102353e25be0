"""Stops calls to a service that keeps failing, for a while: it can recover, and callers need not wait."""

import time

_FAILURES = 5
"""So many calls in a row have to fail."""
_PAUSE = 5.0
"""For how many seconds no call is made then."""


class CircuitBreaker:
    """Whether a service may be called."""

    def __init__(self) -> None:
        self._failures = 0
        self._paused_until: float | None = None

    def admits(self) -> bool:
        """Whether a call may be made now. After a pause it is one, and the others wait for what becomes of it."""
        now = time.monotonic()
        if self._paused_until is None:
            return True
        if now < self._paused_until:
            return False
        self._paused_until = now + _PAUSE
        return True

    def succeeded(self) -> None:
        """A call has brought an answer."""
        self._failures = 0
        self._paused_until = None

    def failed(self) -> None:
        """A call has brought none."""
        self._failures += 1
        if self._failures >= _FAILURES:
            self._paused_until = time.monotonic() + _PAUSE
