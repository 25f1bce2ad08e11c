"""OUT-4, V25, V6: what people type reaches headers and HTML as data, or the message goes to the dead letters."""

from collections.abc import Callable
from email import message_from_bytes, policy
from html.parser import HTMLParser
from typing import Any

import pytest

from nucleo.avisos import bajas
from nucleo.avisos.correo import armar, de_catalogo
from nucleo.avisos.despacho import despachar
from nucleo.avisos.models import Aviso, Causa
from nucleo.avisos.redactores import Redactado, Redactor
from nucleo.avisos.tests.servidores import Buzon

Dejar = Callable[..., Aviso]
Poner = Callable[[Redactor], None]
pytestmark = pytest.mark.django_db
INYECCION = "\r\nBcc: intruso@malo.cl\r\nX-Mal: si"


@pytest.mark.parametrize(
    "direccion",
    [
        "ana@ejemplo.cl,otro@malo.cl",
        "ana@ejemplo.cl, otro@malo.cl",
        "ana@ejemplo.cl;otro@malo.cl",
        f"ana@ejemplo.cl{INYECCION}",
        "ana@ejemplo.cl\n",
        '"ana" <ana@ejemplo.cl>',
        "Grupo: ana@ejemplo.cl, otro@malo.cl;",
        "ana@@ejemplo.cl",
        "@ejemplo.cl",
        "sin-arroba",
        "ana@[127.0.0.1] RCPT TO:<otro@malo.cl>",
        "ana maria@ejemplo.cl",
        "ñandú@ejemplo.cl",
    ],
)
def test_una_direccion_rara_muere_sin_otros_destinatarios(dejar: Dejar, buzon: Buzon, direccion: str) -> None:
    aviso = dejar(direccion)
    despachar()
    aviso.refresh_from_db()
    if aviso.destinatario == "ana@ejemplo.cl":  # the edges were trimmed on the way in
        assert buzon.destinatarios == ["ana@ejemplo.cl"]
    else:
        assert (aviso.estado, aviso.causa, aviso.intentos) == ("muerto", Causa.MENSAJE, 1)
        assert buzon.recibidos == []


@pytest.mark.parametrize(
    "nombre", [f"Ana{INYECCION}", "N" * 1000, 'Ana "La Única" Ñandú; <b>', "a@b,c@d", "Ana\u202e\x00\x0b", "\ud800Ana"]
)
def test_un_nombre_raro_en_el_asunto(dejar: Dejar, redactor: Poner, buzon: Buzon, nombre: str) -> None:
    redactor(lambda aviso: Redactado(f"LA189: hola {nombre}", f"Hola, {nombre}"))
    aviso = dejar()
    dejar("luis@ejemplo.cl", clave="prueba")
    assert despachar() == 2
    aviso.refresh_from_db()
    assert buzon.destinatarios == (["ana@ejemplo.cl", "luis@ejemplo.cl"] if aviso.estado == "enviado" else [])
    for _, mensaje in buzon.recibidos:
        asunto = mensaje["Subject"].strip()  # a folded header is read with its fold
        assert asunto.startswith("LA189: hola ") and len(asunto) <= 200
        assert not {"Bcc", "Cc", "X-Mal"} & set(mensaje.keys())


def test_la_inyeccion_en_el_remitente_configurado_no_entra_en_bucle(
    dejar: Dejar, settings: Any, mailoutbox: list[Any]
) -> None:
    aviso = dejar()
    settings.DEFAULT_FROM_EMAIL = f"Portal <portal@ejemplo.cl>{INYECCION}"
    despachar()
    aviso.refresh_from_db()
    assert (aviso.estado, aviso.intentos, mailoutbox) == ("muerto", 1, [])


class _Etiquetas(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.vistas: list[tuple[str, dict[str, str | None]]] = []
        self.texto = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.vistas.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texto += data


def _datos(settings: Any, **cambios: str) -> dict[str, str]:
    return {
        "folio": "LA189",
        "formulario": "Solicitud de Información",
        "estado": "Respondido",
        "nombre": "Ana",
        "distribuidora": "Distribuidora Ejemplo",
        "enlace": f"{settings.PORTAL_URL}/solicitudes/LA189/",
    } | cambios


@pytest.mark.parametrize(
    "valor",
    [
        "<a href=https://malo.cl>pincha</a>",
        "<img src=x onerror=alert(1)>",
        "</p><script>alert(1)</script>",
        '"><svg onload=alert(1)>',
        "&lt;b&gt;",
    ],
)
def test_lo_escrito_no_se_vuelve_html(dejar: Dejar, settings: Any, valor: str) -> None:
    aviso = dejar(clave="comunicacion")
    redactado = de_catalogo(aviso, "informacion", _datos(settings, nombre=valor, comentario=valor))
    limpio = de_catalogo(aviso, "informacion", _datos(settings, comentario="c"))
    html = _Etiquetas(redactado.html)
    assert html.vistas == _Etiquetas(limpio.html).vistas
    assert valor in html.texto and valor in redactado.texto


def test_el_correo_tiene_un_enlace_de_accion_y_pie(dejar: Dejar, settings: Any, buzon: Buzon, redactor: Poner) -> None:
    redactor(lambda aviso: armar(aviso, "LA189: listo", f"Hola\n\nVer la solicitud: {settings.PORTAL_URL}/s/LA189/"))
    dejar()
    despachar()
    mensaje = message_from_bytes(buzon.recibidos[0][1].as_bytes(), policy=policy.default)
    texto, html = mensaje.get_body(("plain",)), mensaje.get_body(("html",))
    assert texto is not None and html is not None
    assert f"{settings.PORTAL_URL}/s/LA189/" in texto.get_content()
    assert "generacionciudadana@sec.cl" in texto.get_content()
    enlaces = [atributos["href"] for etiqueta, atributos in _Etiquetas(html.get_content()).vistas if etiqueta == "a"]
    assert enlaces == [f"{settings.PORTAL_URL}/s/LA189/", "mailto:generacionciudadana@sec.cl"]
    assert "<img" not in html.get_content() and "<script" not in html.get_content()
    assert mensaje["List-Unsubscribe"] is None


def test_un_comentario_no_consigue_un_enlace_ajeno(dejar: Dejar, settings: Any) -> None:
    comentario = "Paga ya.\n\nVer la solicitud: https://malo.cl/solicitudes/LA189/"
    redactado = de_catalogo(dejar(clave="comunicacion"), "", _datos(settings, comentario=comentario))
    assert 'href="https://malo.cl' not in redactado.html


@pytest.mark.req("S-03")
def test_al_adicional_solo_le_llega_lo_minimo(dejar: Dejar, settings: Any, buzon: Buzon, redactor: Poner) -> None:
    datos = _datos(settings, nombre="Canario Secreto", comentario="canario", motivo="canario", monto="$canario")
    redactor(lambda aviso: de_catalogo(aviso, "informacion", datos))
    aviso = dejar("vecino@ejemplo.cl", adicional=True)
    despachar()
    mensaje = buzon.recibidos[0][1]
    todo = mensaje.as_string() + "".join(parte.get_payload(decode=True).decode() for parte in mensaje.iter_parts())
    assert "anario" not in todo
    for dato in ("LA189", "Solicitud de Información", "Respondido", datos["enlace"], "No quiero recibir estos avisos"):
        assert dato in todo
    assert mensaje["List-Unsubscribe"].strip() == f"<{bajas.enlace(aviso)}>"
