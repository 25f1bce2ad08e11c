"""Terms already set that a holiday or a deadline rule changed since: SEC moves them, one event each (reglas.md 3)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from catalogo.reglas import SinRegla
from cuentas.personal.cerrojos import Tomadas
from nucleo.bitacora.actions import momento, registrar
from nucleo.comun.transacciones import en_transaccion
from solicitudes import ajustes, emails
from solicitudes.ajustes import Ajuste, EventosNoCalzan
from solicitudes.estados import TipoEvento
from solicitudes.models import Obligacion, Observacion, Solicitud
from solicitudes.querysets import SolicitudQuerySet
from solicitudes.totales import anotar as totales
from solicitudes.vidas import Calculo

AVANCE_CADA = 50  # requests, a second or so: what waits behind a long count waits no longer


@dataclass
class Resultado:
    """How many moved, how many did not need to, and the folios that must be looked at (``recalcular`` tells why)."""

    ajustadas: int = 0
    sin_cambio: int = 0
    no_calzan: list[str] = field(default_factory=list)


def ajustar_todas(
    *,
    actor: Any,
    solicitudes: SolicitudQuerySet,
    direccion: str | None = None,
    avance: Callable[[int], None] = lambda hechas: None,
) -> Resultado:
    """Moves the terms of each of ``solicitudes`` (``ajustes.por_feriado``, ``por_regla``), each in its transaction.

    Stopped in the middle it is run again: what was moved needs nothing more. ``avance`` is told how many were seen.
    """
    resultado, vistas = Resultado(), 0
    for ids in ajustes.por_tandas(solicitudes):
        calculo = Calculo.de_hoy()
        for solicitud_id in ids:
            _ajustar(resultado, actor, solicitud_id, direccion, calculo)
            vistas += 1
            if vistas % AVANCE_CADA == 0:
                avance(vistas)
    avance(vistas)
    return resultado


def _ajustar(resultado: Resultado, actor: Any, solicitud_id: int, direccion: str | None, calculo: Calculo) -> None:
    try:
        hecho = ajustar_plazos(actor=actor, solicitud_id=solicitud_id, direccion=direccion, calculo=calculo)
    except (EventosNoCalzan, SinRegla):
        resultado.no_calzan.append(Solicitud.objects.values_list("folio", flat=True).get(pk=solicitud_id))
        return
    resultado.ajustadas += hecho is not None
    resultado.sin_cambio += hecho is None


@en_transaccion
def ajustar_plazos(
    *, actor: Any, solicitud_id: int, direccion: str | None = None, calculo: Calculo | None = None
) -> Ajuste | None:
    """Gives a request the days that the holidays and rules of today give; None, and no event, when it has them.

    ``calculo``: the catalogue, where the caller has just read it. Who acted in time or late follows from the new days;
    no state moves. Raises ``NoPermitido``, ``EventosNoCalzan`` and ``SinRegla``.
    """
    actor = Tomadas(actor).exigir_administrador()
    solicitud = Solicitud.objects.select_for_update().get(pk=solicitud_id)
    instante = momento(solicitud.cadena)
    ajuste = ajustes.de_una(solicitud_id, calculo or Calculo.de_hoy())
    if ajuste is None:
        return None
    contada = totales.hechos(solicitud)
    for plazo in ajuste.plazos:
        debida = plazo.debida
        Obligacion.objects.filter(pk=plazo.obligacion_id).update(
            regla=debida.regla_id,
            responsable=debida.responsable,
            recibida_el=debida.recibida_el,
            vence_el=debida.vence_el,
        )
    for observacion, tarde in ajuste.observaciones.items():
        Observacion.objects.filter(pk=observacion).update(tarde=tarde)
    for campo, (_, debido) in ajuste.campos.items():
        setattr(solicitud, campo, debido)
    solicitud.save(update_fields=list(ajuste.campos))
    totales.anotar(solicitud, contada)
    evento = registrar(
        cadena=solicitud.cadena,
        tipo=TipoEvento.PLAZOS_RECALCULADOS,
        actor=actor,
        datos={
            "desde": solicitud.estado,
            "hacia": solicitud.estado,
            "plazos": [plazo.anotacion() for plazo in ajuste.plazos],
            "campos": [*sorted(ajuste.campos)],
            "observaciones": [[pk, tarde] for pk, tarde in ajuste.observaciones.items()],
        },
        direccion=direccion,
        ocurrido=instante,
    )
    # Whom the running term binds is told; a term that is over moves in the history alone.
    if solicitud.vence_el and "vence_el" in ajuste.campos:
        emails.avisar(solicitud, evento)
    return ajuste
