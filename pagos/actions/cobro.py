"""Asking for a payment, before or with the answer, and taking it back (P-01)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from nucleo.archivos.models import Archivo
from nucleo.comun import envios
from nucleo.comun.errores import ErrorDeDominio
from nucleo.comun.transacciones import en_transaccion
from pagos.asientos import de_cobro
from pagos.consultas import cobro_en_vigor, puede_trabar
from pagos.models import Cobro, ContadorCobro
from solicitudes.actions.aplicar import Datos, _aplicar
from solicitudes.actions.respuesta import CAMPOS, DatosDeRespuesta, comienzo_de, guardar_respuesta
from solicitudes.actions.termino import exigir_motivo, exigir_texto
from solicitudes.actions.una_vez import huella
from solicitudes.estados import Accion
from solicitudes.models import Solicitud

MAXIMO = 999_999_999  # pesos


class CobroImposible(ErrorDeDominio):
    """The amount makes no sense, or SEC does not let this distributor lock its answers.

    ``campo``: the control of a form at which it is told.
    """

    codigo = 422

    def __init__(self, mensaje: str, *, campo: str) -> None:
        super().__init__(mensaje)
        self.campo = campo


@dataclass(frozen=True)
class Pedido:
    """What is asked for: whole pesos, why, and the coupon, received before, if there is one."""

    monto: int
    explicacion: str
    cupon: Archivo | None = None


@en_transaccion
def solicitar_pago(
    *,
    actor: Any,
    solicitud_id: int,
    pedido: Pedido,
    token: UUID,
    confirmado: Sequence[str] = (),
    direccion: str | None = None,
) -> str:
    """Asks for a payment before the answer; returns the folio. Raises ``CobroImposible``.

    ``confirmado``: as in ``responder``.
    """
    _revisar(pedido)
    return envios.una_sola_vez(
        usuario=actor,
        token=token,
        huella=huella("solicitar-pago", solicitud_id, pedido=pedido),
        accion=lambda: (
            _aplicar(
                solicitud_id=solicitud_id,
                accion=Accion.SOLICITAR_PAGO,
                actor=actor,
                direccion=direccion,
                hijos=lambda solicitud, instante: {
                    **_cobrar(solicitud, instante, actor, pedido),
                    "confirmado": list(confirmado),
                },
                texto=pedido.explicacion,
            ).folio
        ),
    )


@en_transaccion
def responder_con_pago(
    *,
    actor: Any,
    solicitud_id: int,
    archivo: Archivo,
    comentario: str,
    numero_solicitud: str,
    pedido: Pedido,
    token: UUID,
    datos: DatosDeRespuesta | None = None,
    motivo: str = "",
    confirmado: Sequence[str] = (),
    direccion: str | None = None,
) -> str:
    """Stores the answer, locked until the payment is settled; returns the folio.

    Raises what ``responder`` raises, and ``CobroImposible``.
    """
    _revisar(pedido)
    datos = datos or DatosDeRespuesta()
    escrito = {"comentario": comentario, "numero": numero_solicitud, "datos": datos, "motivo": motivo}

    def hijos(solicitud: Solicitud, instante: datetime) -> Datos:
        if not puede_trabar(solicitud.distribuidora_id):
            raise CobroImposible(
                "La SEC no permite que tus respuestas esperen un pago. Responde sin pago.", campo="pago"
            )
        respuesta = guardar_respuesta(
            solicitud,
            instante,
            actor=actor,
            archivo=archivo,
            comentario=comentario,
            numero_solicitud=numero_solicitud,
            datos=datos,
            motivo=motivo,
        )
        return {**respuesta, **_cobrar(solicitud, instante, actor, pedido), "confirmado": list(confirmado)}

    return envios.una_sola_vez(
        usuario=actor,
        token=token,
        huella=huella("responder-con-pago", solicitud_id, archivo=archivo, pedido=pedido, **escrito),
        accion=lambda: (
            _aplicar(
                solicitud_id=solicitud_id,
                accion=Accion.RESPONDER_CON_PAGO,
                actor=actor,
                direccion=direccion,
                hijos=hijos,
                campos=CAMPOS,
                texto=motivo,
                comienzo=comienzo_de(datos),
            ).folio
        ),
    )


@en_transaccion
def retirar_cobro(*, actor: Any, solicitud_id: int, motivo: str, direccion: str | None = None) -> Solicitud:
    """Takes the payment back: a stored answer opens, else the answer is owed again."""
    exigir_motivo(motivo, "Escribe por qué retiras el cobro")

    def hijos(solicitud: Solicitud, instante: datetime) -> Datos:
        cobro = cobro_en_vigor(solicitud)
        cobro.retirado_en = instante
        cobro.save(update_fields=["retirado_en"])
        return de_cobro(cobro)

    return _aplicar(
        solicitud_id=solicitud_id,
        accion=Accion.RETIRAR_COBRO,
        actor=actor,
        direccion=direccion,
        hijos=hijos,
        texto=motivo,
    )


def _revisar(pedido: Pedido) -> None:
    if not 1 <= pedido.monto <= MAXIMO:
        raise CobroImposible("Escribe un monto mayor que cero, en pesos", campo="monto")
    exigir_texto(pedido.explicacion, "Escribe qué se paga")


def _cobrar(solicitud: Solicitud, instante: datetime, actor: Any, pedido: Pedido) -> Datos:
    # The counter is the last row locked, as that of the folios: every distributor of the country waits in it.
    contador = ContadorCobro.objects.select_for_update().get(pk=1)
    contador.ultimo += 1
    contador.save(update_fields=["ultimo"])
    cobro = Cobro.objects.create(
        solicitud=solicitud,
        referencia=f"P{contador.ultimo}",
        monto=pedido.monto,
        explicacion=pedido.explicacion.strip(),
        cupon=pedido.cupon,
        creado_por=actor,
        creado_en=instante,
    )
    return de_cobro(cobro)
