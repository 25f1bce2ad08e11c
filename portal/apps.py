from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        # shared_task binds to the current app: without this import a web process would nudge Celery's default broker.
        from portal import celery, checks  # noqa: F401
