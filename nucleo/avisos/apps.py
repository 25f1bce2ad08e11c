from django.apps import AppConfig


class AvisosConfig(AppConfig):
    name = "nucleo.avisos"
