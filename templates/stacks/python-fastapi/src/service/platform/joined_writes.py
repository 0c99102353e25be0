"""Sends the head of an answer and its body at once."""

import asyncio
from typing import Any

_MAX_BYTES = 65_536


class JoinedWrites:
    """A transport whose small writes leave together: a system call costs more than most handlers."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._waiting: list[bytes] = []
        self._size = 0

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the transport has
        """All the rest is the transport's own."""
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Leaves with the next turn of the loop at the latest."""
        if not data:
            return
        if not self._waiting:
            self._loop.call_soon(self.flush)
        self._waiting.append(data)
        self._size += len(data)
        # A long answer has to learn that its reader is slow.
        if self._size > _MAX_BYTES:
            self.flush()

    def flush(self) -> None:
        """Sends what waits."""
        if self._waiting:
            data = b"".join(self._waiting)
            self._waiting.clear()
            self._size = 0
            self._transport.write(data)

    def close(self) -> None:
        """Sends what waits, and hangs up."""
        self.flush()
        self._transport.close()
