"""The distributor's inbox: its views with their counts, and lists longer than a page counts by itself (D-01, D-02)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from solicitudes import actions, paginas, sumas
from solicitudes.models import Solicitud
from solicitudes.orden import ORDENES
from solicitudes.tests.ayudas_reloj import (
    MC,
    NC,
    SC,
    SI,
    VIERNES,
    el,
    elena,
    enviada,
    informar_pago,
    marta,
    responder,
    solicitar_pago,
)
from tests.personas import MARTA, OLGA, SONIA, crear

HOY = VIERNES + timedelta(days=40)  # what was filed on VIERNES and asks for an answer is overdue
VISTAS = ["", "por-responder", "vencidas", "pagos-por-validar", "respondidas", "mias"]


def entrar(persona: Any) -> Client:
    cliente = Client()
    cliente.force_login(crear(persona))
    return cliente


def texto(cliente: Client, ruta: str = "/bandeja/", /, **consulta: object) -> str:
    respuesta = cliente.get(ruta, consulta)
    assert respuesta.status_code == 200
    return respuesta.content.decode()


def folios(pagina: str) -> list[str]:
    return re.findall(r'<th role="rowheader" scope="row"><a class="mono" href="[^"]+">([^<]+)</a>', pagina)


def pestanas(pagina: str) -> dict[str, tuple[str, str]]:
    """Label → address and count."""
    barra = pagina[pagina.index('<ul class="vistas">') :].partition("</ul>")[0]
    halladas = re.findall(
        r'<a href="([^"]*)"[^>]*>(?:<svg.*?</svg>)?([^<]+?) <span class="contador[^>]*>(.*?)</a>', barra
    )
    return {nombre: (url, re.sub(r"<[^>]+>", "", numero)) for url, nombre, numero in halladas}


@pytest.fixture
def seis(db: None) -> dict[str, Solicitud]:
    dias = [VIERNES + timedelta(days=n) for n in (0, 3, 4, 5, 6)]
    filas = {
        "tarde": enviada(SI, dias[0], numero_cliente="1001"),
        "respondida": enviada(SI, dias[1], numero_cliente="1002"),
        "pagada": enviada(SI, dias[2], numero_cliente="2001"),
        "mc": enviada(MC, dias[3], numero_cliente="2002", cambio_capacidad="mantiene"),
    }
    with el(dias[4]):
        responder(filas["respondida"])
        informar_pago(solicitar_pago(filas["pagada"]))
        actions.asignar(actor=marta(), solicitud_id=filas["tarde"].pk, a=marta().pk)
        actions.abrir(actor=marta(), solicitud=filas["mc"])
    with el(HOY):
        filas["sc1"] = enviada(SC, numero_cliente="3001")
        filas["sc2"] = enviada(SC, numero_cliente="3002")
    return filas


@pytest.mark.req("D-01", "D-02")
def test_cada_vista_tiene_sus_filas_y_su_cuenta(seis: dict[str, Solicitud]) -> None:
    esperadas = {
        "": ["sc2", "sc1", "mc", "pagada", "respondida", "tarde"],
        "por-responder": ["pagada", "tarde", "sc1", "sc2"],
        "vencidas": ["pagada", "tarde"],
        "pagos-por-validar": ["pagada"],
        "respondidas": ["respondida"],
        "mias": ["tarde"],
    }
    cliente = entrar(MARTA)
    with el(HOY, 12):
        for vista, nombres in esperadas.items():
            pagina = texto(cliente, vista=vista)
            assert sorted(folios(pagina)) == sorted(seis[nombre].folio for nombre in nombres), vista
            numeros = [numero for _, numero in pestanas(pagina).values()]
            assert numeros == [str(len(suyas)) for suyas in esperadas.values()]
            assert pagina.count('aria-current="page"') >= 1 and f"{len(nombres)} solicitud" in pagina
        por_responder = [Solicitud.objects.get(folio=folio) for folio in folios(texto(cliente, vista="por-responder"))]
        plazos = [(solicitud.vence_el, solicitud.enviada_en) for solicitud in por_responder]
        assert plazos == sorted(plazos), "of those of one day, the one that came first"
        assert [s.pk for s in por_responder][2:] == [seis["sc1"].pk, seis["sc2"].pk]
        # A name that is another reader's filters nothing; the view of the deadline is also SEC's.
        assert len(folios(texto(cliente, vista="sin-descargar"))) == 6
        assert len(folios(texto(entrar(SONIA), "/todas/", vista="vencidas"))) == 2
        asignadas = texto(entrar(SONIA), "/todas/", vista="asignadas-vencidas")
        assert folios(asignadas) == [seis["tarde"].folio] and "Asignadas a plazo vencido" in asignadas
        assert len(folios(texto(entrar(SONIA), "/todas/", vista="mias"))) == 6


@pytest.mark.req("D-02")
def test_las_vistas_se_combinan_con_los_filtros_y_viajan_en_la_direccion(seis: dict[str, Solicitud]) -> None:
    cliente = entrar(MARTA)
    with el(HOY, 12):
        pagina = texto(cliente, vista="por-responder", cliente="2", orden="-folio", por="25", page="1")
        assert folios(pagina) == [seis["pagada"].folio]
        urls = pestanas(pagina)
        assert urls["Todas"] == ("?cliente=2&amp;por=25", "2")
        assert urls["Vencidas"] == ("?cliente=2&amp;por=25&amp;vista=vencidas", "1")
        assert urls["Respondidas"][1] == "0"
        # Pages, columns, the form and the file keep the view.
        assert 'form="filtros" name="vista" value="por-responder"' in pagina
        assert 'form="filtros" name="orden" value="-folio"' in pagina
        assert re.search(r'id="orden-cliente" href="[^"]*vista=por-responder', pagina)
        assert re.search(r'href="/solicitudes/exportacion/\?[^"]*vista=por-responder[^"]*"', pagina)
        assert 'href="?vista=por-responder&amp;orden=-folio&amp;por=25#t-lista">Limpiar todo' in pagina
        fragmento = cliente.get("/bandeja/", {"vista": "mias"}, headers={"HX-Request": "true"}).content.decode()
        assert '<div id="vistas" hx-swap-oob="innerHTML">' in fragmento and "<html" not in fragmento


@pytest.mark.req("D-01")
def test_la_fila_dice_si_es_nueva_de_quien_es_y_su_lugar(seis: dict[str, Solicitud]) -> None:
    cliente = entrar(MARTA)
    with el(HOY, 12):
        pagina = texto(cliente, vista="por-responder")
        filas = {fila[0]: fila[1] for fila in re.findall(r'href="/solicitudes/(\w+)/">(.*?)</tr>', pagina, re.DOTALL)}
        assert "Lugar 1 en la fila" in filas[seis["sc1"].folio] and "Lugar 2 en la fila" in filas[seis["sc2"].folio]
        assert "en la fila" not in filas[seis["tarde"].folio]  # an SI has no queue
        assert marta().nombre in filas[seis["tarde"].folio] and marta().nombre not in filas[seis["sc1"].folio]
        todas = texto(cliente)
        assert todas.count("data-nueva>") == 5 and "en la fila" not in todas
        assert "Cumplimiento de los últimos 90 días" in todas and "100 % en plazo" in todas


@pytest.mark.req("D-01")
@pytest.mark.django_db
def test_cada_vista_vacia_lo_dice() -> None:
    cliente = entrar(OLGA)
    dichos = {
        "": "Aún no recibes solicitudes.",
        "por-responder": "No hay solicitudes por responder.",
        "vencidas": "No hay solicitudes vencidas.",
        "pagos-por-validar": "No hay pagos por validar.",
        "respondidas": "No hay solicitudes respondidas.",
        "mias": "No tienes solicitudes asignadas.",
    }
    for vista, dicho in dichos.items():
        assert dicho in texto(cliente, vista=vista)
    assert "Ninguna solicitud coincide con los filtros." in texto(cliente, vista="mias", folio="YN9")
    assert "Sin respuestas en los últimos 90 días." in texto(cliente)


# --- Longer than a page counts by itself ----------------------------------------------------------------------


@pytest.fixture
def larga(seis: dict[str, Solicitud], monkeypatch: pytest.MonkeyPatch) -> dict[str, Solicitud]:
    for n in range(12):
        with el(HOY - timedelta(days=31 * n), 10, n):
            enviada((SI, NC)[n % 2], actor=elena(), numero_cliente=f"4{n}")
    monkeypatch.setattr(paginas, "TOPE", 5)
    return seis


@pytest.mark.req("D-01", "D-02")
def test_en_todo_orden_las_paginas_de_una_larga_son_las_de_una_corta(
    larga: dict[str, Solicitud], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Walked by stretches and by leaps, or sorted whole: the same rows in the same order, each once."""
    monkeypatch.setattr(paginas, "POCAS", 2)
    cliente, sec = entrar(MARTA), entrar(SONIA)
    enviada(SI, HOY, prefijo="OV")
    for quien, ruta in ((cliente, "/bandeja/"), (sec, "/todas/")):
        for orden in [signo + columna for columna in ORDENES for signo in ("", "-")]:
            for consulta in ({}, {"vista": "vencidas"}, {"cliente": "4"}, {"tipo": "informacion"}):
                por_tope = {}
                for tope, lejos in ((5, 0), (1000, 2000)):
                    monkeypatch.setattr(paginas, "TOPE", tope)
                    monkeypatch.setattr(sumas, "LEJOS", lejos)
                    hojas = [folios(texto(quien, ruta, orden=orden, page=n, **consulta)) for n in (1, 2)]
                    por_tope[tope] = hojas[0] + (hojas[1] if hojas[1] != hojas[0] else [])
                assert por_tope[5] == por_tope[1000], (ruta, orden, consulta)
                assert len(set(por_tope[5])) == len(por_tope[5])


@pytest.mark.req("D-01", "D-02")
def test_lo_que_pasa_del_tope_lo_dicen_los_totales_o_se_cuenta_aparte(larga: dict[str, Solicitud]) -> None:
    cliente = entrar(MARTA)
    with el(HOY, 23):
        todas = texto(cliente)
        assert "18 solicitudes" in todas and "Más de" not in todas
        assert pestanas(todas)["Todas"][1] == "18"  # out of the totals, exact at once
        # Those of a number are not among the totals.
        consulta = {"cliente": "4", "vista": "por-responder"}
        cortada = texto(cliente, **consulta)
        assert "Más de 5 solicitudes con estos filtros" in cortada and "de más de" in cortada
        enlace = re.search(r'<a id="contar" href="([^"]+)" hx-get="([^"]+)" hx-trigger="load, click"', cortada)
        assert enlace
        sin_guion = cliente.get(enlace[1].replace("&amp;", "&")).content.decode()
        assert "12 solicitudes con estos filtros" in sin_guion and 'id="contar"' not in sin_guion
        cabeceras = {"HX-Request": "true", "HX-Trigger": "contar"}
        solo = cliente.get(enlace[2].replace("&amp;", "&"), headers=cabeceras).content.decode()
        huella = re.search(r'id="total-(\w+)"', cortada)
        assert huella and f'<span id="total-{huella[1]}" hx-swap-oob="innerHTML">12 solicitudes' in solo
        assert f'id="paginas-{huella[1]}"' in solo and f'id="vistas-{huella[1]}"' in solo and not folios(solo)
        # One past the end is the last.
        pasada = texto(cliente, page="99")
        assert folios(pasada) == folios(texto(cliente, page="2"))
        assert "La página 99 no existe: esta es la última." in pasada
        assert "no existe" not in texto(cliente, page="2")
        assert len(folios(texto(cliente, cliente="4", page="99"))) == 2
