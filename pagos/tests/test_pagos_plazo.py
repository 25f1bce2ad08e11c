"""A proof that nobody reviewed: accepted once per account until a person confirms, undone with a reason (P-06)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from nucleo.comun.errores import EstadoCambio
from nucleo.comun.reloj import en
from pagos import actions
from pagos.tests.ayudas import (
    VIERNES,
    enviar,
    errores,
    estado,
    informar,
    nueva,
    pedir,
    responder_con_pago,
    ver,
    visto,
)
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_pasos import con_correo_de_avisos, escritos, mensajes
from tests.personas import ELENA, FABIAN, JORGE, MARTA, OLGA, SONIA

pytestmark = pytest.mark.django_db
DESPUES = VIERNES + timedelta(days=6)  # Thursday: the two days hábiles ended on Tuesday


def _vencida(con_respuesta: bool = True) -> Solicitud:
    with en(VIERNES):
        solicitud = nueva()
        responder_con_pago(solicitud, motivo="Espera un estudio") if con_respuesta else pedir(solicitud)
        informar(solicitud)
    return solicitud


@pytest.fixture(autouse=True)
def _avisos() -> Any:
    con_correo_de_avisos()
    with en(DESPUES):
        yield


@pytest.mark.req("P-06")
def test_confirmar_quita_la_marca_y_deja_aceptar_otra(django_assert_num_queries: Any) -> None:
    primera, segunda = _vencida(), _vencida()
    actions.aceptar_pago_por_plazo(solicitud_id=primera.pk)
    assert estado(primera) == "respondido-automatico" and primera.pago_sin_revisar
    with pytest.raises(EstadoCambio):
        actions.aceptar_pago_por_plazo(solicitud_id=segunda.pk)
    assert estado(segunda) == "pendiente-validacion"
    pagina = ver(MARTA, primera, "confirmacion").content.decode()
    assert "transferencia.pdf" in pagina and "$38.500" in pagina
    hecha = enviar(MARTA, primera, "confirmacion", comprobante_id=visto(primera))
    assert mensajes(hecha) == ["Confirmaste el pago. No avisamos a nadie: la solicitud sigue como estaba."]
    assert estado(primera) == "respondido-automatico" and not primera.pago_sin_revisar
    actions.aceptar_pago_por_plazo(solicitud_id=segunda.pk)
    assert estado(segunda) == "respondido-automatico"
    assert enviar(JORGE, primera, "confirmacion", comprobante_id=visto(primera)).status_code == 409


@pytest.mark.req("P-06", "P-05")
@pytest.mark.parametrize("persona", [MARTA, SONIA, FABIAN], ids=["operador", "administrador", "fiscalizador"])
def test_revertir_traba_otra_vez_y_dice_por_que(persona: Any) -> None:
    solicitud = _vencida()
    actions.aceptar_pago_por_plazo(solicitud_id=solicitud.pk)
    assert ver(ELENA, solicitud, f"documentos/{solicitud.respuestas.get().archivo_id}").status_code == 200
    assert errores(enviar(persona, solicitud, "reversion", comprobante_id=visto(solicitud), motivo=" ")) == [
        "Escribe por qué dejas sin efecto la aceptación"
    ]
    hecha = enviar(persona, solicitud, "reversion", comprobante_id=visto(solicitud), motivo="El banco no lo recibió")
    assert mensajes(hecha)[0].startswith("Dejaste sin efecto la aceptación del pago. Avisamos a Elena Araya Soto")
    assert estado(solicitud) == "pago-rechazado" and solicitud.disponible_en is None
    assert ver(ELENA, solicitud, f"documentos/{solicitud.respuestas.get().archivo_id}").status_code == 404
    assert {clave for clave, _ in escritos()} >= {"aceptacion_revertida", "aceptacion_revertida_distribuidora"}
    assert any("El banco no lo recibió" in str(mensaje.body) for mensaje in mail.outbox)
    assert "El banco no lo recibió" in ver(ELENA, solicitud, "pago").content.decode()


@pytest.mark.req("P-06")
def test_sin_respuesta_pasa_a_esperarla_y_la_marca_se_ve() -> None:
    solicitud = _vencida(con_respuesta=False)
    actions.aceptar_pago_por_plazo(solicitud_id=solicitud.pk)
    assert estado(solicitud) == "pago-validado"
    assert "Pago sin revisar" in ver(MARTA, solicitud).content.decode()
    cola = ver_cola("sin-revisar")
    assert "Mostrando" in cola and "comprobantes</span>" not in cola, "one is not told in the plural"
    assert solicitud.folio in cola and "confirmacion/" in cola and "reversion/" in cola
    assert {clave for clave, _ in escritos()} >= {
        "pago_aceptado_por_plazo", "pago_aceptado_por_plazo_distribuidora", "pago_aceptado_por_plazo_sec"
    }  # fmt: skip


@pytest.mark.req("P-04")
def test_la_cola_dice_cuanto_espera_cada_comprobante_del_mas_antiguo_al_mas_nuevo() -> None:
    vieja = _vencida()
    with en(DESPUES):
        reciente, retirada = nueva(), nueva()
        for solicitud in (reciente, retirada):
            pedir(solicitud)
            informar(solicitud)
        enviar(ELENA, retirada, "desistimiento", motivo="Vendí la casa")
    cola = ver_cola("por-validar")
    assert cola.index(vieja.folio) < cola.index(reciente.folio) and retirada.folio not in cola
    assert "Hace 4 días hábiles" in cola and "Hoy" in cola
    assert "No hay pagos por validar." in ver_cola("por-validar", OLGA)
    assert "No hay pagos sin revisar." in ver_cola("sin-revisar")


def ver_cola(vista: str, persona: Any = MARTA) -> str:
    from solicitudes.tests.ayudas_pasos import navegador

    respuesta = navegador(persona).get("/distribuidora/pagos/por-validar/", {"vista": vista})
    assert respuesta.status_code == 200
    return respuesta.content.decode()
