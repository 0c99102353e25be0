"""The service: its API, and the platform that every service stands on."""
