"""The citizen of the demonstration has a request in every state, and each got there by the real actions."""

import pytest

from nucleo.bitacora import verificacion
from nucleo.bitacora.models import Evento
from portal.demostracion.estados import VIDAS, Reparto, en_estado
from solicitudes.estados import Estado
from tests.personas import ELENA, FABIAN, MARTA, crear

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("estado", Estado)
def test_cada_vida_termina_en_su_estado(estado: Estado) -> None:
    reparto = Reparto(crear(ELENA), crear(MARTA), crear(FABIAN))
    solicitud = en_estado(estado, reparto)
    assert solicitud.estado == estado
    eventos = Evento.objects.filter(cadena=solicitud.cadena)
    assert eventos.order_by("-numero").first().datos["hacia"] == estado  # type: ignore[union-attr]
    assert list(verificacion.verificar(solicitud.cadena)) == []


def test_hay_una_vida_por_estado() -> None:
    assert set(VIDAS) == set(Estado)
