"""The buttons offer exactly what the guard lets through and a page does, with one primary (DISENO 7.4)."""

import pytest
from django.urls import reverse

from portal.demostracion import fabricas
from solicitudes.botones import BOTONES, Boton, Estilo, botones_para
from solicitudes.estados import Accion, Estado
from solicitudes.models import Solicitud
from solicitudes.permissions import acciones_posibles
from tests.personas import ELENA, MARTA, OLGA, SONIA, crear

pytestmark = pytest.mark.django_db


@pytest.fixture
def solicitud() -> Solicitud:
    return fabricas.enviada(crear(ELENA))


def test_cada_boton_lleva_a_una_pagina_que_existe() -> None:
    for boton in BOTONES.values():
        assert reverse(boton.url, args=() if boton.en_consulta else ("YN1",))


@pytest.mark.req("D-03")
def test_solo_lo_que_la_guarda_deja_pasar(solicitud: Solicitud) -> None:
    marta = crear(MARTA)
    assert {b.accion for b in botones_para(marta, solicitud)} == acciones_posibles(marta, solicitud) & set(BOTONES)
    assert Accion.RESPONDER in {b.accion for b in botones_para(marta, solicitud)}
    for otra in (ELENA, OLGA, SONIA):
        assert Accion.RESPONDER not in {b.accion for b in botones_para(crear(otra), solicitud)}


def test_un_solo_boton_principal_y_primero(solicitud: Solicitud, monkeypatch: pytest.MonkeyPatch) -> None:
    otro = Boton("pagos:respuesta", "Comunicar", Estilo.PRIMARIO)
    monkeypatch.setitem(BOTONES, Accion.COMUNICAR, otro)
    estilos = [boton.estilo for boton in botones_para(crear(MARTA), solicitud)]
    assert estilos[0] == Estilo.PRIMARIO and estilos.count(Estilo.PRIMARIO) == 1


def test_quien_no_esta_de_turno_no_tiene_principal(solicitud: Solicitud) -> None:
    Solicitud.objects.filter(pk=solicitud.pk).update(estado=Estado.PENDIENTE_PAGO)
    solicitud.refresh_from_db()
    botones = {boton.accion: boton for boton in botones_para(crear(MARTA), solicitud)}
    assert botones[Accion.RESPONDER].estilo == Estilo.SECUNDARIO


def test_el_mas_del_folio_viaja_escrito() -> None:
    solicitud = fabricas.enviada(crear(ELENA), "V+")
    olga = crear(OLGA)
    olga.distribuidora = solicitud.distribuidora
    assert [boton.direccion for boton in botones_para(olga, solicitud) if boton.accion == Accion.RESPONDER] == [
        f"/solicitudes/{solicitud.folio.replace('+', '%2B')}/respuesta/"
    ]
