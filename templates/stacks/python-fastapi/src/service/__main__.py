"""Starts the service."""

import os
import signal
import sys


def main() -> int:
    """Runs it; the result is the exit code."""
    # While it starts there is nothing to drain, and a signal just ends it. This comes before all that takes time to
    # load: as the first process of a container it would ignore signals that it has no handler for.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os._exit(0))
    from service.run import run  # noqa: PLC0415 - see above

    return run()


sys.exit(main())
