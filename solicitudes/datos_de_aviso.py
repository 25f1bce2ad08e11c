"""The values of the placeholders for a request and the event that is told (DISENO 7.5)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings

from catalogo.plazos import fecha_larga
from nucleo.bitacora.models import Evento
from nucleo.comun.templatetags.formatos import fecha_hora_texto, pesos
from solicitudes.estados import Estado, Tipo, TipoEvento
from solicitudes.models import Comunicacion, DocumentoObservado, Respuesta, Solicitud, TextoDeEvento

# What is asked to be paid with an answer, from the room of payments: its amount and its explanation.
DeCobro = Callable[[Solicitud], tuple[int, str] | None]
_de_cobro: list[DeCobro] = []


def registrar_cobro(funcion: DeCobro) -> None:
    """The payments' app says in ``ready()`` how to find the payment in force of a request; None for no payment."""
    _de_cobro[:] = [funcion]


def datos(solicitud: Solicitud, evento: Evento | None = None) -> dict[str, Any]:
    """By the names of ``mensajes.CAMPOS``; what the event does not know comes from the request as it is now."""
    hecho = evento.datos if evento else {}
    monto, motivo = hecho.get("monto"), _motivo(evento)
    if evento and evento.tipo == TipoEvento.SOLICITUD_RESPONDIDA:
        # The reason of an answer is why it overtook others: the distributor's own matter, never the applicant's.
        monto, motivo = _cobro(solicitud)
    return {
        "folio": solicitud.folio,
        "numero_solicitud": solicitud.numero_solicitud,
        "numero_cliente": solicitud.numero_cliente,
        "formulario": Tipo(solicitud.tipo).label,
        "distribuidora": solicitud.distribuidora.nombre,
        "nombre": solicitud.solicitante.nombre,
        "fecha_envio": fecha_hora_texto(solicitud.enviada_en),
        "plazo": _plazo(solicitud, hecho),
        "estado": Estado(hecho.get("hacia") or solicitud.estado).etiqueta,
        "monto": pesos(monto) if monto else "",
        "motivo": motivo,
        "comentario": _comentario(solicitud, hecho),
        "documentos": _documentos(solicitud, hecho),
        "enlace": settings.PORTAL_URL + solicitud.get_absolute_url(),
    }


def _plazo(solicitud: Solicitud, hecho: dict[str, Any]) -> str:
    """The last day of the term that the event started, or that it found lapsed; else the one that runs."""
    comenzadas = hecho.get("obligaciones") or []
    dia = comenzadas[0][-1] if comenzadas else hecho.get("vence_el") or hecho.get("vencia_el")
    if not dia:
        ultimo = solicitud.vence_el or solicitud.plazo_respuesta_el
        return fecha_larga(ultimo) if ultimo else ""
    return fecha_larga(date.fromisoformat(dia))


def _cobro(solicitud: Solicitud) -> tuple[int | None, str]:
    """What an answer under lock waits for, whether asked with it or before it."""
    return next((cobro for funcion in _de_cobro if (cobro := funcion(solicitud))), (None, ""))


def _motivo(evento: Evento | None) -> str:
    fila = TextoDeEvento.objects.filter(evento=evento).first() if evento else None
    return fila.texto if fila else ""


def _comentario(solicitud: Solicitud, hecho: dict[str, Any]) -> str:
    if comunicacion := Comunicacion.objects.filter(pk=hecho.get("comunicacion") or 0).first():
        return comunicacion.texto
    respuestas = Respuesta.objects.filter(solicitud=solicitud).order_by("-version")
    respuesta = respuestas.filter(pk=hecho.get("respuesta") or 0).first() or respuestas.first()
    return respuesta.comentario if respuesta and respuesta.disponible_en else ""


def _documentos(solicitud: Solicitud, hecho: dict[str, Any]) -> str:
    nombres = DocumentoObservado.objects.filter(observacion=hecho.get("observacion") or 0).values_list(
        "nombre", flat=True
    )
    return ", ".join(nombres)
