"""What the applicant's pages cost: the same queries with one request, forty or a thousand."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cuentas.models import Usuario
from nucleo.comun.reloj import ahora
from solicitudes.estados import Estado, Tipo
from solicitudes.models import Expediente, Respuesta, Solicitud
from solicitudes.tests.ayudas_reloj import enviada, papel
from tests.personas import FRIDA, IGNACIO, MARTA, crear

INICIO, LISTA = 15, 12


def _como(modelo: Solicitud, cuantas: int) -> None:
    """Copies of a filed request, each in its own place and some of them answered; no chain, which no list reads."""
    base = Solicitud.objects.order_by("-folio_numero").first()
    assert base is not None
    primero = base.folio_numero + 1
    lugares = Expediente.objects.bulk_create(
        Expediente(
            distribuidora=modelo.distribuidora, solicitante=modelo.solicitante, numero=f"{n}", comuna=modelo.comuna,
            creado_en=ahora(),
        )
        for n in range(cuantas)
    )  # fmt: skip
    copias = []
    for n, lugar in enumerate(lugares):
        copia = Solicitud(**_campos(modelo))
        copia.pk, copia.expediente = None, lugar
        copia.folio_numero, copia.folio = primero + n, f"YN{primero + n}"
        copias.append(copia)
    hechas = Solicitud.objects.bulk_create(copias)
    respondidas = [s.pk for s in hechas[::2]]
    Solicitud.objects.filter(pk__in=respondidas).update(
        estado=Estado.RESPONDIDO, respondida_en=ahora(), disponible_en=ahora(), cerrada_en=ahora(), obligacion="",
        vence_el=None,
    )  # fmt: skip
    for pk in respondidas[:20]:
        Respuesta.objects.create(
            solicitud_id=pk, archivo=papel(crear(MARTA), "respuesta"), creada_por=crear(MARTA), creada_en=ahora(),
            disponible_en=ahora(),
        )  # fmt: skip


def _campos(modelo: Solicitud) -> dict[str, object]:
    return {campo.attname: getattr(modelo, campo.attname) for campo in modelo._meta.concrete_fields}


def _entrar(usuario: Usuario) -> Client:
    cliente = Client()
    cliente.force_login(usuario)
    return cliente


def _consultas(cliente: Client, ruta: str, **cabeceras: str) -> int:
    cliente.get(ruta)  # what is read once per process is not the page's
    with CaptureQueriesContext(connection) as hechas:
        respuesta = cliente.get(ruta, headers=cabeceras)
    assert respuesta.status_code == 200
    return len(hechas)


@pytest.mark.req("S-01")
@pytest.mark.django_db
@pytest.mark.parametrize("cuantas", [1, 40, 1000])
def test_el_inicio_cuesta_lo_mismo_con_una_que_con_mil(cuantas: int) -> None:
    ignacio = crear(IGNACIO)
    modelo = enviada(Tipo.CONEXION, actor=ignacio, numero_cliente=str(uuid4().int)[:9])
    if cuantas > 1:
        _como(modelo, cuantas - 1)
    assert Solicitud.objects.filter(solicitante=ignacio).count() == cuantas
    cliente = _entrar(ignacio)
    medidas = {
        "inicio": (_consultas(cliente, "/inicio/"), INICIO),
        "inicio de cien": (_consultas(cliente, "/inicio/?por=100&orden=estado"), INICIO),
        "filas": (_consultas(cliente, "/inicio/?tipo=conexion", **{"HX-Request": "true"}), LISTA),
        "expedientes": (_consultas(cliente, "/expedientes/"), LISTA),
        "excel": (_consultas(cliente, "/solicitudes/exportacion/"), LISTA),
        "bandeja": (_consultas(_entrar(crear(MARTA)), "/bandeja/"), LISTA),
    }
    assert all(hechas <= tope for hechas, tope in medidas.values()), medidas


@pytest.mark.django_db
def test_el_de_quien_no_tiene_nada_cuesta_menos() -> None:
    assert _consultas(_entrar(crear(FRIDA)), "/inicio/") < INICIO
