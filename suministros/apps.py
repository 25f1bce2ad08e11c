from django.apps import AppConfig


class SuministrosConfig(AppConfig):
    name = "suministros"
