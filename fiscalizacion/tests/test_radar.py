"""The radar: each list is what an independent count gives, and each number of the page opens it."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalogo.plazos import calendario, habiles_entre
from fiscalizacion.radar.listas import LISTAS, VENTANAS
from nucleo.comun.reloj import CHILE, en
from solicitudes import turnos
from solicitudes.tests.ayudas_reloj import SC, SI, enviada, responder, responder_con_pago
from solicitudes.tests.historias import Historia

pytestmark = [pytest.mark.django_db, pytest.mark.req("F-01", "L-04")]
_RIGE = """
SELECT s.folio, s.vence_el, s.obligacion FROM solicitudes_solicitud s
JOIN solicitudes_obligacion o ON o.solicitud_id = s.id AND o.termina_en IS NULL AND o.vence_el = s.vence_el
  AND o.caso = s.obligacion
WHERE o.clase <> 'correccion' AND (o.clase <> 'objecion' OR s.aumenta_capacidad)
"""
# The lists by the rows of the terms and by the events, not by the columns that the pages read.
_OTRAS = {
    "vencidas": "SELECT s.folio FROM solicitudes_solicitud s JOIN solicitudes_obligacion o ON o.solicitud_id = s.id"
    " WHERE o.clase = 'respuesta' AND o.termina_en IS NULL AND o.vence_el < %(hoy)s",
    "trabadas": "SELECT DISTINCT s.folio FROM solicitudes_solicitud s JOIN solicitudes_respuesta r"
    " ON r.solicitud_id = s.id AND r.disponible_en IS NULL WHERE s.estado NOT IN ('anulado', 'desistida')",
    "fuera-de-orden": "SELECT s.folio FROM solicitudes_solicitud s JOIN bitacora_evento e"
    " ON e.cadena = 'solicitud:' || s.id AND e.tipo = 'SOLICITUD_RESPONDIDA'"
    " WHERE (e.datos->>'adelantadas')::int > 0 AND e.ocurrido >= %(desde)s",
    "reclasificadas": "SELECT DISTINCT s.folio FROM solicitudes_solicitud s JOIN bitacora_evento e"
    " ON e.cadena = 'solicitud:' || s.id AND e.tipo = 'CASO_RECLASIFICADO' WHERE e.ocurrido >= %(desde)s",
    "aceptadas": "SELECT DISTINCT s.folio FROM solicitudes_solicitud s JOIN bitacora_evento e"
    " ON e.cadena = 'solicitud:' || s.id AND e.tipo = 'PAGO_ACEPTADO_POR_PLAZO' WHERE e.ocurrido >= %(desde)s",
}


@pytest.fixture(scope="module")
def vida(django_db_setup: None, django_db_blocker: Any) -> Iterator[Historia]:
    with django_db_blocker.unblock(), transaction.atomic():
        historia = Historia(random.Random(0))
        for _ in range(260):
            historia.paso()
        with en(historia.reloj):  # what this life does not come to by itself
            responder_con_pago(enviada(SI, numero_cliente="77-1"))
            enviada(SC, numero_cliente="77-2")
            responder(enviada(SC, numero_cliente="77-3"), motivo="Se respondió antes.")
        yield historia
        transaction.set_rollback(True)


def _sec(historia: Historia) -> Client:
    """A fresh session: one left idle for a day has ended."""
    sec = Client()
    sec.force_login(historia.gente["Fabián"])
    return sec


def _folios(consulta: str, **valores: Any) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(consulta, valores)
        return {fila[0] for fila in cursor.fetchall()}


def _debidas(hoy: date) -> dict[str, set[str]]:
    with connection.cursor() as cursor:
        cursor.execute(_RIGE)
        rigen = cursor.fetchall()
    dias, atrasadas = calendario(), [(folio, caso) for folio, vence, caso in rigen if vence < hoy]
    listas = {"conexiones": {folio for folio, caso in atrasadas if caso == "nc-conexion"}}
    de_respuesta = ("si-", "sc-", "nc-respuesta", "nc-conexion")
    listas["otros-plazos"] = {folio for folio, caso in atrasadas if not caso.startswith(de_respuesta)}
    for clave, quedan in (("hoy", 0), ("en-1", 1), ("en-3", 3)):
        listas[clave] = {
            folio for folio, vence, _ in rigen if vence >= hoy and habiles_entre(hoy, vence, dias) == quedan
        }
    return listas


def test_cada_lista_es_la_de_un_conteo_aparte(vida: Historia) -> None:
    """On many days after a random life: who is in each list, and how many of each distributor the matrix says."""
    vistas: set[str] = set()
    for dias in (0, 6, 7, 9, 10, 11, 12, 13, 14, 40):
        momento = vida.reloj + timedelta(days=dias)
        hoy = momento.astimezone(CHILE).date()
        with en(momento):
            sec = _sec(vida)
            esperadas = _debidas(hoy)
            for clave, consulta in _OTRAS.items():
                desde = hoy - timedelta(days=365)
                esperadas[clave] = _folios(consulta, hoy=hoy, desde=f"{desde} 00:00 America/Santiago")
            for clave in LISTAS:
                pagina = sec.get(f"/panel/radar/?lista={clave}&dias=365").context
                assert {fila.solicitud.folio for fila in pagina["filas"]} == esperadas[clave], (clave, dias)
                assert pagina["total"] == len(esperadas[clave])
                assert {una.clave: total for una, total, _ in pagina["totales"]}[clave] == pagina["total"]
                vistas |= {clave} if esperadas[clave] else set()
    assert vistas == set(LISTAS)


def test_cada_numero_de_la_matriz_abre_su_lista(vida: Historia) -> None:
    with en(vida.reloj + timedelta(days=13)):
        sec = _sec(vida)
        matriz = sec.get("/panel/radar/?dias=365").context["matriz"]
        celdas = [(empresa, cuantas, url) for empresa, fila in matriz for _, cuantas, url in fila if cuantas]
        assert len(celdas) > 5
        for empresa, cuantas, url in celdas:
            pagina = sec.get(url).context
            assert (pagina["total"], len(pagina["filas"])) == (cuantas, min(25, cuantas))
            assert {fila.solicitud.distribuidora for fila in pagina["filas"]} == {empresa}
        assert sec.get("/panel/radar/?lista=otra&distribuidora=%00&tipo=x&dias=0&page=99").status_code == 200
        assert set(VENTANAS) == {"7", "30", "90", "365", "3650"}


@pytest.mark.req("F-01")
def test_la_lista_de_todas_filtra_lo_mismo_y_muestra_el_reloj(vida: Historia) -> None:
    """Each situation is what the events say, each row's days are those that ``turnos`` adds up."""
    situaciones = {
        **{lista.situacion: _OTRAS[clave] for clave, lista in LISTAS.items() if lista.situacion},
        "tarde": "SELECT s.folio FROM solicitudes_solicitud s JOIN solicitudes_obligacion o ON o.solicitud_id = s.id"
        " WHERE o.clase = 'respuesta' AND o.fin = 'cumplida'"
        " AND (o.termina_en AT TIME ZONE 'America/Santiago')::date > o.vence_el",
    }
    momento = vida.reloj + timedelta(days=13)
    with en(momento):
        sec, hoy = _sec(vida), momento.astimezone(CHILE).date()
        sec.get("/todas/?por=100")
        for situacion, consulta in situaciones.items():
            esperadas = _folios(consulta, hoy=hoy, desde="2000-01-01")
            pagina = sec.get("/todas/", {"situacion": situacion, "por": "100"})
            assert {s.folio for s, *_ in pagina.context["filas"]} == esperadas != set(), situacion
        # Combined with another filter, told by a chip and kept by the next page.
        texto = sec.get("/todas/?situacion=tarde&tipo=informacion").content.decode()
        assert "Situación: Respondida fuera de plazo" in texto and "situacion=tarde" in texto
        assert 'value="tarde" selected' in texto
        with CaptureQueriesContext(connection) as consultas:
            filas = sec.get("/todas/?por=100").context["filas"]
        assert len(consultas) <= 12
        dias = calendario()
        for solicitud, _, _, reloj in filas:
            assert reloj.dias == turnos.dias(solicitud, hoy, dias)
            assert (reloj.regla is None) == (solicitud.clase_documento == "otro")
        assert {"Fuera de orden", "Reclasificada", "Pago aceptado por plazo", "Trabada por un pago"} <= {
            hecho for *_, reloj in filas for hecho in reloj.hechos
        }
        assert 'href="/todas/?situacion=sin-respuesta"' in sec.get("/panel/radar/").content.decode()
    # The distributor's delays are the regulator's to list: for anyone else the name filters nothing.
    marta = Client()
    marta.force_login(vida.gente["Marta"])
    todas = marta.get("/bandeja/?por=100&situacion=tarde")
    assert "Situación" not in todas.content.decode()
