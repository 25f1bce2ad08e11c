"""What 'Mis datos' tells of an account's requests and drafts (L-13)."""

from typing import Any

from django.db.models import QuerySet

from cuentas.datos_propios.secciones import Seccion, registrar
from cuentas.models import Usuario
from solicitudes.models import Borrador, Solicitud


def _solicitudes(usuario: Usuario) -> QuerySet[Solicitud]:
    propias = Solicitud.objects.filter(solicitante=usuario).select_related("distribuidora", "comuna")
    return propias.prefetch_related("adjuntos__archivo", "respuestas").order_by("-enviada_en", "-pk")


def _fila_de_solicitud(solicitud: Solicitud) -> dict[str, Any]:
    """An answer counts from the moment its applicant may see it (P-05)."""
    respuestas = [r for r in solicitud.respuestas.all() if r.disponible_en]
    return {
        "folio": solicitud.folio,
        "formulario": solicitud.get_tipo_display(),
        "estado": solicitud.get_estado_display(),
        "distribuidora": str(solicitud.distribuidora),
        "numero_cliente": solicitud.numero_cliente,
        "numero_solicitud": solicitud.numero_solicitud,
        "comuna": str(solicitud.comuna),
        "correo_adicional": solicitud.correo_adicional,
        "es_titular": solicitud.es_titular,
        "enviada_en": solicitud.enviada_en,
        "respuesta_disponible_en": respuestas[0].disponible_en if respuestas else None,
        "respuesta": "\n".join(r.comentario for r in respuestas if r.comentario),
        "documentos": ", ".join(f"{a.nombre}: {a.archivo.nombre}" for a in solicitud.adjuntos.all()),
    }


def _borradores(usuario: Usuario) -> QuerySet[Borrador]:
    return Borrador.objects.filter(dueno=usuario).prefetch_related("archivos__archivo").order_by("-tocado_en")


def _fila_de_borrador(borrador: Borrador) -> dict[str, Any]:
    return {
        "formulario": borrador.get_tipo_display(),
        "creado_en": borrador.creado_en,
        "tocado_en": borrador.tocado_en,
        "datos": borrador.datos,
        "documentos": ", ".join(a.archivo.nombre for a in borrador.archivos.all()),
    }


SECCIONES = (
    Seccion("solicitudes", "Tus solicitudes", {
        "folio": "N° folio", "formulario": "Formulario", "estado": "Estado", "distribuidora": "Distribuidora",
        "numero_cliente": "N° de cliente", "numero_solicitud": "N° de solicitud", "comuna": "Comuna",
        "correo_adicional": "Correo adicional", "es_titular": "Eres titular del suministro", "enviada_en": "Enviada",
        "respuesta_disponible_en": "Respuesta disponible", "respuesta": "Respuesta", "documentos": "Documentos",
    }, _solicitudes, _fila_de_solicitud),
    Seccion("borradores", "Tus borradores", {
        "formulario": "Formulario", "creado_en": "Creado", "tocado_en": "Último cambio", "datos": "Datos",
        "documentos": "Documentos",
    }, _borradores, _fila_de_borrador),
)  # fmt: skip


def registrar_secciones() -> None:
    for seccion in SECCIONES:
        registrar(seccion)
