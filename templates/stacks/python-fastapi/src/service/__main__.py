"""Starts the service."""

import sys

from service.run import run

sys.exit(run())
