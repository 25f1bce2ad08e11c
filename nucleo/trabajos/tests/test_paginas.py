"""Following a file: only its owner, with htmx and without it."""

import re
from datetime import timedelta

import pytest

from nucleo.bitacora.models import Acceso
from nucleo.comun.reloj import ahora
from nucleo.comun.tests.fabrica import crear_usuario
from nucleo.trabajos import cola, constructores, ejecucion
from nucleo.trabajos.models import Estado, Trabajo
from nucleo.trabajos.tests.test_cola import pedir


@pytest.fixture
def trabajo(transactional_db, client):
    trabajo = pedir()
    client.force_login(trabajo.usuario)
    return trabajo


def _pagina(client, trabajo, **cabeceras):
    respuesta = client.get(f"/trabajos/{trabajo.pk}/", headers=cabeceras)
    assert respuesta.status_code == 200 and respuesta["Cache-Control"] == "no-store"
    assert "HX-Request" in respuesta["Vary"]
    return respuesta.content.decode()


def test_en_cola_la_pagina_se_pregunta_sola(client, trabajo):
    pagina = _pagina(client, trabajo)
    assert "<h1>Tu archivo</h1>" in pagina and "En cola" in pagina
    assert '<noscript><meta http-equiv="refresh" content="5; url=?sondeo=1"></noscript>' in pagina
    assert f'hx-get="/trabajos/{trabajo.pk}/?sondeo=1" hx-trigger="every 2s"' in pagina
    pieza = _pagina(client, trabajo, HX_Request="true")
    assert pieza.lstrip().startswith('<section id="trabajo"') and "<html" not in pieza


def test_preparando_muestra_cuanto_va(client, trabajo):
    cola.renovar(cola.tomar(), 1204, 4816)
    pagina = _pagina(client, trabajo)
    assert "Preparando el archivo" in pagina and re.search(r'<progress value="1204" max="4816"', pagina)
    assert "1.204 de 4.816" in pagina and "hx-trigger" in pagina


def test_listo_deja_de_preguntar_y_ofrece_el_archivo(client, trabajo):
    ejecucion.ejecutar_pendientes()
    pagina = _pagina(client, trabajo)
    assert "El archivo está listo" in pagina
    assert "hx-trigger" not in pagina and "refresh" not in pagina.split("<main")[0].replace("refreshOnHistoryMiss", "")
    assert "hx-swap-oob" not in pagina
    pieza = _pagina(client, trabajo, HX_Request="true")
    assert '<div hx-swap-oob="innerHTML:#anuncios">El archivo está listo</div>' in pieza
    enlace = re.search(r'href="(/archivos/[0-9a-f-]+/)"', pagina)[1]
    descarga = client.get(enlace)
    assert descarga.status_code == 200 and b"".join(descarga.streaming_content).startswith(b"fila 0\n")
    assert 'filename="sabana.xlsx"' in descarga["Content-Disposition"]


def test_la_pagina_dice_que_es_y_vuelve_a_donde_se_pidio(client, trabajo):
    assert 'class="migas"' not in _pagina(client, trabajo)
    palabras = constructores.Palabras(titulo="Recuento", preparando="Contando", se_cuentan="casos")
    constructores._fichas["prueba"] = constructores.Ficha(
        sala=("Accesos", "/perfil/accesos/"), que=lambda trabajo: f"Las {trabajo.filtros['filas']}", palabras=palabras
    )
    cola.renovar(cola.tomar(), 1, 4)
    pagina = _pagina(client, trabajo)
    assert "<h1>Recuento</h1>" in pagina and "Las 4, pedido el" in pagina
    assert "Contando" in pagina and "1 de 4 casos" in pagina and '<a href="/perfil/accesos/">Accesos</a>' in pagina


def test_lo_que_fallo_se_reintenta_por_un_formulario(client, trabajo):
    Trabajo.objects.update(estado=Estado.FALLO, intentos=3)
    pagina = _pagina(client, trabajo)
    assert "No pudimos preparar el archivo" in pagina and "csrfmiddlewaretoken" in pagina
    accion = re.search(r'<form method="post" action="([^"]+/intento/)"', pagina)[1]
    assert client.get(accion).status_code == 405
    respuesta = client.post(accion)
    assert (respuesta.status_code, respuesta["Location"]) == (302, f"/trabajos/{trabajo.pk}/")
    trabajo.refresh_from_db()
    assert (trabajo.estado, trabajo.intentos) == (Estado.EN_COLA, 0)
    assert client.post(accion).status_code == 409


def test_para_los_demas_no_existe(client, trabajo):
    ejecucion.ejecutar_pendientes()
    trabajo.refresh_from_db()
    direcciones = [f"/trabajos/{trabajo.pk}/", f"/archivos/{trabajo.archivo_id}/"]
    client.force_login(crear_usuario())
    assert [client.get(d).status_code for d in direcciones] == [404, 404]
    assert client.post(f"{direcciones[0]}intento/").status_code == 404
    assert client.get("/trabajos/00000000-0000-4000-8000-000000000000/").status_code == 404
    assert Acceso.objects.filter(permitido=False, objeto__startswith="trabajo:").count() == 2

    client.logout()
    respuestas = [client.get(d) for d in direcciones]
    assert [r.status_code for r in respuestas] == [302, 302]
    assert all(r["Location"].startswith("/ingresar/?next=") for r in respuestas)


def test_vencido_no_se_descarga(client, trabajo):
    ejecucion.ejecutar_pendientes()
    Trabajo.objects.update(vence=ahora() - timedelta(seconds=1))
    trabajo.refresh_from_db()
    pagina = _pagina(client, trabajo)
    assert "El archivo venció" in pagina and "/archivos/" not in pagina
    assert client.get(f"/archivos/{trabajo.archivo_id}/").status_code == 404
