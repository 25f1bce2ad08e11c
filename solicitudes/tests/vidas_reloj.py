"""Lives that take every step of the table by the real actions: what ``recalcular`` must find without difference."""

from datetime import date, timedelta
from uuid import uuid4

from nucleo.comun.reloj import ahora
from pagos import actions as pagos
from solicitudes import actions
from solicitudes.models import Expediente, ResultadoConexion, Solicitud
from solicitudes.tests.ayudas_reloj import (
    NC,
    SC,
    SI,
    chile,
    corregir,
    el,
    elena,
    enviada,
    fresca,
    informar_pago,
    manifestacion,
    marta,
    objetar,
    observar,
    papel,
    responder,
    responder_con_pago,
    solicitar_pago,
    sonia,
)  # fmt: skip

LUNES = date(2026, 3, 2)


def dia(numero: int) -> date:
    return LUNES + timedelta(days=numero)


def vida_de_informacion() -> Solicitud:
    """Paid by lapse before the answer, reverted, paid again, annulled."""
    s = enviada(SI, dia(0))
    with el(dia(1)):
        actions.abrir(actor=marta(), solicitud=s)
        solicitar_pago(s)
    with el(dia(3)):
        informar_pago(s)
    with el(dia(4)):
        pagos.rechazar_pago(actor=marta(), solicitud_id=s.pk, motivo="No se puede leer.")
        informar_pago(s)
    with el(dia(14), 0, 1):
        pagos.aceptar_pago_por_plazo(solicitud_id=s.pk)
    with el(dia(15)):
        responder(s)
    with el(dia(16)):
        pagos.revertir_aceptacion(actor=sonia(), solicitud_id=s.pk, motivo="El pago no llegó.")
    with el(dia(17)):
        informar_pago(s)
        pagos.validar_pago(actor=marta(), solicitud_id=s.pk)
    with el(dia(18)):
        actions.pedir_complemento(actor=elena(), solicitud_id=s.pk, motivo="Falta el plano.")
    with el(dia(21)):
        actions.complementar(actor=marta(), solicitud_id=s.pk, archivo=papel(marta(), "respuesta"))
    with el(dia(30)):
        actions.anular(actor=sonia(), solicitud_id=s.pk, comentario="Está duplicada.")
    return fresca(s)


def vida_de_conexion() -> Solicitud:
    """Observed late, corrected, reclassified, answered under lock, the payment accepted by lapse and confirmed."""
    s = enviada(SC, dia(5))  # a Saturday
    with el(dia(18)):
        observar(s)
    with el(dia(20)):
        corregir(s)
    with el(dia(22)):
        actions.reclasificar(actor=marta(), solicitud_id=s.pk, caso="sc-excede", motivo="Cambia el empalme.")
        actions.asignar(actor=marta(), solicitud_id=s.pk, a=marta().pk)
        actions.anotar(actor=marta(), solicitud_id=s.pk, nota="Revisar el transformador.")
        actions.editar_numero(actor=marta(), solicitud_id=s.pk, numero="2026-9")
    with el(dia(25)):
        token = uuid4()
        actions.comunicar(actor=marta(), solicitud_id=s.pk, texto="¿Puedes llamar?", token=token)
        actions.responder_comunicacion(actor=elena(), solicitud_id=s.pk, texto="Sí.", token=uuid4())
        responder_con_pago(s)
    with el(dia(28)):
        informar_pago(s)
    with el(dia(39), 0, 1):
        pagos.aceptar_pago_por_plazo(solicitud_id=s.pk)
    with el(dia(40)):
        pagos.confirmar_pago(actor=marta(), solicitud_id=s.pk)
        actions.registrar_prorroga(
            actor=marta(), solicitud_id=s.pk, caso="vigencia-prorroga", motivo="Siguen las obras."
        )
        otro = Expediente.objects.create(
            solicitante=elena(), distribuidora=s.distribuidora, numero="1", comuna=s.comuna, creado_en=ahora()
        )
        actions.unir_expediente(actor=elena(), solicitud_id=s.pk, expediente_id=otro.pk)
    return fresca(s)


def vida_de_manifestacion() -> Solicitud:
    s = manifestacion(dia(41), sube=True, expediente="nuevo")
    with el(dia(43)):
        objetar(s)
    with el(dia(44)):
        corregir(s, "manifestacion")
    with el(dia(60), 0, 1):
        actions.cerrar_manifestacion(solicitud_id=s.pk)
    return fresca(s)


def vida_de_notificacion() -> Solicitud:
    s = enviada(NC, dia(61), expediente="nuevo")
    with el(dia(62)):
        observar(s, {"te4": "es de otra obra"}, propiedad_conjunta=True)
    with el(dia(65)):
        corregir(s, "te4")
    with el(dia(66)):
        responder(s, conexion_acordada_en=chile(dia(75)))
    with el(dia(80)):
        actions.registrar_conexion(
            actor=marta(), solicitud_id=s.pk, resultado=ResultadoConexion.CONECTADA, fecha=dia(79)
        )
    return fresca(s)


def otras_vidas() -> None:
    vencida = enviada(NC, dia(61), expediente="nuevo")
    with el(dia(62)):
        observar(vencida, {"te4": ""})
    with el(dia(75), 0, 1):
        actions.vencer(solicitud_id=vencida.pk)
    desistida = enviada(SI, dia(62))
    with el(dia(63)):
        actions.desistir(actor=elena(), solicitud_id=desistida.pk, motivo="Ya no.")
    retirada = enviada(SC, dia(63), expediente="nuevo")
    with el(dia(64)):
        responder_con_pago(retirada)
    with el(dia(65)):
        pagos.retirar_cobro(actor=marta(), solicitud_id=retirada.pk, motivo="Se cobró por error.")
    enviada(SI, dia(63))


def contar_vidas() -> dict[str, Solicitud]:
    vidas = {
        "informacion": vida_de_informacion(),
        "conexion": vida_de_conexion(),
        "manifestacion": vida_de_manifestacion(),
        "notificacion": vida_de_notificacion(),
    }
    otras_vidas()
    return vidas
