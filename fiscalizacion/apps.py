from django.apps import AppConfig


class FiscalizacionConfig(AppConfig):
    name = "fiscalizacion"

    def ready(self) -> None:
        from fiscalizacion.actions import construir_trabajo
        from fiscalizacion.distribuidoras import actions as distribuidoras
        from fiscalizacion.enlaces import actions as enlaces
        from fiscalizacion.sabana import TIPO_DE_TRABAJO
        from nucleo.trabajos import constructores

        constructores.registrar(TIPO_DE_TRABAJO, construir_trabajo)
        distribuidoras.declarar()
        enlaces.declarar()
