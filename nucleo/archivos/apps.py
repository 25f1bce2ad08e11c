from django.apps import AppConfig


class ArchivosConfig(AppConfig):
    name = "nucleo.archivos"
