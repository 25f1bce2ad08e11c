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
from pagos.cartolas.lectura import Columnas, abrir, leer
from pagos.models import FormasDePago, Metodo
from portal.demostracion import fabricas
from solicitudes.models import Solicitud
from tests.e2e.paginas_de_paso import Direccion, visitar
from tests.personas import ELENA, JORGE, MARTA, SONIA, crear

LARGO = "Estudiodelaredconinspeccióndelempalmeyrevisióndelalimentadorprincipal" * 2


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


def _cartola(solicitud: Solicitud) -> int:
    """A statement with a line that agrees, one that differs, one of nobody and one that cannot be read."""
    referencia = solicitud.cobros.get().referencia
    hoja = abrir(
        f"Fecha;Texto;Abono\n20-11-2026;{LARGO} {referencia};999.999.999\n20-11-2026;P1 {LARGO};5\n"
        f"20-11-2026;Otro;7\nhoy;{LARGO};1\n".encode()
    )
    columnas = Columnas(fecha=0, monto=2, texto=1)
    importada = actions.importar_cartola(
        actor=crear(MARTA), nombre=f"{LARGO}.csv", huella="0" * 64, encabezado=hoja.encabezado, columnas=columnas,
        lectura=leer(hoja, columnas),
    )  # fmt: skip
    return importada.cartola.pk


def de_elena() -> list[Direccion]:
    return [(_rechazada().get_absolute_url() + "pago/", True), ("/formas-de-pago/?distribuidora=YN", False)]


def de_marta() -> list[Direccion]:
    aceptada = _aceptada().get_absolute_url()
    informada = _informada()
    cartola = f"/distribuidora/pagos/cartolas/{_cartola(informada)}/"
    return [
        ("/distribuidora/pagos/conciliacion/", False),
        ("/distribuidora/pagos/cartolas/", True),
        (cartola, False),
        (f"{cartola}?vista=diferencias", False),
        (f"{cartola}?vista=sin-referencia", False),
        (f"{cartola}descarte/", False),
        (fabricas.enviada(crear(ELENA)).get_absolute_url() + "cobro/", True),
        (_pedida().get_absolute_url() + "cobro/retiro/", True),
        (informada.get_absolute_url() + "validacion/", True),
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
    hoja = "/distribuidora/pagos/conciliacion/?distribuidora=YN&desde=2026-01-01&hasta=2026-12-31"
    return [(aceptada.get_absolute_url() + "reversion/", True), (distribuidora, True), (hoja, False)]


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
    visitar(abrir(), persona, direcciones, carpeta="pagos", enviar=_enviar_vacio)


def _enviar_vacio(pagina: Page) -> None:
    """What comes filled would be taken; where two buttons send, the first one does it."""
    for control in pagina.locator("main form input[type=text], main form textarea").all():
        if control.is_visible():
            control.fill("")
    pagina.locator("main form .botones button[type=submit]").first.click()
