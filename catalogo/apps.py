from django.apps import AppConfig


class CatalogoConfig(AppConfig):
    name = "catalogo"

    def ready(self) -> None:
        from catalogo import enlaces, formularios

        enlaces.registrar()
        formularios.registrar()
