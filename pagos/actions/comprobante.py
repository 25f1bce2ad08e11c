"""The proof of a payment: informed by the applicant, validated or rejected by the distributor (P-02, P-04)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from nucleo.archivos.models import Archivo
from nucleo.comun import envios
from nucleo.comun.errores import ErrorDeDominio
from nucleo.comun.transacciones import en_transaccion
from pagos.asientos import de_comprobante, decidir, exigir_visto
from pagos.consultas import cobro_en_vigor, comprobante_por_validar, formas_de
from pagos.models import Comprobante, EstadoComprobante, Metodo
from solicitudes.actions.aplicar import Datos, _aplicar
from solicitudes.actions.termino import exigir_motivo
from solicitudes.actions.una_vez import huella
from solicitudes.estados import Accion
from solicitudes.models import Solicitud


class MetodoNoAceptado(ErrorDeDominio):
    """The distributor does not take that way of paying."""

    codigo = 422


@en_transaccion
def informar_pago(
    *,
    actor: Any,
    solicitud_id: int,
    metodo: Metodo,
    archivo: Archivo,
    token: UUID,
    cobro_id: int | None = None,
    direccion: str | None = None,
) -> str:
    """Attaches the proof, received before, once per ``token``; returns the folio. Raises ``MetodoNoAceptado``.

    ``cobro_id``: the payment that the person read; another one in force by now raises ``EstadoCambio``.
    """

    def hijos(solicitud: Solicitud, instante: datetime) -> Datos:
        if not formas_de(solicitud.distribuidora_id).acepta(metodo):
            raise MetodoNoAceptado("Elige una de las formas de pago de la lista")
        cobro = cobro_en_vigor(solicitud)
        exigir_visto(solicitud, cobro.pk, cobro_id)
        comprobante = Comprobante.objects.create(
            cobro=cobro,
            metodo=metodo,
            archivo=archivo,
            informado_por=actor,
            informado_en=instante,
        )
        return {
            **de_comprobante(comprobante),
            "metodo": str(metodo),
            "archivo": archivo.sha256_guardado,
        }

    return envios.una_sola_vez(
        usuario=actor,
        token=token,
        huella=huella("informar-pago", solicitud_id, metodo=metodo, archivo=archivo, cobro=cobro_id),
        accion=lambda: (
            _aplicar(
                solicitud_id=solicitud_id,
                accion=Accion.INFORMAR_PAGO,
                actor=actor,
                direccion=direccion,
                hijos=hijos,
            ).folio
        ),
    )


@en_transaccion
def validar_pago(
    *, actor: Any, solicitud_id: int, comprobante_id: int | None = None, direccion: str | None = None
) -> Solicitud:
    """The proof is right: a stored answer opens, else the answer is owed.

    ``comprobante_id``: the proof that the person looked at; another one by now raises ``EstadoCambio``.
    """

    def hijos(solicitud: Solicitud, instante: datetime) -> Datos:
        comprobante = comprobante_por_validar(solicitud)
        exigir_visto(solicitud, comprobante.pk, comprobante_id)
        decidir(comprobante, EstadoComprobante.VALIDADO, por=actor, instante=instante)
        return de_comprobante(comprobante)

    return _aplicar(
        solicitud_id=solicitud_id,
        accion=Accion.VALIDAR_PAGO,
        actor=actor,
        direccion=direccion,
        hijos=hijos,
    )


@en_transaccion
def rechazar_pago(
    *,
    actor: Any,
    solicitud_id: int,
    motivo: str,
    comprobante_id: int | None = None,
    direccion: str | None = None,
) -> Solicitud:
    """The proof is wrong, and why: the applicant may attach another. ``comprobante_id`` as in ``validar_pago``."""
    exigir_motivo(motivo, "Escribe por qué rechazas el pago")

    def hijos(solicitud: Solicitud, instante: datetime) -> Datos:
        comprobante = comprobante_por_validar(solicitud)
        exigir_visto(solicitud, comprobante.pk, comprobante_id)
        decidir(comprobante, EstadoComprobante.RECHAZADO, por=actor, instante=instante)
        return de_comprobante(comprobante)

    return _aplicar(
        solicitud_id=solicitud_id,
        accion=Accion.RECHAZAR_PAGO,
        actor=actor,
        direccion=direccion,
        hijos=hijos,
        texto=motivo,
    )
