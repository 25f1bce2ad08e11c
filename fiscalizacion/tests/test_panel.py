"""Every figure of the panel is what an independent count of the requests gives, and leads to a list of as many."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nucleo.comun.reloj import CHILE, en
from solicitudes.estados import Estado, Tipo
from solicitudes.tests.historias import INICIO, Historia
from solicitudes.totales import tablas

pytestmark = pytest.mark.django_db
PASOS = 160
# One row per request, seen by SQL that shares nothing with the pages.
DENTRO = """
SELECT {columnas} FROM solicitudes_solicitud s JOIN catalogo_distribuidora d ON d.id = s.distribuidora_id
WHERE (s.{campo} AT TIME ZONE 'America/Santiago')::date BETWEEN %(desde)s AND %(hasta)s
AND (%(distribuidora)s = '' OR d.prefijo = %(distribuidora)s) AND (%(tipo)s = '' OR s.tipo = %(tipo)s) {mas}
"""
VENCIDAS = """
SELECT s.folio FROM solicitudes_solicitud s JOIN catalogo_distribuidora d ON d.id = s.distribuidora_id
JOIN solicitudes_obligacion o ON o.solicitud_id = s.id AND o.clase = 'respuesta' AND o.termina_en IS NULL
WHERE o.vence_el < %(hoy)s AND (%(distribuidora)s = '' OR d.prefijo = %(distribuidora)s)
AND (%(tipo)s = '' OR s.tipo = %(tipo)s) ORDER BY o.vence_el, d.id, s.id
"""


@pytest.fixture(scope="module")
def vida(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Historia, Client]]:
    """A random life of the portal told once; half of its totals are folded, half are loose."""
    with django_db_blocker.unblock(), transaction.atomic():
        historia = Historia(random.Random(7))
        for paso in range(PASOS):
            historia.paso()
            if paso == PASOS // 2:
                tablas.plegar()
        sec = Client()
        with en(historia.reloj):
            sec.force_login(historia.gente["Sonia"])
        yield historia, sec
        transaction.set_rollback(True)


def _sql(consulta: str, valores: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(consulta, valores)
        return list(cursor.fetchall())


def _contexto(sec: Client, url: str) -> Any:
    respuesta = sec.get(url)
    assert respuesta.status_code == 200, url
    return respuesta.context


def _comprobar(vida: tuple[Historia, Client], desde: date, hasta: date, distribuidora: str, tipo: str) -> None:
    historia, sec = vida
    with en(historia.reloj + timedelta(days=3)):
        hoy = (historia.reloj + timedelta(days=3)).astimezone(CHILE).date()
        hasta = max(desde, min(hasta, hoy))
        valores = {"desde": desde, "hasta": hasta, "distribuidora": distribuidora, "tipo": tipo, "hoy": hoy}
        consulta = {"periodo": "otro", "desde": desde, "hasta": hasta, "distribuidora": distribuidora, "tipo": tipo}
        panel = _contexto(sec, f"/panel/?{urlencode(consulta)}")
        _lo_enviado(panel, valores)
        _lo_respondido(panel, sec, valores)
        _lo_vencido(panel, valores)


def _lo_enviado(panel: Any, valores: dict[str, Any]) -> None:
    columnas = "(s.enviada_en AT TIME ZONE 'America/Santiago')::date, s.estado, s.tipo"
    filas = _sql(DENTRO.format(columnas=columnas, campo="enviada_en", mas=""), valores)
    estados, tipos = Counter(fila[1] for fila in filas), Counter(fila[2] for fila in filas)
    assert [dato.numero for dato in panel["estados"]] == [estados[estado.value] for estado in Estado]
    assert [dato.numero for dato in panel["tipos"]] == [tipos[tipo.value] for tipo in Tipo]
    serie = panel["serie"]
    por_barra = Counter(serie.paso.primero(fila[0]) for fila in filas)
    assert sorted(dato.numero for dato in serie.datos if dato.numero) == sorted(por_barra.values())
    assert panel["indicadores"][0]["numero"] == str(len(filas))


def _lo_respondido(panel: Any, sec: Client, valores: dict[str, Any]) -> None:
    columnas = "d.nombre, s.tipo, (s.respondida_en AT TIME ZONE 'America/Santiago')::date <= s.plazo_respuesta_el"
    filas = _sql(DENTRO.format(columnas=columnas, campo="respondida_en", mas=""), valores)
    percentiles = DENTRO.format(
        columnas="d.nombre, percentile_disc(0.5) WITHIN GROUP (ORDER BY s.dias_respuesta),"
        " percentile_disc(0.9) WITHIN GROUP (ORDER BY s.dias_respuesta)",
        campo="respondida_en",
        mas="GROUP BY d.nombre",
    )
    medidas = {nombre: (mitad, noventa) for nombre, mitad, noventa in _sql(percentiles, valores)}
    tabla = panel["tabla"]
    assert {fila.nombre for fila in tabla} == {fila[0] for fila in filas}
    for fila in tabla:
        suyas = [caso for caso in filas if caso[0] == fila.nombre]
        cuenta = fila.total.cuenta
        assert (cuenta.casos, cuenta.en_plazo) == (len(suyas), sum(caso[2] for caso in suyas))
        assert (cuenta.mediana, cuenta.noventa) == medidas[fila.nombre]
        for celda, tipo in zip(fila.celdas, panel["con_respuesta"], strict=True):
            assert celda.cuenta.casos == sum(1 for caso in suyas if caso[1] == tipo)
        assert _contexto(sec, fila.total.url)["pagina"].paginator.count == cuenta.casos
    porcentajes = [fila.total.cuenta.porcentaje for fila in tabla]
    assert porcentajes == sorted(porcentajes)


def _lo_vencido(panel: Any, valores: dict[str, Any]) -> None:
    folios = [folio for (folio,) in _sql(VENCIDAS, valores)]
    assert panel["vencidas"] == len(folios)
    assert [fila.solicitud.folio for fila in panel["atrasadas"]] == folios[:5]


@pytest.mark.req("F-02", "F-03")
@pytest.mark.parametrize("tipo", ["", *Tipo.values])
@pytest.mark.parametrize("distribuidora", ["", "YN", "OV", "V+"])
def test_cada_cifra_es_la_de_un_conteo_aparte(vida: tuple[Historia, Client], distribuidora: str, tipo: str) -> None:
    inicio = INICIO.astimezone(CHILE).date()
    for dias in (0, 12, 90, 700):
        _comprobar(vida, inicio - timedelta(days=dias // 2), inicio + timedelta(days=dias), distribuidora, tipo)


@pytest.mark.req("F-02", "F-03")
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    desde=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    dias=st.integers(0, 500),
    distribuidora=st.sampled_from(["", "YN", "OV"]),
    tipo=st.sampled_from(["", *Tipo.values]),
)
def test_tambien_en_los_periodos_que_busca_hypothesis(
    vida: tuple[Historia, Client], desde: date, dias: int, distribuidora: str, tipo: str
) -> None:
    _comprobar(vida, desde, desde + timedelta(days=dias), distribuidora, tipo)


@pytest.mark.req("F-01", "F-02", "F-03")
def test_cada_enlace_lleva_a_una_lista_de_tantas_como_dice(vida: tuple[Historia, Client]) -> None:
    historia, sec = vida
    with en(historia.reloj + timedelta(days=3)):
        panel = _contexto(sec, "/panel/?periodo=todo")
        assert panel["indicadores"][0]["numero"] == str(
            _contexto(sec, panel["indicadores"][0]["url"])["pagina"].paginator.count
        )
        con_lista = [*panel["estados"], *panel["tipos"], *panel["serie"].datos]
        assert all(dato.url == "" for dato in con_lista if not dato.numero)
        for dato in con_lista:
            if dato.numero:
                assert _contexto(sec, dato.url)["pagina"].paginator.count == dato.numero, dato.url
        for fila in panel["tabla"]:
            for celda in [*fila.celdas, fila.total]:
                if celda.cuenta.casos:
                    assert len(_contexto(sec, celda.url)["pagina"].object_list) == min(25, celda.cuenta.casos)
        assert _contexto(sec, panel["url_vencidas"])["total"] == panel["vencidas"]
        assert _contexto(sec, panel["url_trabadas"])["total"] == panel["trabadas"]
        for traba in panel["trabas"]:
            assert _contexto(sec, traba.url)["total"] == traba.cuantas


@pytest.mark.req("F-02", "F-03")
def test_los_casos_detras_de_cada_cifra_son_los_que_dice(vida: tuple[Historia, Client]) -> None:
    """The page of one distributor: each number's list holds as many, in time or late as it says, and adds up."""
    historia, sec = vida
    with en(historia.reloj + timedelta(days=3)):
        pagina = _contexto(sec, "/panel/cumplimiento/YN/?periodo=todo")
        formularios = [fila for fila in pagina["filas"] if not fila["de_caso"]]
        assert pagina["todas"].casos == sum(fila["cuenta"].casos for fila in formularios) > 3
        for fila in pagina["filas"]:
            for clave, cuantas, en_plazo in (
                ("url", fila["cuenta"].casos, None),
                ("url_en_plazo", fila["cuenta"].en_plazo, True),
                ("url_tarde", fila["cuenta"].tarde, False),
            ):
                casos = _contexto(sec, fila[clave])["pagina"]
                assert casos.paginator.count == cuantas == len(casos.object_list)
                assert en_plazo is None or all(s.respondida_en_plazo is en_plazo for s in casos.object_list)
        papel = sec.get("/panel/cumplimiento/YN/?periodo=todo&imprimir=1").content.decode()
        assert "Cómo se cuenta" in papel and "data-imprimir" in papel


@pytest.mark.req("F-02")
def test_lo_mal_escrito_se_dice_y_no_pierde_la_pagina(vida: tuple[Historia, Client]) -> None:
    _, sec = vida
    for consulta, dicho in (
        ("periodo=otro&desde=2026-12-31&hasta=2026-01-01", "La fecha final debe ser igual o posterior"),
        ("desde=ayer", "Escribe la fecha como"),
        ("periodo=siempre", "Elige una opción"),
        ("distribuidora=ZZ", "Elige una opción"),
        ("tipo=zzz", "Elige una opción"),
        ("hasta=0002-01-01", "Escribe un año entre"),
    ):
        for ruta in ("/panel/", "/panel/cumplimiento/"):
            respuesta = sec.get(f"{ruta}?{consulta}")
            texto = respuesta.content.decode()
            assert respuesta.status_code == 422 and dicho in texto, consulta
            assert "Error: " in texto and "Cumplimiento por distribuidora" in texto
    assert sec.get("/panel/cumplimiento/V+/").status_code == 200
    assert sec.get("/panel/cumplimiento/yn/").status_code == 200


@pytest.mark.req("F-02", "F-03")
def test_sin_solicitudes_lo_dice_en_cada_tarjeta(vida: tuple[Historia, Client]) -> None:
    """A period before anything was filed: no division by nothing, every head of a table kept."""
    _, sec = vida
    texto = sec.get("/panel/?periodo=otro&desde=2001-01-01&hasta=2001-12-31").content.decode()
    assert texto.count("No hay solicitudes en este período.") == 3
    assert "No hay respuestas en este período." in texto and texto.count("Sin casos") == 2
    assert "Cumplimiento por distribuidora" in texto and "9 de cada 10" in texto


@pytest.mark.req("F-02", "F-03")
def test_las_consultas_son_las_mismas_haya_lo_que_haya(
    vida: tuple[Historia, Client], django_assert_max_num_queries: Any
) -> None:
    """Session, account and one query for each card, whatever the period and the filters leave."""
    historia, sec = vida
    with en(historia.reloj + timedelta(days=3)):
        for ruta, cuantas in (
            ("/panel/", 13),
            ("/panel/?periodo=todo", 13),
            ("/panel/?periodo=todo&distribuidora=YN&tipo=conexion", 14),
            ("/panel/radar/", 16),
            ("/panel/radar/?lista=reclasificadas&dias=365", 17),
            ("/panel/cumplimiento/?periodo=todo", 7),
            ("/panel/cumplimiento/YN/?periodo=todo", 7),
        ):
            sec.get(ruta)  # a session comes into use and the calendar is read
            with django_assert_max_num_queries(cuantas):
                sec.get(ruta)
