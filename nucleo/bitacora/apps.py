from django.apps import AppConfig


class BitacoraConfig(AppConfig):
    name = "nucleo.bitacora"

    def ready(self) -> None:
        from nucleo.bitacora.actions import anotar_rechazo
        from nucleo.comun import rechazos

        rechazos.registrar(anotar_rechazo)
