"""Every page of a step, fresh and with errors, at 1280 and 360: axe, targets, overflow, focus, policy (DISENO 12)."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from portal.demostracion import fabricas
from solicitudes import actions
from solicitudes.actions.textos_guardados import guardar
from solicitudes.estados import Tipo
from solicitudes.models import Solicitud, TextoGuardado
from tests.e2e.paginas_de_paso import Direccion, visitar
from tests.personas import ELENA, JORGE, MARTA, SONIA, crear

LARGO = "Lafactibilidadtécnicadelempalmequedósujetaalinformedecapacidaddelalimentador" * 2


def _enviada(tipo: Tipo, **cambios: Any) -> Solicitud:
    return fabricas.enviada(crear(ELENA), tipo=tipo, numero_cliente="9" * 40, **cambios)


def _respondida(tipo: Tipo) -> Solicitud:
    return fabricas.respondida(_enviada(tipo), crear(MARTA), LARGO, "8" * 40, LARGO)


def de_elena() -> list[Direccion]:
    observada, pendiente, respondida = (
        _enviada(Tipo.CONEXION),
        _enviada(Tipo.INFORMACION),
        _respondida(Tipo.INFORMACION),
    )
    actions.observar(
        actor=crear(MARTA), solicitud_id=observada.pk, documentos={"cedula": LARGO, "formulario": "x"}, motivo=LARGO
    )
    actions.pedir_complemento(actor=crear(ELENA), solicitud_id=respondida.pk, motivo=LARGO)
    return [
        (observada.direccion("correccion"), True),
        (pendiente.direccion("desistimiento"), False),
        (pendiente.direccion("comunicacion"), True),
        (respondida.direccion("complemento"), True),
    ]


def de_marta() -> list[Direccion]:
    primera, segunda = _enviada(Tipo.CONEXION), _enviada(Tipo.CONEXION)
    manifestacion = _enviada(Tipo.MANIFESTACION, cambio_capacidad="sube", capacidad_nueva=9)
    notificacion, respondida = _respondida(Tipo.NOTIFICACION), _respondida(Tipo.CONEXION)
    actions.pedir_complemento(actor=crear(ELENA), solicitud_id=respondida.pk, motivo=LARGO)
    guardar(actor=crear(JORGE), nombre="Lafactibilidadtécnicadelempalmequedósujetaalinforme" + "x" * 20, texto=LARGO)
    return [
        (primera.direccion("observacion"), True),
        (_enviada(Tipo.NOTIFICACION).direccion("observacion"), True),
        (manifestacion.direccion("objecion"), True),
        (primera.direccion("clasificacion"), True),
        (primera.direccion("asignacion"), False),
        (primera.direccion("notas"), True),
        (primera.direccion("numero"), False),
        (segunda.get_absolute_url() + "respuesta/", True),
        (respondida.direccion("complementacion"), True),
        (respondida.direccion("prorroga"), True),
        (notificacion.direccion("conexion"), True),
        ("/comunicaciones/nueva/", True),
        (f"/comunicaciones/nueva/?folio={respondida.folio}", True),
    ]


def de_jorge() -> list[Direccion]:
    guardar(actor=crear(JORGE), nombre="Hay capacidad", texto=LARGO)
    guardar(actor=crear(JORGE), nombre="Falta el plano", texto="Sobre {folio}")
    return [
        ("/distribuidora/textos/", False),
        ("/distribuidora/textos/nuevo/", True),
        (f"/distribuidora/textos/{TextoGuardado.objects.latest('pk').pk}/retiro/", False),
    ]


def de_la_sec() -> list[Direccion]:
    crear(SONIA)
    return [(_respondida(Tipo.INFORMACION).direccion("detalle") + "anulacion/", True)]


@pytest.mark.req("A-19")
@pytest.mark.parametrize(
    ("persona", "preparar"),
    [(ELENA, de_elena), (MARTA, de_marta), (JORGE, de_jorge), (SONIA, de_la_sec)],
    ids=["elena", "marta", "jorge", "sonia"],
)
def test_cada_pagina_de_un_paso(
    abrir: Callable[..., Page], persona: Any, preparar: Callable[[], list[Direccion]]
) -> None:
    direcciones = preparar()
    visitar(abrir(), persona, direcciones, carpeta="pasos")
