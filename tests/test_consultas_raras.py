"""V20: whatever a list parameter carries, the page answers 200, and never 500."""

import random
import string
from itertools import cycle
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.largo import cuantos
from tests.mundo import Mundo, mundo

__all__ = ["mundo"]
PARAMETROS = ("vista", "solicitud", "folio", "cliente", "tipo", "estado", "distribuidora", "plazo", "situacion",
              "desde", "hasta", "resp_desde", "resp_hasta", "orden", "por", "page", "imprimir", "sel",
              "consulta")  # fmt: skip
CONOCIDOS = [
    "", " ", "\x00", "a\x00b", "\x00' OR 1=1--", "\u202eLIVE", "\u200b", "\ufeff", "ñ", "Ñuñoa", "👩‍🚒🔥",
    "🇨🇱", "\U0010ffff", "\ud7ff", "e\u0301" * 50, "٣", "१२", "²", "½", "Ⅷ", "-1", "0", "00", "1e9", "1.5",
    "NaN", "inf", "-inf", "9" * 7, "9" * 30, "2147483648", "9223372036854775808", "99999999999999999999999999",
    "0x10", "١٢٣٤٥٦٧", "true", "null", "None", "[]", "' OR '1'='1", "1; DROP TABLE solicitudes_solicitud; --",
    "1 UNION SELECT * FROM cuentas_usuario", "\\", "%", "_", "%%", "%s", "%(x)s", "{x.__class__}", "{{7*7}}",
    "{% debug %}", "${7*7}", "$$", "';SELECT pg_sleep(5);--", "folio__regex", "-folio", "--folio", "-",
    "solicitante__password", "-solicitante__password", "password", "?", "pk", "id__gt", "*", "estado;estado",
    "envio,folio", "distribuidora__usuarios__password", "__", "a__b__c", "folio DESC", "(select 1)",
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "../../etc/passwd",
    "..\\..\\x", "\r\nSet-Cookie: a=b", "\n", "\t", "a" * 41, "a" * 5000, "YN192", "yn192", "V 196", "V+196",
    "V%2B196", "ZZ", "YN" * 100, "2026-02-30", "0000-00-00", "9999-99-99", "10000-01-01", "2026-11-22T10:00",
    "01-01-2026", "-0001-01-01", "31/12/2026", "respondido", "RESPONDIDO", "informacion", "informacion ",
    "todas", "vencidas", "Set()", "1'", '1"', "`1`", "1/*x*/",
]  # fmt: skip


def _quinientos() -> list[str]:
    """500 with ``--completo``, and the known ones with a third of the others in a plain run."""
    azar = random.Random(2026)
    sopa = string.printable + "ñÑáé\u202e\u0000\u2028🔥٣½\uffff\ufffd\u0301"
    hechos = [
        "".join(azar.choices(sopa, k=azar.choice((1, 3, 12, 60)))) for _ in range(cuantos(120, 500 - len(CONOCIDOS)))
    ]
    return [*CONOCIDOS, *hechos]


LISTAS = {"E": "/inicio/", "M": "/bandeja/", "S": "/todas/"}


@pytest.mark.req("D-02")
@pytest.mark.django_db
@pytest.mark.parametrize("letra", LISTAS)
def test_quinientos_valores_raros_en_cada_parametro(mundo: Mundo, letra: str) -> None:
    """All of them in every parameter at once, since each is read by itself; the known ones also in the three alone
    that choose columns and pages. The lists share their code: the whole run is SEC's, a part is everybody's."""
    valores = _quinientos() if letra == "S" else CONOCIDOS[::4]
    cliente, ruta, salto = mundo.cliente[letra], LISTAS[letra], 3 if letra == "S" else 9
    consultas: list[dict[str, Any]] = [dict.fromkeys(PARAMETROS, valor) for valor in valores]
    consultas += [{parametro: valor} for parametro in ("orden", "page", "por") for valor in CONOCIDOS[::salto]]
    malas = [c for c in consultas if cliente.get(ruta, c).status_code != 200]
    assert not malas, malas[:3]


@pytest.mark.django_db
def test_lo_que_se_pide_desde_la_lista_no_se_rompe_con_nada(mundo: Mundo) -> None:
    """What arrived, the paper of the ticked ones, and the filter to be kept: with everything strange at once."""
    cliente, folio = mundo.cliente["M"], mundo.solicitud["propio"].folio
    esperados = {
        "/bandeja/novedades/": {200, 204},
        "/bandeja/filtros/nuevo/": {200, 302},
        "/solicitudes/seleccion/exportacion/": {200},
        "/solicitudes/seleccion/asignacion/": {200},
    }
    for valor in CONOCIDOS[::4]:
        comun = dict.fromkeys((*PARAMETROS, "visto", "hay", "sondeo"), valor) | {"sel": folio}
        for ruta, codigos in esperados.items():
            assert cliente.get(ruta, comun | {"visto": "0"} if "novedades" in ruta else comun).status_code in codigos
        assert cliente.get("/solicitudes/seleccion/documentos.zip", {**comun, "sel": valor}).status_code in {302, 404}


@pytest.mark.django_db
def test_los_de_la_sabana_y_el_reporte_se_explican_o_se_ignoran(mundo: Mundo) -> None:
    """Its form says what is wrong: 422, never 500. Every value in all parameters at once, whose fields are each cleaned
    whatever the others say, and alone in one of them in turn, which the query then reaches if it is let through."""
    parametros = ("desde", "hasta", "tipo", "estado", "distribuidora")
    for valor, solo in zip(CONOCIDOS, cycle(parametros)):
        for consulta in (dict.fromkeys(parametros, valor), {solo: valor}):
            assert mundo.cliente["S"].get("/data/", consulta).status_code in (200, 422), consulta
            assert mundo.cliente["M"].get("/reporte/", consulta).status_code in (200, 422), consulta


@pytest.mark.django_db
@pytest.mark.parametrize("metodo", ["get", "post"])
def test_los_de_otras_paginas_tampoco_las_botan(mundo: Mundo, metodo: str) -> None:
    for vez, valor in enumerate(CONOCIDOS):
        assert mundo.cliente["E"].get("/buscar/", {"folio": valor}).status_code in (302, 404), valor
        de_avisos = dict.fromkeys(("canal", "estado", "desde", "hasta", "page", "por"), valor)
        assert mundo.cliente["E"].get("/notificaciones/", de_avisos).status_code in (200, 422), valor
        assert mundo.cliente["A"].get("/ingresar/", {"perfil": valor, "next": valor}).status_code == 200
        credenciales = {"perfil": valor, "documento": valor, "clave": valor, "next": valor}
        # From another address each: one alone is told to wait.
        assert mundo.cliente["A"].post("/ingresar/", credenciales, REMOTE_ADDR=f"10.{vez}.0.7").status_code == 422


@pytest.mark.django_db
def test_los_del_borrador_se_guardan_y_se_explican(mundo: Mundo) -> None:
    """Typed values are kept, right or wrong; PostgreSQL's JSON knows no NUL, so it is the one thing left out."""
    base = f"/borradores/{mundo.borrador['propio'].pk}"
    for valor in [*CONOCIDOS[:4], *CONOCIDOS[4::8], "x" * 100_000]:
        datos = {"distribuidora": valor, "numero_cliente": valor, "comuna": valor, "correo_adicional": valor}
        for direccion in (f"{base}/datos/", f"{base}/datos/?autoguardado=1", f"{base}/documentos/"):
            respuesta = mundo.cliente["E"].post(direccion, {**datos, "es_titular": valor, "accion": "continuar"})
            assert respuesta.status_code in (200, 422), (direccion, valor[:40])
        assert mundo.cliente["E"].get(f"{base}/datos/").status_code == 200
        assert mundo.cliente["E"].get(f"{base}/revision/").status_code == 302
    mundo.borrador["propio"].refresh_from_db()
    assert len(str(mundo.borrador["propio"].datos)) < 20_000


@pytest.mark.django_db
def test_nada_de_la_direccion_llega_al_sql_como_sql(mundo: Mundo) -> None:
    """Names reach ORDER BY from a closed list; values only as parameters, quoted by the driver."""
    with CaptureQueriesContext(connection) as consultas:
        for valor in CONOCIDOS:
            mundo.cliente["S"].get("/todas/", {"orden": valor, "folio": valor, "distribuidora": valor})
    ordenes = {q["sql"].rpartition("ORDER BY")[2] for q in consultas if " ORDER BY " in q["sql"]}
    assert len(ordenes) > 1 and not [
        orden for orden in ordenes if "password" in orden or "DROP" in orden or "select" in orden
    ]
