"""A request in each of the twelve states, lived through the real actions on past days: for the demonstration and tests.

Each life starts ``dias`` hábil days before today, so that its terms run, lapsed or were met as its state wants.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from catalogo.plazos import calendario
from cuentas.models import Usuario
from nucleo.comun.reloj import CHILE, ahora, en, hoy
from pagos import actions as pagos
from pagos.actions.cobro import Pedido
from pagos.models import Metodo
from portal.demostracion import fabricas
from solicitudes import actions
from solicitudes.estados import Estado, Tipo
from solicitudes.models import Solicitud

MONTO = 38_500


@dataclass(frozen=True)
class Reparto:
    """Who acts: the applicant, staff of the distributor ``prefijo``, and an auditor of SEC."""

    solicitante: Usuario
    operador: Usuario
    sec: Usuario
    prefijo: str = "YN"


def habil_atras(dias: int) -> date:
    """The hábil day ``dias`` hábil days before today."""
    dia, feriados = hoy(), calendario()
    while dias > 0:
        dia -= timedelta(days=1)
        dias -= feriados.es_habil(dia)
    return dia


@contextmanager
def dia(atras: int, hora: int = 10) -> Iterator[None]:
    """The clock held at ``hora`` of the hábil day ``atras`` days ago; never later than now."""
    with en(min(datetime.combine(habil_atras(atras), time(hora), CHILE), ahora())):
        yield


def _enviada(r: Reparto, tipo: Tipo, atras: int, numero: str, **cambios: object) -> Solicitud:
    with dia(atras):
        solicitud = fabricas.enviada(r.solicitante, r.prefijo, tipo=tipo, numero_cliente=numero, **cambios)
    with dia(max(atras - 1, 0), 9):
        actions.abrir(actor=r.operador, solicitud=solicitud)
    return solicitud


def pendiente_respuesta(r: Reparto, numero: str = "4100001-1") -> Solicitud:
    return _enviada(r, Tipo.CONEXION, 3, numero, capacidad_instalar=None)


def enviado(r: Reparto, numero: str = "4100002-2") -> Solicitud:
    """An MC that raises the capacity: the distributor may still object."""
    return _enviada(r, Tipo.MANIFESTACION, 2, numero, cambio_capacidad="sube", capacidad_nueva=8)


def observada(r: Reparto, numero: str = "4100003-3") -> Solicitud:
    solicitud = _enviada(r, Tipo.CONEXION, 5, numero)
    with dia(2):
        actions.observar(
            actor=r.operador,
            solicitud_id=solicitud.pk,
            documentos={"formulario": "Falta la firma en la segunda página."},
            motivo="Corrige el formulario y vuelve a subirlo.",
        )
    return solicitud


def vencida(r: Reparto, numero: str = "4100004-4") -> Solicitud:
    solicitud = _enviada(r, Tipo.NOTIFICACION, 14, numero)
    with dia(12):
        actions.observar(
            actor=r.operador,
            solicitud_id=solicitud.pk,
            documentos={"contrato": "La copia está cortada."},
            motivo="Sube el contrato completo.",
        )
    with dia(3, 0):
        actions.vencer(solicitud_id=solicitud.pk)
    return solicitud


def pendiente_pago(r: Reparto, numero: str = "4100005-5") -> Solicitud:
    solicitud = _enviada(r, Tipo.INFORMACION, 4, numero)
    with dia(2):
        cobrar(r, solicitud)
    return solicitud


def pago_rechazado(r: Reparto, numero: str = "4100006-6") -> Solicitud:
    solicitud = _enviada(r, Tipo.INFORMACION, 7, numero)
    with dia(6):
        responder_con_pago(r, solicitud)
    with dia(4):
        informar(r, solicitud)
    with dia(3):
        pagos.rechazar_pago(
            actor=r.operador, solicitud_id=solicitud.pk, motivo="El comprobante corresponde a otra referencia."
        )
    return solicitud


def pendiente_validacion(r: Reparto, numero: str = "4100007-7") -> Solicitud:
    solicitud = _enviada(r, Tipo.CONEXION, 6, numero)
    with dia(5):
        responder_con_pago(r, solicitud)
    with dia(1):
        informar(r, solicitud)
    return solicitud


def pago_validado(r: Reparto, numero: str = "4100008-8") -> Solicitud:
    solicitud = _enviada(r, Tipo.CONEXION, 6, numero)
    with dia(5):
        cobrar(r, solicitud)
    with dia(3):
        informar(r, solicitud)
    with dia(2):
        pagos.validar_pago(actor=r.operador, solicitud_id=solicitud.pk)
    return solicitud


def respondido(r: Reparto, numero: str = "4100009-9") -> Solicitud:
    solicitud = _enviada(r, Tipo.INFORMACION, 9, numero)
    with dia(4):
        return fabricas.respondida(solicitud, r.operador)


def respondido_automatico(r: Reparto, numero: str = "4100010-K") -> Solicitud:
    """The proof was not reviewed in time: the answer opened by itself, and waits for a person (P-06)."""
    solicitud = _enviada(r, Tipo.INFORMACION, 10, numero)
    with dia(9):
        responder_con_pago(r, solicitud)
    with dia(7):
        informar(r, solicitud)
    with dia(3, 0):
        pagos.aceptar_pago_por_plazo(solicitud_id=solicitud.pk)
    return solicitud


def desistida(r: Reparto, numero: str = "4100011-1") -> Solicitud:
    solicitud = _enviada(r, Tipo.CONEXION, 8, numero)
    with dia(6):
        actions.desistir(actor=r.solicitante, solicitud_id=solicitud.pk, motivo="Cambié de proyecto.")
    return solicitud


def anulado(r: Reparto, numero: str = "4100012-2") -> Solicitud:
    solicitud = _enviada(r, Tipo.INFORMACION, 8, numero)
    with dia(7):
        actions.anular(actor=r.sec, solicitud_id=solicitud.pk, comentario="Ingresada dos veces por error.")
    return solicitud


def cobrar(r: Reparto, solicitud: Solicitud) -> None:
    pedido = Pedido(monto=MONTO, explicacion="Costo del estudio de la red, según el tarifario.")
    pagos.solicitar_pago(actor=r.operador, solicitud_id=solicitud.pk, pedido=pedido, token=uuid4())


def responder_con_pago(r: Reparto, solicitud: Solicitud) -> None:
    pagos.responder_con_pago(
        actor=r.operador,
        solicitud_id=solicitud.pk,
        archivo=fabricas.archivo(r.operador, uso="respuesta", nombre="respuesta.pdf"),
        comentario="Adjuntamos el informe de la red.",
        numero_solicitud="",
        pedido=Pedido(monto=MONTO, explicacion="Costo del estudio de la red, según el tarifario."),
        token=uuid4(),
        motivo="Las anteriores esperan un estudio más largo.",
    )


def informar(r: Reparto, solicitud: Solicitud) -> None:
    pagos.informar_pago(
        actor=r.solicitante,
        solicitud_id=solicitud.pk,
        metodo=Metodo.TRANSFERENCIA,
        archivo=fabricas.archivo(r.solicitante, uso="comprobante", nombre="comprobante.pdf"),
        token=uuid4(),
    )


VIDAS: dict[Estado, Callable[[Reparto], Solicitud]] = {
    Estado.ENVIADO: enviado,
    Estado.PENDIENTE_RESPUESTA: pendiente_respuesta,
    Estado.PENDIENTE_PAGO: pendiente_pago,
    Estado.PENDIENTE_VALIDACION: pendiente_validacion,
    Estado.PAGO_RECHAZADO: pago_rechazado,
    Estado.PAGO_VALIDADO: pago_validado,
    Estado.OBSERVADA: observada,
    Estado.RESPONDIDO: respondido,
    Estado.RESPONDIDO_AUTOMATICO: respondido_automatico,
    Estado.ANULADO: anulado,
    Estado.DESISTIDA: desistida,
    Estado.VENCIDA: vencida,
}


def en_estado(estado: Estado, reparto: Reparto) -> Solicitud:
    """A request of ``reparto`` in ``estado``, fresh from the database."""
    solicitud = VIDAS[estado](reparto)
    solicitud.refresh_from_db()
    return solicitud
