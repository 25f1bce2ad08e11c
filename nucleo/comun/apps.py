from django.apps import AppConfig


class ComunConfig(AppConfig):
    name = "nucleo.comun"
