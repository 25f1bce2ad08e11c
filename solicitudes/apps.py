from django.apps import AppConfig


class SolicitudesConfig(AppConfig):
    name = "solicitudes"

    def ready(self) -> None:
        from cuentas.documento import necesidad
        from nucleo.archivos import enlaces, puertas
        from nucleo.bitacora import cadenas
        from nucleo.trabajos import constructores
        from solicitudes import (
            avisos_borradores,
            consultas,
            datos_propios,
            emails,
            lapsos,
            permissions_archivos,
            recordatorios,
            reporte,
            vocabulario,
        )
        from solicitudes.actions import textos_guardados
        from solicitudes.models import Adjunto, BorradorArchivo, Comunicacion, Respuesta

        vocabulario.declarar()
        textos_guardados.declarar()
        necesidad.registrar(consultas.vivas, cuenta="solicitante", distribuidora="distribuidora")
        cadenas.registrar("folio", _cadena_de_folio)
        emails.registrar()
        avisos_borradores.registrar()
        recordatorios.registrar()
        datos_propios.registrar_secciones()
        lapsos.registrar_los_de_solicitudes()
        sala = constructores.Ficha(sala=("Reporte", "solicitudes:reporte"))
        constructores.registrar(reporte.TIPO_DE_TRABAJO, reporte.construir, sala)
        puertas.registrar(f"trabajo.{reporte.TIPO_DE_TRABAJO}", reporte.puede_descargar)
        puertas.registrar("documento", permissions_archivos.puede_ver_documento)
        puertas.registrar("respuesta", permissions_archivos.puede_ver_respuesta)
        puertas.registrar("comunicacion", permissions_archivos.puede_ver_comunicacion)
        for modelo in (Adjunto, BorradorArchivo, Comunicacion, Respuesta):
            enlaces.declarar(modelo, "archivo")
        _en_la_pagina_del_suministro()


def _en_la_pagina_del_suministro() -> None:
    from suministros import paneles

    panel = paneles.Panel("solicitudes/_panel_de_suministro.html")
    paneles.registrar("solicitudes", lambda vinculo: panel if vinculo.validado else None, orden=20)


def _cadena_de_folio(folio: str) -> str | None:
    from solicitudes.models import Solicitud

    solicitud = Solicitud.objects.filter(folio=folio.upper()).first()
    return solicitud.cadena if solicitud else None
