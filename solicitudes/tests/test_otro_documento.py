"""'Manifestación de Conformidad y otros' also files other documents: as many as wanted, none of them a step (S-07)."""

from datetime import datetime, timedelta

import pytest

from nucleo.comun.reloj import CHILE, en
from portal.demostracion import fabricas
from solicitudes import vigencia
from solicitudes.estados import Estado, Tipo
from solicitudes.models import Expediente
from solicitudes.presentacion.proyecto import Proyecto
from tests.personas import ELENA, MARTA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("S-07")]
INICIO = datetime(2026, 3, 2, 10, tzinfo=CHILE)
OTRO = {"tipo": Tipo.MANIFESTACION, "clase_documento": "otro", "nombre_documento": "Carta aclaratoria"}


def test_otro_documento_no_ocupa_el_lugar_de_la_manifestacion() -> None:
    elena = crear(ELENA)
    otro, mas = fabricas.enviada(elena, **OTRO), fabricas.enviada(elena, **OTRO)
    manifestacion = fabricas.enviada(elena, tipo=Tipo.MANIFESTACION)
    assert Expediente.objects.get().pk == otro.expediente_id == mas.expediente_id == manifestacion.expediente_id
    segunda = fabricas.enviada(elena, tipo=Tipo.MANIFESTACION)
    assert segunda.expediente_id != manifestacion.expediente_id, "of the form's own, one lives at a time"


@pytest.mark.req("L-08")
def test_otro_documento_que_espera_no_calla_el_paso_siguiente() -> None:
    elena = crear(ELENA)
    with en(INICIO):
        conexion = fabricas.respondida(fabricas.enviada(elena, tipo=Tipo.CONEXION), crear(MARTA))
        otro = fabricas.enviada(elena, **OTRO)
    assert otro.expediente_id == conexion.expediente_id and otro.estado == Estado.ENVIADO
    assert Proyecto(conexion.expediente).siguiente() == Tipo.MANIFESTACION


def test_otro_documento_no_llega_tarde_ni_da_vigencia() -> None:
    elena = crear(ELENA)
    with en(INICIO):
        conexion = fabricas.enviada(elena, tipo=Tipo.CONEXION)
        conexion = fabricas.respondida(conexion, crear(MARTA))
    with en(INICIO + timedelta(days=90)):
        assert fabricas.enviada(elena, **OTRO).fuera_de_vigencia is False
        assert vigencia.vigencia(conexion.expediente) is None
        assert fabricas.enviada(elena, tipo=Tipo.MANIFESTACION).fuera_de_vigencia is True
