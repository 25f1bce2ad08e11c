"""'¿Cómo se calculó este plazo?' is one page for both parties and SEC, line by line (L-03)."""

import re
from typing import Any

import pytest
from django.test import Client

from catalogo.models import Feriado
from catalogo.plazos import fecha_larga, olvidar_calendario
from cuentas.models import Usuario
from portal.demostracion import estados as vidas
from portal.demostracion import fabricas
from solicitudes import actions, obligaciones
from solicitudes.estados import Estado, Tipo
from solicitudes.models import Solicitud
from tests.personas import ELENA, MARTA, SONIA, crear

pytestmark = pytest.mark.django_db


@pytest.fixture
def reparto() -> vidas.Reparto:
    return vidas.Reparto(crear(ELENA), crear(MARTA), crear(SONIA))


def plazo(quien: Usuario, solicitud: Solicitud) -> Any:
    cliente = Client()
    cliente.force_login(quien)
    return cliente.get(f"{solicitud.get_absolute_url()}plazo/")


def _cuerpo(respuesta: Any) -> str:
    """What the page says, without its shell and without the light, which speaks to its reader."""
    principal = re.search(r"<h2>Plazos en curso.*</main>", respuesta.content.decode(), re.DOTALL)
    assert principal
    return principal.group()


@pytest.mark.req("L-03")
@pytest.mark.parametrize("estado", [Estado.OBSERVADA, Estado.PENDIENTE_VALIDACION, Estado.VENCIDA, Estado.ENVIADO])
def test_los_tres_leen_lo_mismo(estado: Estado, reparto: vidas.Reparto) -> None:
    solicitud = vidas.en_estado(estado, reparto)
    cuerpos = {_cuerpo(plazo(q, solicitud)) for q in (reparto.solicitante, reparto.operador, reparto.sec)}
    assert len(cuerpos) == 1
    (cuerpo,) = cuerpos
    for explicada in obligaciones.explicar(solicitud):
        assert explicada.regla.articulo in cuerpo
        for paso in explicada.cuenta.pasos:
            assert paso in cuerpo


@pytest.mark.req("L-03")
def test_cuenta_como_termino_cada_uno(reparto: vidas.Reparto) -> None:
    contexto = plazo(reparto.solicitante, vidas.en_estado(Estado.VENCIDA, reparto)).context
    assert contexto["en_curso"] == []
    finales = {contado.titulo: contado.final for contado in contexto["terminados"]}
    assert finales["Corregir los documentos"] == "Venció sin cumplirse"
    assert finales["Pedir una corrección"] == "Cumplido en plazo"
    assert all(contado.termino for contado in contexto["terminados"])


def test_el_plazo_de_antes_de_reclasificar_se_conserva(reparto: vidas.Reparto) -> None:
    solicitud = vidas.en_estado(Estado.PENDIENTE_RESPUESTA, reparto)
    antes = solicitud.plazo_respuesta_el
    actions.reclasificar(
        actor=reparto.operador, solicitud_id=solicitud.pk, caso="sc-excede", motivo="Cambia el empalme"
    )
    respuesta = plazo(reparto.solicitante, solicitud)
    ((_, nombre, vencia),) = respuesta.context["reclasificaciones"]
    assert vencia == antes and "sin Solicitud de Información previa" in nombre
    assert f"{antes:%d-%m-%Y}" in respuesta.content.decode()


@pytest.mark.req("L-07")
def test_explica_el_lugar_en_la_fila(reparto: vidas.Reparto) -> None:
    with vidas.dia(4):
        fabricas.enviada(reparto.solicitante, tipo=Tipo.CONEXION, numero_cliente="1-9")
    with vidas.dia(3):
        segunda = fabricas.enviada(reparto.solicitante, tipo=Tipo.CONEXION, numero_cliente="2-7")
    respuesta = plazo(reparto.solicitante, segunda)
    assert respuesta.context["lugar"] == 2
    sin_fila = plazo(reparto.solicitante, fabricas.enviada(reparto.solicitante))
    assert "no tiene lugar en una fila" in sin_fila.content.decode()


@pytest.mark.req("L-03")
def test_un_feriado_de_despues_no_mueve_la_fecha_y_la_pagina_dice_las_dos(reparto: vidas.Reparto) -> None:
    solicitud = fabricas.enviada(reparto.solicitante)
    assert solicitud.vence_el is not None
    Feriado.objects.create(fecha=solicitud.vence_el, nombre="Elección")
    olvidar_calendario()
    try:
        (explicada,) = obligaciones.explicar(solicitud)
        cuerpo = _cuerpo(plazo(reparto.solicitante, solicitud))
    finally:
        olvidar_calendario()
    assert explicada.cuenta.vence_el > solicitud.vence_el
    assert explicada.aviso in cuerpo
    assert fecha_larga(solicitud.vence_el) in explicada.aviso and fecha_larga(explicada.cuenta.vence_el) in cuerpo
