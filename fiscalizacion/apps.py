from django.apps import AppConfig


class FiscalizacionConfig(AppConfig):
    name = "fiscalizacion"
