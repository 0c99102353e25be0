"""The tests of the platform bring an API of their own, so they hold when the example has been replaced."""

import asyncio
import logging
import os
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from service.platform.application import create_application
from service.platform.logs import set_up_logging
from service.platform.problems import Problem
from service.platform.server import serve
from service.platform.strict_route import Integer, StrictRoute
from service.settings import Settings

log = logging.getLogger(__name__)


class Size(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    width: Annotated[int, Field(ge=0)]
    unit: Literal["metre", "inch"]


class Sample(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    name: Annotated[str, Field(min_length=1)]
    tags: Annotated[list[str], Field(max_length=3)] = []
    size: Size | None = None


router = APIRouter(prefix="/v1/samples", route_class=StrictRoute)


@router.get("")
async def list_samples(limit: Annotated[Integer, Query(ge=1, le=100)] = 20) -> list[int]:
    return [limit]


@router.post("", status_code=201, response_model_exclude_none=True)
async def create_sample(sample: Sample) -> Sample:
    return sample


@router.get("/long")
async def get_long() -> StreamingResponse:
    return StreamingResponse(b"x" * 10_000 for _ in range(100))


@router.get("/{id}")
async def get_sample(sample_id: Annotated[str, Path(alias="id", max_length=64)]) -> None:
    if sample_id == "broken":
        raise RuntimeError("with a secret")
    if sample_id == "slow":
        await asyncio.sleep(0.3)
    if sample_id == "beyond":
        raise Problem(502, "Another service could not be reached.") from ConnectionError("refused")
    raise Problem(404, "There is none.")


async def fail() -> None:
    raise ConnectionError("away")


async def close() -> None:
    log.info("pool closed")


if __name__ == "__main__":
    settings = Settings()
    set_up_logging(settings.log_level, "sample", settings.service_version)
    application = create_application(settings, b"openapi: 3.1.0\n")
    application.api.include_router(router)
    application.on_stop.append(close)
    if "SAMPLE_CHECK" in os.environ:
        application.health.checks["sample"] = fail
    asyncio.run(serve(application, settings))
