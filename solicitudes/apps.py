from django.apps import AppConfig


class SolicitudesConfig(AppConfig):
    name = "solicitudes"

    def ready(self) -> None:
        from nucleo.archivos import enlaces, puertas
        from solicitudes import emails, permissions_archivos, vocabulario
        from solicitudes.models import Adjunto, BorradorArchivo, Respuesta

        vocabulario.declarar()
        emails.registrar()
        puertas.registrar("documento", permissions_archivos.puede_ver_documento)
        puertas.registrar("respuesta", permissions_archivos.puede_ver_respuesta)
        for modelo in (Adjunto, BorradorArchivo, Respuesta):
            enlaces.declarar(modelo, "archivo")
