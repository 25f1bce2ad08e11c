"""Who is told of each event, and how each message is written at the moment it leaves."""

from collections.abc import Callable
from typing import Any

from django.conf import settings

from catalogo.plazos import fecha_larga
from nucleo.avisos import redactores
from nucleo.avisos.actions import encolar
from nucleo.avisos.correo import de_catalogo
from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import Redactado
from nucleo.bitacora.models import Evento
from nucleo.comun.templatetags.formatos import fecha_hora_texto
from solicitudes.estados import Estado, Tipo, TipoEvento
from solicitudes.models import Respuesta, Solicitud

ADICIONAL = "adicional"

# Message key by event, for each side; the additional address gets folio, form, state and link only (reglas.md 5).
PARA_EL_SOLICITANTE = {
    TipoEvento.SOLICITUD_ENVIADA: "acuse",
    TipoEvento.SOLICITUD_RESPONDIDA: "respuesta_disponible",
}
PARA_LA_DISTRIBUIDORA = {
    TipoEvento.SOLICITUD_ENVIADA: "solicitud_nueva",
}
TAMBIEN_AL_ADICIONAL = frozenset({TipoEvento.SOLICITUD_ENVIADA, TipoEvento.SOLICITUD_RESPONDIDA})


def avisar(solicitud: Solicitud, evento: Evento) -> None:
    """Leaves the notices of ``evento`` in the outbox, in the transaction of the fact."""
    tipo = TipoEvento(evento.tipo)
    contexto = {"solicitud": solicitud.pk}
    if clave := _para_el_solicitante(solicitud, tipo):
        encolar(
            clave=clave,
            evento=evento,
            destinatario=solicitud.solicitante.email,
            usuario=solicitud.solicitante,
            contexto=contexto,
        )
    if tipo in TAMBIEN_AL_ADICIONAL:
        encolar(
            clave=ADICIONAL,
            evento=evento,
            destinatario=solicitud.correo_adicional,
            contexto=contexto,
            adicional=True,
        )
    if clave := PARA_LA_DISTRIBUIDORA.get(tipo, ""):
        encolar(
            clave=clave,
            evento=evento,
            destinatario=solicitud.distribuidora.correo_avisos,
            contexto=contexto,
        )


def _para_el_solicitante(solicitud: Solicitud, tipo: TipoEvento) -> str:
    if tipo == TipoEvento.SOLICITUD_RESPONDIDA and solicitud.disponible_en is None:
        return "respuesta_bloqueada"
    return PARA_EL_SOLICITANTE.get(tipo, "")


def registrar() -> None:
    """Gives the outbox the composer of every key used here."""
    for clave in {*PARA_EL_SOLICITANTE.values(), "respuesta_bloqueada"}:
        redactores.registrar(clave, _al_solicitante)
    for clave in PARA_LA_DISTRIBUIDORA.values():
        redactores.registrar(clave, _a_la_distribuidora)
    redactores.registrar(ADICIONAL, _al_adicional)


def _al_solicitante(aviso: Aviso) -> Redactado | None:
    return _redactar(aviso, lambda solicitud: solicitud.solicitante.is_active)


def _a_la_distribuidora(aviso: Aviso) -> Redactado | None:
    """The address of notices may have changed since: what left it is not written to any more."""
    return _redactar(
        aviso,
        lambda solicitud: solicitud.distribuidora.correo_avisos == aviso.destinatario,
    )


def _al_adicional(aviso: Aviso) -> Redactado | None:
    return _redactar(aviso, lambda solicitud: solicitud.correo_adicional == aviso.destinatario)


def _redactar(aviso: Aviso, admitido: Callable[[Solicitud], bool]) -> Redactado | None:
    solicitud = (
        Solicitud.objects.select_related("solicitante", "distribuidora")
        .filter(pk=aviso.contexto.get("solicitud"))
        .first()
    )
    if solicitud is None or not admitido(solicitud):
        return None
    return de_catalogo(aviso, solicitud.tipo, datos(solicitud))


def datos(solicitud: Solicitud) -> dict[str, Any]:
    """The values of the placeholders for this request (DISENO 7.5)."""
    respuesta = Respuesta.objects.filter(solicitud=solicitud).order_by("-version").first()
    return {
        "folio": solicitud.folio,
        "numero_solicitud": solicitud.numero_solicitud,
        "numero_cliente": solicitud.numero_cliente,
        "formulario": Tipo(solicitud.tipo).label,
        "distribuidora": solicitud.distribuidora.nombre,
        "nombre": solicitud.solicitante.nombre,
        "fecha_envio": fecha_hora_texto(solicitud.enviada_en),
        "plazo": fecha_larga(solicitud.plazo_respuesta_el) if solicitud.plazo_respuesta_el else "",
        "estado": Estado(solicitud.estado).etiqueta,
        "comentario": respuesta.comentario if respuesta and respuesta.disponible_en else "",
        "enlace": settings.PORTAL_URL + solicitud.get_absolute_url(),
    }
