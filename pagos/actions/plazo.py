"""A proof that nobody reviewed in time: accepted by the system, then confirmed or undone by people (P-06)."""

from datetime import datetime
from typing import Any

from cuentas.models import Usuario
from nucleo.comun.transacciones import en_transaccion
from pagos.asientos import de_comprobante, decidir, exigir_visto
from pagos.consultas import comprobante_aceptado, comprobante_por_validar
from pagos.models import EstadoComprobante
from solicitudes import candado
from solicitudes.actions.aplicar import Datos, _aplicar
from solicitudes.actions.termino import exigir_motivo
from solicitudes.actions.vencimientos import lo_vencido
from solicitudes.estados import Accion
from solicitudes.models import Solicitud

_CAMPOS = ("pago_sin_revisar",)


@en_transaccion
def aceptar_pago_por_plazo(*, solicitud_id: int) -> Solicitud:
    """Takes an unreviewed proof as valid and flags it; once per account until a person confirms (P-06).

    Raises ``EstadoCambio`` before its time, and when the account already has an unconfirmed acceptance.
    """
    # Two requests of one account lapse in the same minute: the account's row lets only one of them see no other. Not
    # its key: who validates this proof holds the request and refers to the account, and the two would wait for ever.
    dueno = Solicitud.objects.values_list("solicitante_id", flat=True).get(pk=solicitud_id)
    Usuario.objects.select_for_update(no_key=True).get(pk=dueno)

    def hijos(solicitud: Solicitud, instante: datetime) -> Datos:
        comprobante = comprobante_por_validar(solicitud)
        decidir(comprobante, EstadoComprobante.ACEPTADO, por=None, instante=instante)
        solicitud.pago_sin_revisar = solicitud.aceptada_por_plazo = True
        return {**de_comprobante(comprobante), **lo_vencido(solicitud, instante)}

    return _aplicar(
        solicitud_id=solicitud_id,
        accion=Accion.ACEPTAR_PAGO_POR_PLAZO,
        actor=None,
        direccion=None,
        hijos=hijos,
        campos=(*_CAMPOS, "aceptada_por_plazo"),
    )


@en_transaccion
def confirmar_pago(
    *, actor: Any, solicitud_id: int, comprobante_id: int | None = None, direccion: str | None = None
) -> Solicitud:
    """A person finds that the accepted proof was right: the flag goes, and the account may be accepted again."""

    def hijos(solicitud: Solicitud, instante: datetime) -> Datos:
        comprobante = comprobante_aceptado(solicitud)
        exigir_visto(solicitud, comprobante.pk, comprobante_id)
        decidir(comprobante, EstadoComprobante.VALIDADO, por=actor, instante=instante)
        solicitud.pago_sin_revisar = False
        return de_comprobante(comprobante)

    return _aplicar(
        solicitud_id=solicitud_id,
        accion=Accion.CONFIRMAR_PAGO,
        actor=actor,
        direccion=direccion,
        hijos=hijos,
        campos=_CAMPOS,
    )


@en_transaccion
def revertir_aceptacion(
    *,
    actor: Any,
    solicitud_id: int,
    motivo: str,
    comprobante_id: int | None = None,
    direccion: str | None = None,
) -> Solicitud:
    """The distributor or SEC undoes the acceptance, and why: the answer is locked again."""
    exigir_motivo(motivo, "Escribe por qué dejas sin efecto la aceptación")

    def hijos(solicitud: Solicitud, instante: datetime) -> Datos:
        comprobante = comprobante_aceptado(solicitud)
        exigir_visto(solicitud, comprobante.pk, comprobante_id)
        decidir(comprobante, EstadoComprobante.RECHAZADO, por=actor, instante=instante)
        solicitud.pago_sin_revisar = False
        candado.cerrar(solicitud)
        return de_comprobante(comprobante)

    return _aplicar(
        solicitud_id=solicitud_id,
        accion=Accion.REVERTIR_ACEPTACION,
        actor=actor,
        direccion=direccion,
        hijos=hijos,
        campos=_CAMPOS,
        texto=motivo,
    )
