from django.apps import AppConfig


class TrabajosConfig(AppConfig):
    name = "nucleo.trabajos"
