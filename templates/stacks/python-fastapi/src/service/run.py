"""From the environment to a running server, and its exit code."""

import asyncio
import logging
from pathlib import Path

from pydantic import ValidationError

from service import identity
from service.platform.logs import set_up_logging
from service.settings import Settings, problems_of

log = logging.getLogger(__name__)

DOCUMENT = Path(__file__).parents[2] / "openapi.yaml"


def run() -> int:
    """Serves until a signal comes."""
    try:
        settings = Settings()
    except ValidationError as error:
        set_up_logging("info", identity.NAME, identity.VERSION)
        for problem in problems_of(error):
            log.critical(problem)
        return 1
    set_up_logging(settings.log_level, identity.NAME, settings.service_version)
    # They take most of the start to load, so bad settings are told before.
    from service.app import create_app  # noqa: PLC0415
    from service.platform.server import serve  # noqa: PLC0415

    service = create_app(settings, DOCUMENT.read_bytes())
    return asyncio.run(serve(service, settings))
