from django.apps import AppConfig


class ArchivosConfig(AppConfig):
    name = "nucleo.archivos"

    def ready(self) -> None:
        from nucleo.archivos.recepcion import VIRUS
        from nucleo.bitacora import vocabulario

        vocabulario.declarar(VIRUS, ("uso", "sha256"), frase="Se rechazó un archivo con virus")
