"""Who is told of each event, and how each message is written at the moment it leaves."""

from collections.abc import Callable
from typing import Any

from django.conf import settings

from catalogo.horario import proximo
from catalogo.plazos import calendario
from cuentas.models import Usuario
from nucleo.avisos import redactores
from nucleo.avisos.actions import encolar
from nucleo.avisos.bajas import dada_de_baja
from nucleo.avisos.clases import Clase
from nucleo.avisos.correo import de_catalogo
from nucleo.avisos.mensajes_nombres import NOMBRES
from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import Redactado
from nucleo.bitacora.models import Evento
from solicitudes.datos_de_aviso import datos
from solicitudes.estados import Estado, TipoEvento
from solicitudes.models import Solicitud

__all__ = ["avisar", "datos", "registrar"]
ADICIONAL = "adicional"
_V = TipoEvento

# Message key by event, for each side; the additional address gets folio, form, state and link only (reglas.md 5).
PARA_EL_SOLICITANTE = {
    _V.SOLICITUD_ENVIADA: "acuse",
    _V.SOLICITUD_RESPONDIDA: "respuesta_disponible",
    _V.PAGO_SOLICITADO: "pago_solicitado",
    _V.COBRO_RETIRADO: "cobro_retirado",
    _V.PAGO_VALIDADO: "pago_validado",
    _V.PAGO_RECHAZADO: "pago_rechazado",
    _V.PAGO_ACEPTADO_POR_PLAZO: "pago_aceptado_por_plazo",
    _V.ACEPTACION_REVERTIDA: "aceptacion_revertida",
    _V.SOLICITUD_OBSERVADA: "solicitud_observada",
    _V.MANIFESTACION_OBJETADA: "manifestacion_objetada",
    _V.MANIFESTACION_CERRADA: "manifestacion_cerrada",
    _V.SOLICITUD_VENCIDA: "solicitud_vencida",
    _V.RESPUESTA_COMPLEMENTADA: "respuesta_complementada",
    _V.SOLICITUD_ANULADA: "solicitud_anulada",
    _V.COMUNICACION_ENVIADA: "comunicacion",
    _V.CONEXION_REGISTRADA: "conexion_registrada",
    _V.PRORROGA_REGISTRADA: "prorroga_registrada",
    _V.PLAZOS_RECALCULADOS: "plazo_recalculado",
}
PARA_LA_DISTRIBUIDORA = {
    _V.SOLICITUD_ENVIADA: "solicitud_nueva",
    _V.PAGO_INFORMADO: "pago_informado",
    _V.PAGO_ACEPTADO_POR_PLAZO: "pago_aceptado_por_plazo_distribuidora",
    _V.ACEPTACION_REVERTIDA: "aceptacion_revertida_distribuidora",
    _V.CORRECCION_ENTREGADA: "correccion_entregada",
    _V.MANIFESTACION_CERRADA: "manifestacion_cerrada_distribuidora",
    _V.SOLICITUD_VENCIDA: "solicitud_vencida_distribuidora",
    _V.SOLICITUD_DESISTIDA: "solicitud_desistida",
    _V.SOLICITUD_ANULADA: "solicitud_anulada_distribuidora",
    _V.COMUNICACION_RESPONDIDA: "comunicacion_respondida",
    _V.COMPLEMENTO_PEDIDO: "complemento_pedido",
    _V.PLAZOS_RECALCULADOS: "plazo_recalculado_distribuidora",
}
PARA_LA_SEC = {_V.PAGO_ACEPTADO_POR_PLAZO: "pago_aceptado_por_plazo_sec"}
TAMBIEN_AL_ADICIONAL = frozenset({_V.SOLICITUD_ENVIADA, _V.SOLICITUD_RESPONDIDA})
# What an answer under lock tells instead of 'respuesta_disponible'.
BLOQUEADA, CON_PAGO = "respuesta_bloqueada", "respuesta_con_pago"


def avisar(solicitud: Solicitud, evento: Evento) -> None:
    """Leaves the notices of ``evento`` in the outbox, in the transaction of the fact.

    What the clock did at the first minute of a day is told in business hours (reglas.md 2).
    """
    tipo = TipoEvento(evento.tipo)
    comun: dict[str, Any] = {
        "evento": evento,
        "contexto": {"solicitud": solicitud.pk, "evento": evento.pk},
        "desde": None if evento.actor_id else proximo(evento.ocurrido, calendario()),
    }
    clave = _para_el_solicitante(solicitud, evento)
    for correo, usuario in del_solicitante(solicitud, tipo):
        suya = clave if usuario else ADICIONAL
        encolar(clave=suya, destinatario=correo, usuario=usuario, adicional=usuario is None, **comun)
    if clave := PARA_LA_DISTRIBUIDORA.get(tipo, ""):
        encolar(clave=clave, destinatario=solicitud.distribuidora.correo_avisos, **comun)
    if clave := PARA_LA_SEC.get(tipo, ""):
        encolar(clave=clave, destinatario=settings.CORREO_SEC, **comun)


def del_solicitante(solicitud: Solicitud, tipo: TipoEvento) -> list[tuple[str, Usuario | None]]:
    """The addresses of the applicant's side to which that event is told; without account, the additional one."""
    titular, adicional = solicitud.solicitante, solicitud.correo_adicional
    suyas = [(titular.email, titular)] if tipo in PARA_EL_SOLICITANTE else []
    return [*suyas, *([(adicional, None)] if adicional and tipo in TAMBIEN_AL_ADICIONAL else [])]


def avisaremos(solicitud: Solicitud, tipo: TipoEvento) -> list[str]:
    """The same without those to whom nothing would leave: a closed account, an address that unsubscribed."""
    return [
        correo
        for correo, usuario in del_solicitante(solicitud, tipo)
        if (usuario.is_active if usuario else not dada_de_baja(correo))
    ]


def _para_el_solicitante(solicitud: Solicitud, evento: Evento) -> str:
    tipo = TipoEvento(evento.tipo)
    if tipo == _V.SOLICITUD_RESPONDIDA and solicitud.disponible_en is None:
        return CON_PAGO if evento.datos["desde"] == Estado.PENDIENTE_RESPUESTA else BLOQUEADA
    return PARA_EL_SOLICITANTE.get(tipo, "")


def registrar() -> None:
    """Gives the outbox the composer of every key used here."""
    de_cada_lado = (
        ({*PARA_EL_SOLICITANTE.values(), BLOQUEADA, CON_PAGO}, _al_solicitante),
        (PARA_LA_DISTRIBUIDORA.values(), _a_la_distribuidora),
        (PARA_LA_SEC.values(), _a_la_sec),
        ((ADICIONAL,), _al_adicional),
    )
    for claves, redactor in de_cada_lado:
        for clave in claves:
            redactores.registrar(clave, redactor, clase=Clase.LEGAL, nombre=NOMBRES[clave].nombre)


def _al_solicitante(aviso: Aviso) -> Redactado | None:
    return _redactar(aviso, lambda solicitud: solicitud.solicitante.is_active)


def _a_la_distribuidora(aviso: Aviso) -> Redactado | None:
    """The address of notices may have changed since: what left it is not written to any more."""
    return _redactar(
        aviso,
        lambda solicitud: solicitud.distribuidora.correo_avisos == aviso.destinatario,
    )


def _a_la_sec(aviso: Aviso) -> Redactado | None:
    return _redactar(aviso, lambda _: True)


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
    evento = Evento.objects.filter(pk=aviso.contexto.get("evento")).first()
    return de_catalogo(aviso, solicitud.tipo, datos(solicitud, evento))
