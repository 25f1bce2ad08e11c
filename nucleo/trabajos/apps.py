from django.apps import AppConfig


class TrabajosConfig(AppConfig):
    name = "nucleo.trabajos"

    def ready(self) -> None:
        from nucleo.archivos import enlaces, puertas
        from nucleo.trabajos.models import Trabajo
        from nucleo.trabajos.permissions import puede_descargar

        puertas.registrar("trabajo", puede_descargar)
        enlaces.declarar(Trabajo, "archivo")
