"""The traffic light of every situation, for each side (DISENO 4.2 and 14)."""

from datetime import timedelta
from uuid import uuid4

import pytest

from nucleo.comun.reloj import ahora, en, hoy
from portal.demostracion import estados as vidas
from portal.demostracion import fabricas
from solicitudes import actions
from solicitudes.actions.respuesta import DatosDeRespuesta
from solicitudes.estados import Estado, Tipo
from solicitudes.models import Solicitud
from solicitudes.presentacion import semaforo
from solicitudes.presentacion.legajo import Legajo
from solicitudes.presentacion.turno import banda
from tests.personas import ELENA, MARTA, SONIA, crear

pytestmark = pytest.mark.django_db


@pytest.fixture
def reparto() -> vidas.Reparto:
    return vidas.Reparto(crear(ELENA), crear(MARTA), crear(SONIA))


def _fresca(solicitud: Solicitud) -> Solicitud:
    return Solicitud.objects.select_related("distribuidora").get(pk=solicitud.pk)


def test_observada_es_pausada_para_el_personal_y_hasta_cuando_para_el_solicitante(reparto: vidas.Reparto) -> None:
    solicitud = vidas.en_estado(Estado.OBSERVADA, reparto)
    desde = vidas.habil_atras(2)
    for quien in (reparto.operador, reparto.sec):
        luz = semaforo(solicitud, quien)
        esperada = ("pausada", "Espera al solicitante", f"desde el {desde:%d-%m-%Y}")
        assert (luz.tipo, luz.primera_linea, luz.segunda_linea) == esperada
    luz = semaforo(solicitud, reparto.solicitante)
    assert luz.primera_linea == "Espera tu corrección"
    assert luz.segunda_linea.startswith(f"hasta el {solicitud.vence_el:%d-%m-%Y} · queda")


def test_validacion_dice_validar_aunque_la_respuesta_este_guardada(reparto: vidas.Reparto) -> None:
    solicitud = vidas.en_estado(Estado.PENDIENTE_VALIDACION, reparto)
    assert solicitud.respondida_en and solicitud.vence_el
    assert semaforo(solicitud, reparto.operador).primera_linea.startswith("Validar ")
    assert semaforo(solicitud, reparto.solicitante).segunda_linea.endswith("para revisar tu pago")


def test_el_pago_pendiente_no_detiene_el_plazo_y_se_dice(reparto: vidas.Reparto) -> None:
    solicitud = vidas.en_estado(Estado.PENDIENTE_PAGO, reparto)
    assert semaforo(solicitud, reparto.operador).segunda_linea.endswith("Espera el pago del solicitante")
    assert semaforo(solicitud, reparto.solicitante).segunda_linea.endswith("Espera tu pago")
    guardada = vidas.en_estado(Estado.PAGO_RECHAZADO, reparto)
    luz = semaforo(guardada, reparto.operador)
    assert luz.tipo == "cerrada" and luz.segunda_linea.endswith("Espera el pago del solicitante")


@pytest.mark.req("L-06")
def test_la_manifestacion_que_sube_se_objeta_y_la_otra_no_requiere_respuesta(reparto: vidas.Reparto) -> None:
    sube = vidas.en_estado(Estado.ENVIADO, reparto)
    assert semaforo(sube, reparto.operador).primera_linea.startswith("Objetar ")
    assert semaforo(sube, reparto.solicitante).segunda_linea.endswith("para objetarla")
    igual = _fresca(fabricas.enviada(reparto.solicitante, tipo=Tipo.MANIFESTACION))
    for quien in (reparto.operador, reparto.solicitante):
        assert semaforo(igual, quien).primera_linea == "No requiere respuesta"
    assert banda(Legajo(igual, reparto.operador)).turno == "No hay nada pendiente"


@pytest.mark.req("L-06")
def test_la_manifestacion_cerrada_por_plazo_tiene_sus_palabras(reparto: vidas.Reparto) -> None:
    with vidas.dia(10):
        solicitud = fabricas.enviada(reparto.solicitante, tipo=Tipo.MANIFESTACION)
    with vidas.dia(3, 0):
        actions.cerrar_manifestacion(solicitud_id=solicitud.pk)
    cerrada = _fresca(solicitud)
    dicha = banda(Legajo(cerrada, reparto.solicitante))
    assert dicha.titulo == "El sistema la cerró porque venció un plazo sin observaciones."
    assert semaforo(cerrada, reparto.operador).primera_linea == "Cerrada sin objeciones"


@pytest.mark.req("L-11")
def test_el_complemento_pedido_es_de_la_distribuidora(reparto: vidas.Reparto) -> None:
    solicitud = vidas.en_estado(Estado.RESPONDIDO, reparto)
    actions.pedir_complemento(actor=reparto.solicitante, solicitud_id=solicitud.pk, motivo="Falta el costo")
    pedida = _fresca(solicitud)
    assert semaforo(pedida, reparto.operador).primera_linea.startswith("Completar en ")
    assert banda(Legajo(pedida, reparto.operador)).turno == "Te toca a ti"
    dicha = banda(Legajo(pedida, reparto.solicitante))
    assert dicha.titulo.startswith(f"{pedida.distribuidora.nombre} debe completar la respuesta hasta el ")
    assert "Descarga la respuesta." in dicha.lineas


def test_la_conexion_acordada_tiene_su_plazo(reparto: vidas.Reparto) -> None:
    with vidas.dia(4):
        solicitud = fabricas.enviada(reparto.solicitante, tipo=Tipo.NOTIFICACION)
    acordada = DatosDeRespuesta(conexion_acordada_en=ahora() + timedelta(days=3))
    actions.responder(
        actor=reparto.operador,
        solicitud_id=solicitud.pk,
        archivo=fabricas.archivo(reparto.operador, uso="respuesta"),
        comentario="",
        numero_solicitud="",
        token=uuid4(),
        datos=acordada,
    )
    luz = semaforo(_fresca(solicitud), reparto.operador)
    assert luz.primera_linea.startswith("Conectar en ")


def test_lo_vencido_se_dice_a_todos(reparto: vidas.Reparto) -> None:
    with vidas.dia(20):
        solicitud = fabricas.enviada(reparto.solicitante)
    vieja = _fresca(solicitud)
    for quien in (reparto.solicitante, reparto.operador, reparto.sec):
        assert semaforo(vieja, quien).tipo == "vencida"
        assert banda(Legajo(vieja, quien)).titulo.startswith("El plazo para responder venció el ")


def test_el_ultimo_dia_y_el_anterior(reparto: vidas.Reparto) -> None:
    solicitud = vidas.en_estado(Estado.PENDIENTE_RESPUESTA, reparto)
    assert solicitud.vence_el is not None
    faltan = solicitud.vence_el - hoy()
    with en(ahora() + faltan):
        assert semaforo(solicitud, reparto.operador).primera_linea == "Vence hoy"
        assert "Vence hoy a las 23:59:59." in banda(Legajo(solicitud, reparto.operador)).lineas


@pytest.mark.req("P-06")
def test_el_pago_sin_revisar_se_le_recuerda_al_personal(reparto: vidas.Reparto) -> None:
    solicitud = vidas.en_estado(Estado.RESPONDIDO_AUTOMATICO, reparto)
    aviso = "El comprobante sigue sin revisar: falta confirmarlo o dejar sin efecto su aceptación."
    assert aviso in banda(Legajo(solicitud, reparto.operador)).lineas
    assert aviso not in banda(Legajo(solicitud, reparto.solicitante)).lineas
