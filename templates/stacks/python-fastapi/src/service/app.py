"""Puts the service together."""

from service.items.memory_store import MemoryItemStore
from service.items.routes import serve_items
from service.platform.application import Application, create_application
from service.settings import Settings


def create_app(settings: Settings, document: bytes) -> Application:
    """The operations of openapi.yaml, on the platform that every service has."""
    application = create_application(settings, document)
    serve_items(application.api, MemoryItemStore())
    return application
