"""The app's entry: registers the system checks."""

from __future__ import annotations

from django.apps import AppConfig


class CouplesConfig(AppConfig):
    name = "couples"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from couples.infrastructure import checks  # noqa: F401  registers them
