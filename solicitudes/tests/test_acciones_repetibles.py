"""Every action of requests and payments begins again when PostgreSQL undid it (CON-6): none is forgotten."""

import inspect

import pytest

import pagos.actions
import solicitudes.actions
from solicitudes.actions import aplicar, borradores, una_vez

ACCIONES = [getattr(modulo, nombre) for modulo in (solicitudes.actions, pagos.actions) for nombre in modulo.__all__]
# None of their own: _aplicar is the only step of the first, the second only reads, the third takes many steps.
SIN_TRANSACCION = {
    solicitudes.actions.abrir,
    solicitudes.actions.folio_enviado,
    solicitudes.actions.ajustar_todas,
}


@pytest.mark.parametrize("accion", [*ACCIONES, borradores.repetir_papel, una_vez.una_vez, aplicar._aplicar])
def test_toda_accion_se_repite(accion: object) -> None:
    assert getattr(accion, "repite", False) or accion in SIN_TRANSACCION


def test_ninguna_usa_una_transaccion_que_no_se_repite() -> None:
    for accion in ACCIONES:
        assert "transaction.atomic" not in inspect.getsource(inspect.getmodule(accion))  # type: ignore[arg-type]
