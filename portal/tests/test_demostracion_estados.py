"""The demonstration is what docs/contrato.md says of its people, and each got there by the real actions."""

import pytest

from cuentas.models import Usuario
from nucleo.bitacora import verificacion
from nucleo.bitacora.models import Evento
from portal.demostracion import historia
from portal.demostracion.estados import VIDAS, Reparto, en_estado
from solicitudes.estados import Estado
from solicitudes.models import Borrador, Solicitud
from suministros.models import Vinculo
from tests.personas import ELENA, FABIAN, FRIDA, MARTA, TODAS, crear

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


@pytest.mark.req("U-01")
def test_cada_quien_tiene_lo_que_dice_el_contrato() -> None:
    assert historia.cargar() > 40
    elena, frida = crear(ELENA), crear(FRIDA)
    assert {solicitud.estado for solicitud in Solicitud.objects.filter(solicitante=elena)} == set(Estado)
    assert Vinculo.objects.visibles_para(elena).filter(estado="validado").exists()
    for nada in (Solicitud.objects.filter(solicitante=frida), Borrador.objects.filter(dueno=frida),
                 Vinculo.objects.filter(usuario=frida), frida.documentos_de_identidad.all()):  # fmt: skip
        assert not nada.exists()
    assert Usuario.objects.filter(de_demostracion=True).count() > len(TODAS)
    assert list(verificacion.verificar()) == []
    assert historia.cargar() == 0
