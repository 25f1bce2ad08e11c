"""The first journey in a real browser: a real PDF from citizen to distributor to answer to sábana (issue 2).

The citizen makes the mistakes first. With JavaScript and without; each step leaves a picture in ``capturas/``.
"""

import io
import re
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from catalogo.models import Distribuidora
from nucleo.avisos.despacho import despachar
from nucleo.bitacora.models import Evento
from nucleo.comun.reloj import CHILE
from nucleo.trabajos.ejecucion import ejecutar_pendientes
from solicitudes.models import Borrador, Solicitud
from tests.e2e.recorrido import (
    COMENTARIO,
    Camara,
    Papeles,
    bajar,
    campo,
    elegir,
    escribir_papeles,
    ingresar_por_el_formulario,
    salir,
    sha256,
    texto_del_resumen,
)
from tests.e2e.revision import escuchar_politica
from tests.personas import ELENA, MARTA, SONIA, crear

Abrir = Callable[..., Page]
ADICIONAL = "una.direccion.adicional.bastante.larga@comunidad-de-vecinos.ejemplo.cl"
FORMAS = [
    pytest.param(("escritorio", True), id="1280-con-js"),
    pytest.param(("telefono", False), id="360-sin-js"),
    pytest.param(("telefono", True), id="360-con-js", marks=pytest.mark.completo),
    pytest.param(("escritorio", False), id="1280-sin-js", marks=pytest.mark.completo),
]


@dataclass
class Recorrido:
    """One walk: how it goes and what it carries from step to step."""

    abrir: Abrir
    ancho: str
    js: bool
    papeles: Papeles
    camara: Camara
    folio: str = ""

    def entrar(self, persona: Any, documento: str = "") -> tuple[Page, list[str]]:
        """A session of its own, and what the browser complains of in it."""
        pagina = self.abrir(ancho=self.ancho, javascript=self.js)
        quejas = escuchar_politica(pagina)
        ingresar_por_el_formulario(pagina, persona, documento)
        return pagina, quejas

    def foto(self, pagina: Page, nombre: str) -> None:
        self.camara.tomar(pagina, nombre)

    @property
    def solicitud(self) -> Solicitud:
        return Solicitud.objects.get(folio=self.folio)


@pytest.fixture(params=FORMAS)
def recorrido(request: pytest.FixtureRequest, abrir: Abrir, tmp_path: Path) -> Recorrido:
    ancho, js = request.param
    for persona in (ELENA, MARTA, SONIA):
        crear(persona)
    Distribuidora.objects.filter(prefijo="YN").update(correo_avisos="avisos-yn@ejemplo.cl")
    nombre = f"recorrido-{ancho}-{'con' if js else 'sin'}-js"
    return Recorrido(abrir, ancho, js, escribir_papeles(tmp_path), Camara(nombre))


@pytest.mark.req("A-01", "A-02", "A-03", "S-02", "S-03", "S-04", "S-10", "S-11", "S-12", "S-13", "S-14", "S-15")
@pytest.mark.req("D-01", "D-04", "F-01", "F-04", "L-03")
def test_recorrido(recorrido: Recorrido, smtp_real: Any) -> None:
    pagina, quejas = recorrido.entrar(ELENA, "44.444.444-4")
    _empezar_con_errores(recorrido, pagina)
    _documentos_con_errores(recorrido, pagina)
    _salir_y_volver(recorrido, pagina)
    _revisar_y_enviar(recorrido, pagina)
    _llegan_los_avisos_del_envio(smtp_real)
    personal, quejas_del_personal = recorrido.entrar(MARTA, "40404040-5")
    _la_distribuidora_recibe(recorrido, personal)
    _la_distribuidora_responde(recorrido, personal)
    _el_solicitante_recibe(recorrido, pagina, smtp_real)
    sec, quejas_de_la_sec = recorrido.entrar(SONIA)
    _la_sec_fiscaliza(recorrido, sec)
    _la_sec_pide_la_sabana(recorrido, sec)
    _la_sesion_termina(pagina)
    assert [*quejas, *quejas_del_personal, *quejas_de_la_sec] == []


# --- The citizen ---------------------------------------------------------------------------------------------


def _empezar_con_errores(r: Recorrido, pagina: Page) -> None:
    expect(pagina.get_by_text("No existen solicitudes")).to_be_visible()
    r.foto(pagina, "inicio-vacio")
    pagina.get_by_role("link", name="Nuevo envío").first.click()
    expect(pagina.locator("main h2")).to_have_text(
        [
            "Solicitud de Información",
            "Solicitud de Conexión",
            "Manifestación de Conformidad y otros",
            "Notificación de Conexión",
        ]
    )
    r.foto(pagina, "nuevo-envio")
    pagina.get_by_role("button", name="Comenzar Solicitud de Información").click()
    pagina.get_by_label("Correo adicional").fill("esto no es un correo")
    pagina.get_by_role("button", name="Continuar").click()
    assert texto_del_resumen(pagina) == [
        "Elige tu distribuidora",
        "Escribe tu N° de cliente",
        "Elige la comuna del suministro",
        "Escribe un correo como nombre@ejemplo.cl",
    ]
    expect(pagina).to_have_title(re.compile("^Error: Datos generales"))
    expect(pagina.get_by_label("Correo adicional")).to_have_value("esto no es un correo")
    r.foto(pagina, "datos-con-errores")
    _llenar_los_datos(r, pagina)
    r.foto(pagina, "datos")
    pagina.get_by_role("button", name="Continuar").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Adjunta los documentos")


def _llenar_los_datos(r: Recorrido, pagina: Page) -> None:
    pagina.get_by_label("Distribuidora").select_option("Enel Distribución")
    pagina.get_by_label("N° de cliente").fill("3306118-2")
    if r.js:
        pagina.get_by_label("Región").select_option("Metropolitana de Santiago")
        opciones = pagina.get_by_label("Comuna").locator("option")
        assert opciones.count() == 53  # its 52 comunas and the empty choice
    pagina.get_by_label("Comuna").select_option("Ñuñoa")
    pagina.get_by_label("Correo adicional").fill(ADICIONAL)
    if r.js:
        expect(pagina.locator("#guardado")).to_contain_text("Borrador guardado a las")


def _documentos_con_errores(r: Recorrido, pagina: Page) -> None:
    r.foto(pagina, "documentos-vacios")
    pagina.get_by_role("button", name="Continuar").last.click()
    assert texto_del_resumen(pagina) == [
        "Elige si eres el titular del suministro",
        "Adjunta Formulario de Solicitud de Información",
        "Adjunta Copia de la cédula de identidad",
    ]
    pagina.get_by_label("Sí", exact=True).check()
    elegir(pagina, "formulario", r.papeles.formulario)
    for malo in r.papeles.malos:
        elegir(pagina, "cedula", malo)
        if not r.js:
            pagina.get_by_role("button", name="Continuar").last.click()
            assert any(malo.rechazo in linea for linea in texto_del_resumen(pagina))
        expect(campo(pagina, "cedula").locator(".campo__error")).to_contain_text(malo.rechazo)
        _lo_demas_sigue(pagina, r.papeles)
        r.foto(pagina, f"documento-{malo.ruta.stem}")
    elegir(pagina, "cedula", r.papeles.cedula)
    if not r.js:
        pagina.get_by_role("button", name="Subir los archivos elegidos").click()
    expect(campo(pagina, "cedula").locator(".ok")).to_contain_text("Subido")
    expect(campo(pagina, "cedula").locator(".campo__error")).to_have_count(0)
    r.foto(pagina, "documentos-listos")


def _lo_demas_sigue(pagina: Page, papeles: Papeles) -> None:
    """S-11: the good file and the answer survive the bad one."""
    expect(campo(pagina, "formulario").locator(".archivo__nombre")).to_have_text(papeles.formulario.ruta.name)
    expect(pagina.get_by_label("Sí", exact=True)).to_be_checked()


def _salir_y_volver(r: Recorrido, pagina: Page) -> None:
    pagina.get_by_role("button", name="Guardar y salir").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Hola, Elena")
    r.foto(pagina, "inicio-con-borrador")
    pagina.get_by_role("link", name="Continuar borrador").click()
    expect(pagina.get_by_label("N° de cliente")).to_have_value("3306118-2")
    expect(pagina.get_by_label("Comuna")).to_have_value("13120")
    pagina.get_by_role("button", name="Continuar").click()
    _lo_demas_sigue(pagina, r.papeles)
    pagina.get_by_role("button", name="Continuar").last.click()


def _revisar_y_enviar(r: Recorrido, pagina: Page) -> None:
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Revisa y envía tu Solicitud de Información")
    for dato in (
        "Enel Distribución",
        "3306118-2",
        "Ñuñoa, Metropolitana de Santiago",
        ADICIONAL,
        "Eres el titular",
    ):
        expect(pagina.locator("main")).to_contain_text(dato)
    expect(pagina.locator("main .documento__nombre")).to_have_text(
        [r.papeles.formulario.ruta.name, r.papeles.cedula.ruta.name]
    )
    r.foto(pagina, "revision")
    dos_veces = _tambien_desde_otra_pestana(pagina)
    pagina.get_by_role("button", name="Grabar y enviar").dblclick(no_wait_after=True)
    # Polled, and not awaited: the second click aborts the first one's navigation.
    expect(pagina).to_have_url(re.compile("/enviada/$"))
    solicitud = Solicitud.objects.get()
    r.folio = solicitud.folio
    assert r.folio == f"YN{solicitud.folio_numero}"
    assert {urlsplit(destino).path for destino in [*dos_veces(), pagina.url]} == {solicitud.direccion("enviada")}
    assert not Borrador.objects.exists()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Solicitud enviada")
    expect(pagina.locator(".exito__folio")).to_have_text(f"Folio {r.folio}")
    expect(pagina.locator("main")).to_contain_text(r.papeles.formulario.sha256)
    r.foto(pagina, "enviada")
    pagina.get_by_role("link", name="Ver la solicitud").click()
    expect(pagina.locator("main .estado")).to_have_text("Pendiente de Respuesta")
    expect(pagina.locator("main .aviso")).to_contain_text(f"hasta el {solicitud.vence_el:%d-%m-%Y}")
    r.foto(pagina, "solicitud-enviada")


def _tambien_desde_otra_pestana(pagina: Page) -> Callable[[], list[str]]:
    """Two more sendings of this very form start now, in parallel with the click; the result is where they led."""
    galletas = "; ".join(f"{galleta['name']}={galleta['value']}" for galleta in pagina.context.cookies())
    formulario = {
        nombre: pagina.locator(f"main input[name={nombre}]").get_attribute("value")
        for nombre in ("csrfmiddlewaretoken", "token")
    }
    pedido = urllib.request.Request(
        pagina.url, urlencode(formulario).encode(), {"Cookie": galletas, "Referer": pagina.url}
    )
    barrera = threading.Barrier(2)

    def enviar(_: int) -> str:
        barrera.wait()
        with urllib.request.urlopen(pedido, timeout=20) as respuesta:
            return str(respuesta.geturl())

    hilos = ThreadPoolExecutor(2)
    enviados = [hilos.submit(enviar, n) for n in range(2)]
    return lambda: [enviado.result() for enviado in enviados]


def _llegan_los_avisos_del_envio(smtp_real: Any) -> None:
    despachar()
    assert {mensaje["X-Sobre"] for mensaje in smtp_real.mensajes} == {
        "elena@ejemplo.cl",
        ADICIONAL,
        "avisos-yn@ejemplo.cl",
    }
    smtp_real.mensajes.clear()


# --- The distributor -----------------------------------------------------------------------------------------


def _la_distribuidora_recibe(r: Recorrido, pagina: Page) -> None:
    fila = pagina.get_by_role("row").filter(has=pagina.get_by_role("link", name=r.folio, exact=True))
    expect(fila).to_contain_text("Nueva")
    for dato in (
        "3306118-2",
        "Solicitud de Información",
        "Elena Araya Soto",
        f"{r.solicitud.vence_el:%d-%m-%Y}",
        "Pendiente de Respuesta",
    ):
        expect(fila).to_contain_text(dato)
    r.foto(pagina, "bandeja")
    _filtrar(r, pagina, "N° folio", "YN99")
    expect(pagina.locator("#resultados")).to_contain_text("Ninguna solicitud coincide con los filtros.")
    r.foto(pagina, "bandeja-sin-resultados")
    _filtrar(r, pagina, "N° folio", r.folio[:3])
    expect(fila).to_be_visible()
    assert f"folio={r.folio[:3]}" in pagina.url  # the address can be shared
    pagina.reload()
    fila.get_by_role("link", name=r.folio).click()
    _los_documentos_llegan_iguales(r, pagina)
    r.foto(pagina, "solicitud-distribuidora")
    _el_plazo_se_explica(r, pagina)
    pagina.goto("/bandeja/")
    expect(fila).not_to_contain_text("Nueva")


def _filtrar(r: Recorrido, pagina: Page, etiqueta: str, valor: str) -> None:
    filtros = pagina.locator("details.plegable").first  # the ones seldom used fold inside it
    if filtros.get_attribute("open") is None and r.ancho == "telefono":
        filtros.locator("summary").first.click()
    pagina.get_by_label(etiqueta).fill(valor)
    if r.js:
        pagina.wait_for_url(f"**folio={valor}**")
    else:
        pagina.get_by_role("button", name="Filtrar").click()


def _los_documentos_llegan_iguales(r: Recorrido, pagina: Page) -> None:
    for papel in (r.papeles.formulario, r.papeles.cedula):
        enlace = pagina.get_by_role("link", name=f"Descargar {papel.ruta.name}", exact=True)
        assert sha256(bajar(pagina, enlace)) == papel.sha256


def _el_plazo_se_explica(r: Recorrido, pagina: Page) -> None:
    pagina.get_by_role("link", name="¿Cómo se calculó este plazo?").click()
    vence = f"{r.solicitud.vence_el:%d-%m-%Y}"
    expect(pagina.locator(".pasos-plazo li").last).to_contain_text(vence)
    assert pagina.locator(".pasos-plazo li").count() >= 10  # a line for each day counted
    r.foto(pagina, "plazo")
    pagina.get_by_role("link", name="Volver a la solicitud").click()


def _la_distribuidora_responde(r: Recorrido, pagina: Page) -> None:
    pagina.goto(r.solicitud.get_absolute_url())
    pagina.get_by_role("link", name="Responder").click()
    for dato in ("Elena Araya Soto", "3306118-2", "elena@ejemplo.cl", "Sin asignar", ADICIONAL):
        expect(pagina.locator("main")).to_contain_text(dato)
    pagina.get_by_label("Comentarios").fill(COMENTARIO)
    pagina.get_by_label("Tu N° de solicitud").fill("2026-0014")
    pagina.get_by_role("button", name="Grabar respuesta").click()
    assert texto_del_resumen(pagina) == ["Adjunta la respuesta"]
    expect(pagina.get_by_label("Comentarios")).to_have_value(COMENTARIO)
    expect(pagina.get_by_label("Tu N° de solicitud")).to_have_value("2026-0014")
    r.foto(pagina, "respuesta-con-error")
    elegir(pagina, "respuesta", r.papeles.respuesta)
    if r.js:
        expect(campo(pagina, "respuesta")).to_contain_text("Subido")
    pagina.get_by_role("button", name="Grabar respuesta").dblclick(no_wait_after=True)
    expect(pagina.locator("main [role=status]").first).to_contain_text("Respuesta enviada. Avisamos a Elena Araya Soto")
    expect(pagina.locator("main .estado")).to_have_text("Respondido")
    expect(pagina.get_by_role("link", name="Responder")).to_have_count(0)
    assert Evento.objects.filter(cadena=r.solicitud.cadena, tipo="SOLICITUD_RESPONDIDA").count() == 1
    r.foto(pagina, "respondida-distribuidora")


def _el_solicitante_recibe(r: Recorrido, pagina: Page, smtp_real: Any) -> None:
    despachar()
    propio = next(m for m in smtp_real.mensajes if m["X-Sobre"] == "elena@ejemplo.cl")
    assert r.folio in propio["Subject"]
    texto = propio.get_body(("plain",)).get_content()
    ruta = next(trozo for trozo in texto.split() if trozo.endswith(f"/solicitudes/{r.folio}/"))
    pagina.goto("/inicio/")
    expect(
        pagina.get_by_role("heading", name="La respuesta de tu Solicitud de Información está disponible")
    ).to_be_visible()
    r.foto(pagina, "inicio-con-respuesta")
    pagina.goto(ruta)  # the link of the mail
    for linea in COMENTARIO.splitlines():
        expect(pagina.locator("main")).to_contain_text(linea)
    enlace = pagina.locator("main").get_by_role("link", name="Descargar respuesta.pdf", exact=True)
    assert sha256(bajar(pagina, enlace)) == r.papeles.respuesta.sha256
    expect(pagina.locator(".suceso__titulo")).to_have_text(
        ["Respuesta enviada", "Abierta por la distribuidora", "Solicitud enviada"]
    )
    expect(pagina.locator(".suceso__meta").first).to_contain_text("Marta Ovalle Ríos")
    r.foto(pagina, "respondida-solicitante")


def _la_sesion_termina(pagina: Page) -> None:
    """A-03: the words, and the cookie that was in use opens nothing any more."""
    galletas = pagina.context.cookies()
    salir(pagina)
    expect(pagina.locator("main")).to_contain_text("Ud. ha cerrado sesión")
    pagina.context.add_cookies(galletas)
    pagina.goto("/inicio/")
    expect(pagina).to_have_url(re.compile("/ingresar/"))


# --- The regulator -------------------------------------------------------------------------------------------


def _la_sec_fiscaliza(r: Recorrido, pagina: Page) -> None:
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Panel de fiscalización")
    r.foto(pagina, "panel")
    pagina.goto("/todas/")
    fila = pagina.get_by_role("row").filter(has=pagina.get_by_role("link", name=r.folio, exact=True))
    for dato in ("2026-0014", "Enel Distribución", "Elena Araya Soto", "Respondida en plazo", "Respondido"):
        expect(fila).to_contain_text(dato)
    r.foto(pagina, "todas")
    fila.get_by_role("link", name=r.folio).click()
    _los_documentos_llegan_iguales(r, pagina)
    expect(pagina.get_by_role("link", name="Responder")).to_have_count(0)
    r.foto(pagina, "solicitud-sec")


def _la_sec_pide_la_sabana(r: Recorrido, pagina: Page) -> None:
    pagina.goto("/data/")
    pagina.get_by_label("Enviadas desde").fill("2026-12-31")
    pagina.get_by_label("Enviadas hasta").fill("2026-01-01")
    pagina.get_by_role("button", name="Preparar archivo").click()
    assert texto_del_resumen(pagina) == ["La fecha final debe ser igual o posterior a la inicial"]
    r.foto(pagina, "data-con-error")
    dia = f"{r.solicitud.enviada_en.astimezone(CHILE):%Y-%m-%d}"
    for etiqueta in ("Enviadas desde", "Enviadas hasta"):
        pagina.get_by_label(etiqueta).fill(dia)
    pagina.get_by_label("Formulario").select_option("Solicitud de Información")
    pagina.get_by_role("button", name="Preparar archivo").click()
    expect(pagina.get_by_role("heading", name="En cola")).to_be_visible()
    r.foto(pagina, "sabana-en-cola")
    assert ejecutar_pendientes() == 1
    if not r.js:
        pagina.reload()
    expect(pagina.get_by_role("heading", name="El archivo está listo")).to_be_visible()
    r.foto(pagina, "sabana-lista")
    _la_fila_esta(r.solicitud, bajar(pagina, pagina.get_by_role("link", name="Descargar", exact=False).last))


def _la_fila_esta(solicitud: Solicitud, libro: bytes) -> None:
    hoja = openpyxl.load_workbook(io.BytesIO(libro)).worksheets[0]
    filas = list(hoja.iter_rows(values_only=True))
    titulos = next(n for n, fila in enumerate(filas) if "N° Folio" in fila)
    fila = dict(zip(filas[titulos], filas[titulos + 1], strict=True))

    def en_chile(instante: Any) -> Any:
        return instante.astimezone(CHILE).replace(tzinfo=None, second=0, microsecond=0)

    assert len(filas) == titulos + 2
    esperado = {
        "N° Folio": solicitud.folio,
        "N° Solicitud": "2026-0014",
        "N° Cliente": "3306118-2",
        "Estado": "Respondido",
        "Empresa Dx": "Enel Distribución",
        "Comuna": "Ñuñoa",
        "CUT comuna": "13120",
        "Respondida en plazo": "Sí",
    }
    assert {clave: fila[clave] for clave in esperado} == esperado
    for clave, instante in (
        ("Fecha solicitud", solicitud.enviada_en),
        ("Primera apertura", solicitud.abierta_en),
        ("Fecha respuesta", solicitud.respondida_en),
        ("Disponible desde", solicitud.disponible_en),
    ):
        assert fila[clave].replace(second=0, microsecond=0) == en_chile(instante), clave
    for clave, dia in (("Recibida el", solicitud.recibida_el), ("Plazo legal", solicitud.plazo_respuesta_el)):
        assert fila[clave].date() == dia, clave
