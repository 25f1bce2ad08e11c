"""Every page of a payment, fresh and with errors, at 1280 and 360: axe, targets, overflow, focus, policy."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page

from nucleo.comun.reloj import ahora, en
from pagos import actions
from pagos.actions.cobro import Pedido
from pagos.models import FormasDePago, Metodo
from portal.demostracion import fabricas
from solicitudes.models import Solicitud
from tests.e2e.recorrido import Camara, ingresar
from tests.e2e.revision import escuchar_politica, recorrer_con_tab, revisar
from tests.personas import ELENA, JORGE, MARTA, SONIA, crear

LARGO = "Estudiodelaredconinspeccióndelempalmeyrevisióndelalimentadorprincipal" * 2
Direccion = tuple[str, bool]  # and whether an empty form is refused


def _pedida() -> Solicitud:
    solicitud = fabricas.enviada(crear(ELENA), numero_cliente="9" * 40)
    FormasDePago.objects.update_or_create(
        distribuidora=solicitud.distribuidora,
        defaults={"numero_de_cuenta": "1" * 40, "titular": LARGO, "banco": "B" * 80, "instrucciones": LARGO * 3},
    )
    cupon = fabricas.archivo(crear(MARTA), uso="cupon", nombre="cupon.pdf")
    pedido = Pedido(monto=999_999_999, explicacion=LARGO, cupon=cupon)
    actions.solicitar_pago(actor=crear(MARTA), solicitud_id=solicitud.pk, pedido=pedido, token=uuid4())
    return solicitud


def _informada() -> Solicitud:
    solicitud = _pedida()
    actions.informar_pago(
        actor=crear(ELENA), solicitud_id=solicitud.pk, metodo=Metodo.TRANSFERENCIA, token=uuid4(),
        archivo=fabricas.archivo(crear(ELENA), uso="comprobante", nombre="comprobante.pdf"),
    )  # fmt: skip
    return solicitud


def _rechazada() -> Solicitud:
    solicitud = _informada()
    actions.rechazar_pago(actor=crear(MARTA), solicitud_id=solicitud.pk, motivo=LARGO)
    return solicitud


def _aceptada() -> Solicitud:
    with en(ahora() - timedelta(days=20)):
        solicitud = _informada()
    actions.aceptar_pago_por_plazo(solicitud_id=solicitud.pk)
    return solicitud


def de_elena() -> list[Direccion]:
    return [(_rechazada().get_absolute_url() + "pago/", True), ("/formas-de-pago/?distribuidora=YN", False)]


def de_marta() -> list[Direccion]:
    aceptada = _aceptada().get_absolute_url()
    return [
        (fabricas.enviada(crear(ELENA)).get_absolute_url() + "cobro/", True),
        (_pedida().get_absolute_url() + "cobro/retiro/", True),
        (_informada().get_absolute_url() + "validacion/", True),
        (aceptada + "confirmacion/", False),
        (aceptada + "reversion/", True),
        ("/distribuidora/pagos/por-validar/", False),
        ("/distribuidora/pagos/por-validar/?vista=sin-revisar", False),
    ]


def de_jorge() -> list[Direccion]:
    crear(JORGE)
    return [("/distribuidora/pagos/", True), ("/formas-de-pago/", False)]


def de_la_sec() -> list[Direccion]:
    crear(SONIA)
    aceptada = _aceptada()
    distribuidora = f"/administracion/distribuidoras/{aceptada.distribuidora_id}/pagos/"
    return [(aceptada.get_absolute_url() + "reversion/", True), (distribuidora, True)]


@pytest.mark.req("A-19")
@pytest.mark.parametrize(
    ("persona", "preparar"),
    [(ELENA, de_elena), (MARTA, de_marta), (JORGE, de_jorge), (SONIA, de_la_sec)],
    ids=["elena", "marta", "jorge", "sonia"],
)
def test_cada_pagina_de_un_pago(
    abrir: Callable[..., Page], persona: Any, preparar: Callable[[], list[Direccion]]
) -> None:
    direcciones = preparar()
    pagina = abrir()
    quejas = escuchar_politica(pagina)
    ingresar(pagina, persona)
    camara = Camara(f"pagos-{persona.nombres.lower()}")
    faltas: dict[str, list[str]] = {}
    for direccion, se_niega in direcciones:
        respuesta = pagina.goto(direccion)
        assert respuesta is not None and respuesta.status == 200, direccion
        faltas[direccion] = [*revisar(pagina), *recorrer_con_tab(pagina)]
        _tomar(camara, pagina, direccion)
        if se_niega:
            _vaciar(pagina)
            with pagina.expect_navigation() as navegada:
                pagina.locator("main form .botones button[type=submit]").first.click()
            assert navegada.value.status == 422, direccion
            faltas[f"{direccion} con errores"] = revisar(pagina)
            _tomar(camara, pagina, f"{direccion}con-errores")
    assert {donde: que for donde, que in faltas.items() if que} == {}
    assert quejas == []


def _vaciar(pagina: Page) -> None:
    """What comes filled would be taken."""
    for control in pagina.locator("main form input[type=text], main form textarea").all():
        if control.is_visible():
            control.fill("")


def _tomar(camara: Camara, pagina: Page, direccion: str) -> None:
    nombre = direccion.replace("?", "/").strip("/").replace("/", "-")
    for ancho in (1280, 360):
        pagina.set_viewport_size({"width": ancho, "height": 800})
        camara.tomar(pagina, f"{nombre}-{ancho}")
    pagina.set_viewport_size({"width": 1280, "height": 900})
