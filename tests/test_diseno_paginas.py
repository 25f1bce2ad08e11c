"""The shell as it is answered: public pages, error pages, headers, health and reports of the browser."""

import json
import logging
import re
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from portal import errores, vistas

PUBLICAS = ("/", "/ayuda/", "/accesibilidad/", "/privacidad/", "/ingresar/")
ERRORES = {
    "400": 400,
    "403": 403,
    "404": 404,
    "405": 405,
    "409": 409,
    "413": 413,
    "429": 429,
    "csrf": 403,
    "500": 500,
    "503": 503,
}
POLITICA = ("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "report-uri /csp/")


def revisar_armazon(respuesta: HttpResponse) -> str:
    """One h1 equal to the title, language, skip link, policy; returns the text."""
    texto = respuesta.content.decode()
    titulares = re.findall(r"<h1[^>]*>(.*?)</h1>", texto, re.DOTALL)
    assert len(titulares) == 1
    titulo = re.search(r"<title>(.*?)</title>", texto, re.DOTALL)
    assert titulo and titulo[1].removeprefix("Error: ").startswith(titulares[0].strip())
    assert titulo[1].endswith("Portal de Generación Ciudadana")
    assert '<html lang="es-CL">' in texto and 'href="#contenido"' in texto and 'id="contenido" tabindex="-1"' in texto
    revisar_politica(respuesta)
    return texto


def revisar_politica(respuesta: HttpResponse) -> None:
    politica = respuesta["Content-Security-Policy"]
    assert all(parte in politica for parte in POLITICA) and "unsafe" not in politica
    assert respuesta["X-Content-Type-Options"] == "nosniff" and respuesta["X-Frame-Options"] == "DENY"


@pytest.fixture
def demo(settings: Any) -> None:
    settings.DEMO = True


@pytest.mark.django_db
@pytest.mark.parametrize("ruta", PUBLICAS)
def test_las_paginas_publicas_llevan_el_armazon(client: Client, ruta: str) -> None:
    respuesta = client.get(ruta)
    assert respuesta.status_code == 200
    texto = revisar_armazon(respuesta)
    assert "generacionciudadana@sec.cl" in texto


@pytest.mark.django_db
def test_los_titulos_no_se_repiten(client: Client) -> None:
    titulos = [re.search(r"<title>(.*?)</title>", client.get(ruta).content.decode())[1] for ruta in PUBLICAS]  # type: ignore[index]
    assert len(set(titulos)) == len(PUBLICAS)


@pytest.mark.django_db
@pytest.mark.req("A-21")
def test_la_guia_se_lee_sin_ingresar_con_los_plazos_de_la_tabla_y_los_doce_estados(client: Client) -> None:
    from catalogo.models import ReglaPlazo
    from solicitudes.estados import Estado

    texto = client.get("/ayuda/").content.decode()
    assert all(estado.etiqueta in texto for estado in Estado)
    regla = ReglaPlazo.objects.filter(caso="si-respuesta", vigente_hasta=None).get()
    assert regla.descripcion in texto and f"{regla.cantidad} {regla.get_unidad_display()}" in texto
    assert "data-imprimir" not in texto and "data-imprimir" in client.get("/ayuda/?imprimir=1").content.decode()


@pytest.mark.django_db
@pytest.mark.req("A-19")
def test_el_pie_nombra_al_responsable_el_anio_y_el_contacto(client: Client) -> None:
    pie = client.get("/").content.decode().split("<footer")[1]
    assert "Superintendencia de Electricidad y Combustibles, 20" in pie and "mailto:generacionciudadana@sec.cl" in pie


@pytest.mark.django_db
def test_lo_que_no_existe_no_deja_enlace(client: Client) -> None:
    """Every internal link of a public page answers."""
    for ruta in PUBLICAS:
        for destino in set(re.findall(r'href="(/[^"#?]*)', client.get(ruta).content.decode())):
            if not destino.startswith("/static/"):
                assert client.get(destino).status_code < 400, f"{ruta} → {destino}"


@pytest.mark.django_db
@pytest.mark.parametrize(("codigo", "estado"), ERRORES.items())
def test_cada_error_es_una_pagina_con_salida(client: Client, demo: None, codigo: str, estado: int) -> None:
    client.raise_request_exception = False
    respuesta = client.get(f"/demo/errores/{codigo}/")
    assert respuesta.status_code == estado
    texto = revisar_armazon(respuesta)
    principal = texto.split("<main")[1].split("</main>")[0]
    assert "href=" in principal, "no dead ends"
    assert not re.search(r"exception|traceback|csrf|http|django", re.sub(r"<[^>]*>", "", principal), re.IGNORECASE)


@pytest.mark.django_db
def test_la_demostracion_no_existe_fuera_de_demo(client: Client) -> None:
    for ruta in ("/demo/componentes/", "/demo/errores/500/"):
        assert client.get(ruta).status_code == 404


@pytest.mark.django_db
def test_una_direccion_desconocida_es_la_pagina_404(client: Client) -> None:
    respuesta = client.get("/no-existe/")
    assert respuesta.status_code == 404
    assert "No encontramos esta página" in revisar_armazon(respuesta)
    revisar_politica(client.get("/static/no-existe.css"))


@pytest.mark.django_db
def test_el_409_dice_quien_y_cuando_y_el_429_cuanto_esperar(client: Client, demo: None) -> None:
    conflicto = client.get("/demo/errores/409/").content.decode()
    assert "Otra persona ya validó este pago." in conflicto and "Ver la solicitud" in conflicto
    assert re.search(r"Ignacio Lefimil</strong> el <time[^>]*>09-03-2026 16:58</time>", conflicto)
    limite = client.get("/demo/errores/429/")
    assert "14 minutos" in limite.content.decode() and limite["Retry-After"] == "840"


@pytest.mark.django_db
def test_un_metodo_equivocado_es_una_pagina_y_dice_cuales_sirven(client: Client) -> None:
    respuesta = client.post("/ayuda/")
    assert respuesta.status_code == 405 and respuesta["Allow"] == "GET, HEAD"
    revisar_armazon(respuesta)


@pytest.mark.django_db
def test_un_cuerpo_enorme_es_la_pagina_413(rf: RequestFactory) -> None:
    respuesta = errores.peticion_incorrecta(rf.post("/"), RequestDataTooBig("x"))
    assert respuesta.status_code == 413 and "demasiado grande" in respuesta.content.decode()


def test_la_falla_tiene_codigo_y_el_registro_tambien(rf: RequestFactory, caplog: pytest.LogCaptureFixture) -> None:
    """Without database: pytest-django would raise on any query."""
    with caplog.at_level(logging.ERROR, "portal.errores"):
        try:
            raise ValueError("x")
        except ValueError:
            respuesta = errores.falla(rf.get("/algo/"))
    codigo = re.search(r"<strong>([0-9A-F]{8})</strong>", respuesta.content.decode())
    assert respuesta.status_code == 500 and codigo and codigo[1] in caplog.text


def test_la_falla_se_arma_aunque_fallen_las_plantillas(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errores, "render_to_string", lambda *_: 1 / 0)
    respuesta = errores.falla(rf.get("/algo/"))
    assert respuesta.status_code == 500 and "Algo falló de nuestro lado" in respuesta.content.decode()


def test_sin_base_de_datos_es_mantencion_y_dice_cuando_volver(rf: RequestFactory) -> None:
    try:
        raise OperationalError("no responde")
    except OperationalError:
        respuesta = errores.falla(rf.get("/bandeja/"))
    assert respuesta.status_code == 503 and respuesta["Retry-After"] == "30"
    assert "en mantención" in respuesta.content.decode()


@pytest.mark.django_db
def test_la_pagina_vencida_devuelve_lo_escrito_menos_los_secretos(rf: RequestFactory) -> None:
    datos = {"comentario": "Hola <b>", "clave": "no-se-muestra", "csrfmiddlewaretoken": "viejo"}
    propia = errores.csrf(rf.post("/comunicaciones/nueva/", datos, headers={"Origin": "http://testserver"}))
    texto = propia.content.decode()
    assert propia.status_code == 403 and "lo que escribiste sigue aquí" in texto
    assert 'name="comentario" value="Hola &lt;b&gt;"' in texto and "no-se-muestra" not in texto
    assert 'action="/comunicaciones/nueva/"' in texto and 'value="viejo"' not in texto


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cabeceras",
    [
        {"Origin": "https://otro.example"},
        {},
        {"Origin": "null"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"},
        {"Referer": "https://otro.example/http://testserver"},
    ],
)
def test_un_formulario_ajeno_no_se_puede_confirmar(rf: RequestFactory, cabeceras: dict[str, str]) -> None:
    """Otherwise the page would turn a forged request into one that its victim sends with a click."""
    texto = errores.csrf(rf.post("/salir/", {"monto": "999"}, headers=cabeceras)).content.decode()
    assert "999" not in texto and 'method="post"' not in texto.split("<main")[1]


@pytest.mark.django_db
def test_sin_sesion_lo_escrito_vuelve_y_lo_ajeno_no() -> None:
    escrito = {"nota": "Llamó el <b>vecino", "token": "de-una-vez"}
    propia = Client().post("/solicitudes/YN1/notas/", escrito, headers={"Origin": "http://testserver"})
    texto = revisar_armazon(propia)
    assert propia.status_code == 403 and "Ingresa en otra pestaña" in texto
    assert 'name="nota" value="Llamó el &lt;b&gt;vecino"' in texto and "de-una-vez" not in texto
    for cabeceras in ({}, {"Origin": "https://otro.example"}, {"Origin": "http://testserver", "HX-Request": "true"}):
        ajena = Client().post("/solicitudes/YN1/notas/", escrito, headers=cabeceras)
        assert "/ingresar/" in (ajena.headers.get("Location") or ajena.headers["HX-Redirect"])


@pytest.mark.django_db
def test_un_envio_sin_llave_recibe_esa_pagina(settings: Any) -> None:
    respuesta = Client(enforce_csrf_checks=True).post("/ingresar/", {"documento": "1-9"})
    assert respuesta.status_code == 403 and "estuvo abierta demasiado tiempo" in revisar_armazon(respuesta)


@pytest.mark.django_db
def test_salud_dice_la_base_y_la_cola(client: Client) -> None:
    respuesta = client.get("/salud/")
    assert respuesta.status_code == 200 and respuesta.json() == {"estado": "ok", "base_de_datos": "ok", "cola": 0}


@pytest.mark.django_db
def test_salud_cuenta_los_segundos_del_aviso_mas_atrasado(client: Client) -> None:
    from datetime import timedelta

    from nucleo.avisos.models import Aviso
    from nucleo.comun.reloj import ahora

    Aviso.objects.create(evento="x", clave="x", destinatario="a@b.cl", proximo=ahora() - timedelta(seconds=90))
    Aviso.objects.create(evento="y", clave="y", destinatario="a@b.cl", proximo=ahora() + timedelta(hours=1))
    assert 90 <= client.get("/salud/").json()["cola"] < 120


def test_salud_sin_base_es_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def sin_base() -> None:
        raise OperationalError("no responde")

    monkeypatch.setattr(connection, "cursor", sin_base)
    respuesta = client.get("/salud/")
    assert respuesta.status_code == 503
    assert respuesta.json() == {"estado": "falla", "base_de_datos": "no responde", "cola": "sin datos"}


INFORME = {"csp-report": {"document-uri": "https://x/", "blocked-uri": "inline", "script-sample": "secreto"}}


def test_un_informe_de_politica_queda_anotado_solo_en_lo_conocido(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "portal.csp"):
        respuesta = Client(enforce_csrf_checks=True).post(
            "/csp/", json.dumps(INFORME), content_type="application/csp-report"
        )
    assert respuesta.status_code == 204 and respuesta.content == b""
    assert '"blocked-uri": "inline"' in caplog.text and "secreto" not in caplog.text


@pytest.mark.parametrize(
    "cuerpo",
    [
        b"",
        b"no es json",
        b"[]",
        b"[1,2]",
        b"null",
        b'{"csp-report": 3}',
        b"\xff\xfe",
        b"[" * 10_000,
        b'"' + b"x" * 20_000 + b'"',
        json.dumps([{"body": {"blockedURL": "x" * 5000}}]).encode(),
    ],
)
def test_ningun_informe_rompe_la_puerta_ni_llena_el_registro(
    client: Client, caplog: pytest.LogCaptureFixture, cuerpo: bytes
) -> None:
    with caplog.at_level(logging.WARNING, "portal.csp"):
        assert client.post("/csp/", cuerpo, content_type="application/reports+json").status_code == 204
    assert len(caplog.text) < 1000


def test_un_largo_mentido_no_se_lee(rf: RequestFactory) -> None:
    pedido = rf.post("/csp/", b"{}", content_type="application/json")
    for largo in ("-1", "x", "99999999999"):
        pedido.META["CONTENT_LENGTH"] = largo
        assert vistas._declarado(pedido) > vistas.INFORME_MAXIMO


@pytest.mark.django_db
def test_la_galeria_con_errores_vuelve_como_un_formulario_fallido(client: Client, demo: None) -> None:
    assert client.get("/demo/componentes/").status_code == 200
    respuesta = client.get("/demo/componentes/?errores=1")
    texto = revisar_armazon(respuesta)
    assert respuesta.status_code == 422 and "<title>Error: Componentes" in texto and 'role="alert"' in texto


@pytest.mark.django_db
def test_el_menu_solo_muestra_lo_que_ese_perfil_puede_abrir(client: Client) -> None:
    from django.contrib.auth.models import AnonymousUser

    from cuentas.models import Perfil, Rol, Usuario
    from portal.navegacion import MENUS, menu

    assert menu(AnonymousUser(), "/") == []
    for perfil in Perfil:
        usuario = Usuario(perfil=perfil, rol={"sec": Rol.FISCALIZADOR, "distribuidora": Rol.OPERADOR}.get(perfil, ""))
        enlaces = menu(usuario, "/ayuda/")
        assert 1 <= len(enlaces) <= 6 and [enlace.etiqueta for enlace in enlaces if enlace.actual] == ["Ayuda"]
        assert {enlace.ruta for enlace in enlaces} <= {entrada.ruta for entrada in MENUS[perfil]}
