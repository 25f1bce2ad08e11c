"""Nobody signed in is led to the sign-in page and back, and nowhere else (OUT-6)."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils.html import escape

from tests.personas import CLAVE, ELENA, crear
from tests.rutas_esperadas import TABLA

CASA = "/inicio/"
# What a link in a mail could carry. The answer is always the home of the profile.
AJENAS = [
    "https://mal.ejemplo", "http://mal.ejemplo/", "//mal.ejemplo", "///mal.ejemplo", "////mal.ejemplo/x",
    "/\\mal.ejemplo", "\\\\mal.ejemplo", "\\/mal.ejemplo", "/\t/mal.ejemplo", "/\n/mal.ejemplo", "/\r//mal.ejemplo",
    " //mal.ejemplo", "\x00//mal.ejemplo", "/\x00", "javascript:alert(1)", "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>1</script>", "vbscript:x", "ftp://mal.ejemplo", "mailto:a@mal.ejemplo", "file:///etc/passwd",
    "https:mal.ejemplo", "https:/mal.ejemplo", "http:///mal.ejemplo", "https://testserver@mal.ejemplo/",
    "https://testserver.mal.ejemplo/", "https://mal.ejemplo#testserver", "https://mal.ejemplo/testserver",
    "//testserver@mal.ejemplo", "//mal.ejemplo\\@testserver", "inicio", "inicio/", "../inicio/", "cuentas:salir",
    "portada", "solicitudes.views.inicio", "?a=1", "#x", "", "/" + "x" * 3000, "/ok\u202e/", "/\u200b/x",
    "https://[::1", "http://testserver:99999/",
]  # fmt: skip
PROPIAS = ["/nuevo-envio/", "/inicio/?estado=respondido&page=2", "/solicitudes/V%2B196/", "/ayuda/#estados", "/"]


def _entrar(cliente: Client, siguiente: str, metodo: str = "post") -> str:
    credenciales = {"perfil": "solicitante", "documento": "44.444.444-4", "clave": CLAVE}
    respuesta = cliente.post("/ingresar/", {**credenciales, "next": siguiente})
    assert respuesta.status_code == 302, f"{siguiente!r}: {respuesta.status_code}"
    return str(respuesta["Location"])


@pytest.mark.req("A-01")
@pytest.mark.django_db
@pytest.mark.parametrize("siguiente", AJENAS, ids=ascii)
def test_una_direccion_ajena_lleva_a_la_casa_del_perfil(siguiente: str) -> None:
    crear(ELENA)
    assert _entrar(Client(), siguiente) == CASA
    # The page that a link opens neither fails nor repeats it as an address of ours.
    cliente = Client()
    pagina = cliente.get("/ingresar/", {"next": siguiente})
    assert pagina.status_code == 200
    assert 'name="next"' in pagina.content.decode()
    assert "mal.ejemplo" not in pagina.content.decode()
    # Signed in already, the same link leads home.
    cliente.force_login(crear(ELENA))
    assert cliente.get("/ingresar/", {"next": siguiente})["Location"] == CASA


@pytest.mark.django_db
@pytest.mark.parametrize("siguiente", PROPIAS)
def test_una_direccion_propia_se_alcanza_despues_de_entrar(siguiente: str) -> None:
    crear(ELENA)
    assert _entrar(Client(), siguiente) == siguiente


# Anonymous 302 and somebody not: where everybody gets 302 it is a step of a flow, not a closed door.
_CERRADAS = sorted({
    linea.split()[0] for linea in TABLA.splitlines()
    if " GET " in linea and "<" not in linea and linea.split()[3] == "302" and set(linea.split()[4:]) != {"302"}
})  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("ruta", [*_CERRADAS, "/solicitudes/V+196/", "/solicitudes/YN1/plazo/?x=1&y=2"])
def test_sin_sesion_se_va_a_ingresar_y_se_vuelve(ruta: str) -> None:
    crear(ELENA)
    cliente = Client()
    respuesta = cliente.get(ruta)
    assert respuesta.status_code == 302
    destino = urlsplit(respuesta["Location"])
    assert destino.path == "/ingresar/" and destino.netloc == ""
    assert parse_qs(destino.query)["next"] == [ruta]
    pagina = cliente.get(respuesta["Location"])
    assert f'value="{escape(ruta)}"' in pagina.content.decode()
    assert _entrar(cliente, ruta) == ruta


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("referer", "vuelta"),
    [("http://testserver/nuevo-envio/?a=1", "/nuevo-envio/?a=1"), ("https://mal.ejemplo/x", ""), ("", "")],
)
def test_lo_enviado_sin_sesion_vuelve_a_la_pagina_en_que_se_escribio(referer: str, vuelta: str) -> None:
    """A form that was posted after the session ended is no page to open; the page that held it is."""
    respuesta = Client().post("/nuevo-envio/informacion/", headers={"Referer": referer})
    assert respuesta.status_code == 302
    destino = urlsplit(respuesta["Location"])
    assert (destino.netloc, destino.path) == ("", "/ingresar/")
    assert parse_qs(destino.query, keep_blank_values=True)["next"] == [vuelta]


@pytest.mark.django_db
def test_un_fragmento_sin_sesion_lleva_toda_la_pagina_a_ingresar() -> None:
    """DISENO 9: htmx would otherwise put the sign-in form inside the list."""
    en_pantalla = {"HX-Request": "true", "HX-Current-URL": "http://testserver/inicio/?page=2"}
    respuesta = Client().get("/inicio/?page=3", headers=en_pantalla)
    assert respuesta.status_code == 200 and respuesta.content == b""
    assert respuesta["HX-Redirect"] == "/ingresar/?next=/inicio/%3Fpage%3D2"
