from django.apps import AppConfig


class SolicitudesConfig(AppConfig):
    name = "solicitudes"

    def ready(self) -> None:
        from nucleo.archivos import enlaces, puertas
        from nucleo.bitacora import cadenas
        from solicitudes import datos_propios, emails, permissions_archivos, vocabulario
        from solicitudes.models import Adjunto, BorradorArchivo, Respuesta

        vocabulario.declarar()
        datos_propios.registrar_secciones()
        cadenas.registrar("folio", _cadena_de_folio)
        emails.registrar()
        puertas.registrar("documento", permissions_archivos.puede_ver_documento)
        puertas.registrar("respuesta", permissions_archivos.puede_ver_respuesta)
        for modelo in (Adjunto, BorradorArchivo, Respuesta):
            enlaces.declarar(modelo, "archivo")


def _cadena_de_folio(folio: str) -> str | None:
    from solicitudes.models import Solicitud

    solicitud = Solicitud.objects.filter(folio=folio.upper()).first()
    return solicitud.cadena if solicitud else None
