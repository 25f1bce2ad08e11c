"""The same page sent again with something else is told so, never that it was done (CON-4)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from nucleo.comun.errores import EstadoCambio
from pagos.models import Metodo
from solicitudes import actions
from solicitudes.tests.ayudas_reloj import PEDIDO, SI, elena, enviada, eventos, marta, pagos, papel, solicitar_pago

pytestmark = pytest.mark.django_db


def _dos_veces(accion: Callable[..., str], comun: dict[str, Any], otro: dict[str, Any]) -> None:
    comun = {**comun, "token": uuid4()}
    folio = accion(**comun)
    assert accion(**comun) == folio, "the same again is the same"
    with pytest.raises(EstadoCambio, match="otros datos"):
        accion(**{**comun, **otro})


@pytest.mark.req("S-12")
@pytest.mark.parametrize("otro", ["archivo", "comentario", "numero_solicitud"])
def test_una_respuesta(otro: str) -> None:
    solicitud = enviada(SI)
    comun = {
        "actor": marta(), "solicitud_id": solicitud.pk, "archivo": papel(marta(), "respuesta"), "comentario": "Sí",
        "numero_solicitud": "",
    }  # fmt: skip
    cambios = {"archivo": papel(marta(), "respuesta"), "comentario": "No", "numero_solicitud": "7"}
    _dos_veces(actions.responder, comun, {otro: cambios[otro]})
    assert eventos(solicitud).count("SOLICITUD_RESPONDIDA") == 1


@pytest.mark.req("P-01")
def test_un_cobro_con_otro_monto() -> None:
    solicitud = enviada(SI)
    comun = {"actor": marta(), "solicitud_id": solicitud.pk, "pedido": PEDIDO}
    _dos_veces(pagos.solicitar_pago, comun, {"pedido": replace(PEDIDO, monto=PEDIDO.monto * 2)})


@pytest.mark.req("P-01")
def test_una_respuesta_con_otro_monto() -> None:
    solicitud = enviada(SI)
    comun = {
        "actor": marta(), "solicitud_id": solicitud.pk, "archivo": papel(marta(), "respuesta"), "comentario": "Sí",
        "numero_solicitud": "", "pedido": PEDIDO,
    }  # fmt: skip
    _dos_veces(pagos.responder_con_pago, comun, {"pedido": replace(PEDIDO, explicacion="Otra cosa")})


@pytest.mark.req("P-02")
def test_otro_comprobante() -> None:
    solicitud = solicitar_pago(enviada(SI))
    comun = {
        "actor": elena(), "solicitud_id": solicitud.pk, "metodo": Metodo.TRANSFERENCIA,
        "archivo": papel(elena(), "comprobante"),
    }  # fmt: skip
    _dos_veces(pagos.informar_pago, comun, {"archivo": papel(elena(), "comprobante")})
