"""A load of 2,000 requests is a portal like any other: its walls stand, its chains hold, its clock agrees."""

import re
from datetime import date
from io import StringIO
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection

from catalogo.models import Distribuidora
from catalogo.plazos import calendario_al_dia, habiles_entre
from nucleo.archivos import almacen
from nucleo.archivos.models import Archivo
from nucleo.bitacora.models import Evento
from nucleo.bitacora.verificacion import verificar
from pagos.models import Cobro, ContadorCobro
from portal.demostracion import fabricas
from portal.volumen.carga import CargaMala
from portal.volumen.lectura import exigir_sitio
from solicitudes.estados import ESPERAN_RESPUESTA as ESPERAN
from solicitudes.estados import Estado, Tipo
from solicitudes.fila import CON_ORDEN
from solicitudes.models import ContadorFolio, Solicitud
from solicitudes.recalculo import recalcular
from tests.personas import ELENA, crear

CUANTAS, SEMILLA, HASTA = 2_000, 20_571, date(2026, 11, 20)
BASES = ["default", "dueno"]
_MURO = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT tgrelid::regclass::text, tgname, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
"""


_CASTES = r"::text(\[\])?|::character varying|[()]"


def cargar(cuantas: int = CUANTAS, **cambios: Any) -> None:
    opciones = {"semilla": SEMILLA, "hasta": HASTA, "procesos": 1, **cambios}
    call_command("cargar_volumen", solicitudes=cuantas, verbosity=0, stdout=StringIO(), **opciones)


def muro() -> set[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_MURO)
        # PostgreSQL prints a cast of a whole list, or of each of its elements once it has read its own print.
        return {(tabla, nombre, re.sub(_CASTES, "", definicion)) for tabla, nombre, definicion in cursor.fetchall()}


@pytest.mark.django_db(transaction=True, databases=BASES)
@pytest.mark.req("S-13", "L-01", "L-09")
def test_dos_mil_solicitudes() -> None:
    antes = muro()
    cargar()
    assert muro() == antes
    assert list(verificar()) == []
    assert list(recalcular()) == []
    _estan_todos()
    _numeros_sin_huecos()
    _los_dias_suman()
    _el_orden_de_la_cola()
    _los_archivos_se_leen()
    _el_portal_sigue()
    # On top of what there is, only if told so; and then all holds as before.
    with pytest.raises(CommandError, match="--encima"):
        cargar(50)
    cargar(50, encima=True)
    assert Solicitud.objects.count() == CUANTAS + 51
    assert [*verificar(), *recalcular()] == []


def _estan_todos() -> None:
    solicitudes = Solicitud.objects.all()
    assert set(solicitudes.values_list("estado", flat=True)) == set(Estado.values)
    assert set(solicitudes.values_list("tipo", flat=True)) == set(Tipo.values)
    assert set(solicitudes.values_list("distribuidora", flat=True)) == set(
        Distribuidora.objects.values_list("pk", flat=True)
    )
    assert len({enviada.year for enviada in solicitudes.values_list("enviada_en", flat=True)}) >= 10
    assert solicitudes.filter(pago_sin_revisar=True).exists()
    assert solicitudes.filter(fuera_de_vigencia=True).exists()
    assert solicitudes.filter(fuera_de_orden=True).exists()
    assert solicitudes.filter(respondida_en__isnull=False, disponible_en=None).exists()  # locked


def _numeros_sin_huecos() -> None:
    en_orden = list(Solicitud.objects.order_by("enviada_en", "folio_numero").values_list("folio_numero", flat=True))
    assert en_orden == list(range(1, CUANTAS + 1))
    assert ContadorFolio.objects.get().ultimo == CUANTAS
    referencias = list(Cobro.objects.order_by("creado_en", "pk").values_list("referencia", flat=True))
    assert referencias == [f"P{n}" for n in range(1, len(referencias) + 1)]
    assert ContadorCobro.objects.get().ultimo == len(referencias)


def _los_dias_suman() -> None:
    dias = calendario_al_dia()
    for s in Solicitud.objects.all():
        suma = s.dias_distribuidora + s.dias_solicitante + s.dias_pago + s.dias_nadie
        assert suma == habiles_entre(s.recibida_el, s.contado_hasta, dias), s.folio


def _el_orden_de_la_cola() -> None:
    """Overtaken ones counted again from the events alone, queue by queue, one answer at a time."""
    esperas: dict[tuple[int, str], list[tuple[Any, Any, int]]] = {}
    respuestas = []
    for s in Solicitud.objects.filter(tipo__in=CON_ORDEN):
        desde, cola = None, (s.distribuidora_id, s.tipo)
        for evento in Evento.objects.filter(cadena=s.cadena).order_by("numero"):
            responde = evento.tipo == "SOLICITUD_RESPONDIDA"
            if responde:
                respuestas.append((cola, evento.ocurrido, s.folio_numero, evento.datos["adelantadas"]))
            espera = evento.datos["hacia"] in ESPERAN and not (s.respondida_en and s.respondida_en <= evento.ocurrido)
            if espera and desde is None:
                desde = evento.ocurrido
            elif not espera and desde is not None:
                esperas.setdefault(cola, []).append((desde, evento.ocurrido, s.folio_numero))
                desde = None
        if desde is not None:
            esperas.setdefault(cola, []).append((desde, None, s.folio_numero))
    assert len(respuestas) > 500
    for cola, cuando, folio, adelantadas in respuestas:
        antes = sum(
            1 for d, h, otro in esperas.get(cola, []) if otro < folio and d < cuando and (h is None or h > cuando)
        )
        assert antes == adelantadas, folio


def _los_archivos_se_leen() -> None:
    for digesto, cuantos in set(Archivo.objects.values_list("sha256_guardado", "bytes")):
        assert almacen.ruta(digesto).stat().st_size == cuantos


def _el_portal_sigue() -> None:
    """The sequences and the seal go on where the load left them."""
    nueva = fabricas.enviada(crear(ELENA))
    assert nueva.folio_numero == CUANTAS + 1
    assert Evento.objects.get(cadena=nueva.cadena).numero == 1


@pytest.mark.django_db(transaction=True, databases=BASES)
@pytest.mark.req("S-13")
def test_la_que_falla_no_deja_nada() -> None:
    antes = muro()
    with (
        patch("portal.volumen.carga.revisar", side_effect=CargaMala("no calza")),
        pytest.raises(CommandError, match="no calza"),
    ):
        cargar(40)
    assert muro() == antes
    assert not Solicitud.objects.exists() and not Evento.objects.exists() and not Archivo.objects.exists()
    assert ContadorFolio.objects.get().ultimo == 0
    assert list(verificar()) == []


@pytest.mark.django_db(databases=BASES)
def test_lejos_de_aqui_solo_si_se_dice(settings: LazySettings) -> None:
    settings.PORTAL_URL = "https://portal.ejemplo.cl"
    with pytest.raises(Exception, match=r"portal\.ejemplo\.cl.*--si"):
        exigir_sitio(encima=True, si=False)
    exigir_sitio(encima=False, si=True)


@pytest.mark.parametrize("cuantas", [0, -1, 5_000_001])
def test_un_numero_posible(cuantas: int) -> None:
    with pytest.raises(CommandError, match="5000000"):
        cargar(cuantas)


def test_los_folios_siguen_la_hora() -> None:
    from portal.volumen.plan import en_orden

    instantes = [50, 10, 40, 10]
    assert list(en_orden(instantes)) == [3, 0, 2, 1]
