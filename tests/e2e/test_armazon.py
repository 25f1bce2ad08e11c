"""The shell in a real browser: start page, sign-in, help, statements, gallery and every error page (DISENO 12)."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.recorrido import ingresar
from tests.e2e.revision import Abrir, accesibilidad, escuchar_politica, recorrer_con_tab, revisar
from tests.personas import ELENA, MARTA, SONIA

PANTALLAS = (
    "/",
    "/ingresar/",
    "/ayuda/",
    "/accesibilidad/",
    "/privacidad/",
    "/demo/componentes/",
    "/demo/componentes/?errores=1",
    "/no-existe/",
)
ERRORES = ("400", "403", "405", "409", "413", "429", "csrf", "500", "503")
DE_ERROR = tuple(f"/demo/errores/{codigo}/" for codigo in ERRORES)
GALERIA = "/demo/componentes/"
CON_FOCO = {"/", "/ingresar/", GALERIA}


@pytest.fixture(autouse=True)
def demo(settings: Any) -> None:
    settings.DEMO = True


@pytest.mark.parametrize("rutas", [PANTALLAS, DE_ERROR], ids=["pantallas", "errores"])
def test_cada_pantalla(pagina: Page, rutas: tuple[str, ...]) -> None:
    """Accessibility, overflow, focus and policy, on one visit to each."""
    quejas = escuchar_politica(pagina)
    faltas = {}
    for ruta in rutas:
        pagina.goto(ruta)
        hallado = revisar(pagina, desbordes=(320, 360, 640, 768, 992, 1280))
        if ruta in CON_FOCO:
            hallado += [f"foco: {parada}" for parada in recorrer_con_tab(pagina)]
        if hallado:
            faltas[ruta] = hallado
    pagina.wait_for_load_state("networkidle")
    assert (faltas, quejas) == ({}, [])


def _htmx_no_evalua_ni_guarda_paginas(pagina: Page) -> None:
    assert pagina.evaluate("htmx.config.allowEval") is False and pagina.evaluate("htmx.config.historyCacheSize") == 0


def _las_letras_y_los_iconos_llegan(pagina: Page) -> None:
    assert pagina.evaluate("document.fonts.check('16px \"Roboto Variable\"')")
    assert pagina.evaluate("document.fonts.check('600 24px \"Roboto Slab Variable\"')")
    flecha = pagina.evaluate("getComputedStyle(document.querySelector('select.form-select')).backgroundImage")
    assert "flecha" in flecha


def _el_rut_se_escribe_bien_al_salir_y_no_antes(pagina: Page) -> None:
    campo = pagina.get_by_label("RUT", exact=True)
    campo.press_sequentially("123456785")
    expect(campo).to_have_value("123456785")
    campo.press("Tab")
    expect(campo).to_have_value("12.345.678-5")
    campo.fill("no es un rut")
    campo.press("Tab")
    expect(campo).to_have_value("no es un rut")


def _la_region_filtra_las_comunas(pagina: Page) -> None:
    comuna = pagina.locator("#id_comuna")
    pagina.get_by_label("Región").select_option("Región de Valparaíso")
    expect(comuna.locator("option")).to_have_text(["Selecciona una comuna", "Valparaíso", "Viña del Mar"])
    comuna.select_option("05109")
    pagina.get_by_label("Región").select_option("Región Metropolitana de Santiago")
    expect(comuna).to_have_value("")


def _la_clave_se_puede_ver_y_el_texto_se_cuenta(pagina: Page) -> None:
    clave = pagina.locator("#id_clave")
    pagina.get_by_role("button", name="Mostrar la contraseña").click()
    expect(clave).to_have_attribute("type", "text")
    pagina.get_by_role("button", name="Ocultar la contraseña").click()
    expect(clave).to_have_attribute("type", "password")
    pagina.locator("#id_comentario").fill("ñ" * 301)
    expect(pagina.locator("#id_comentario_contador")).to_have_text("Te pasaste por 1 carácter")
    expect(pagina.locator("#id_comentario")).to_have_value("ñ" * 301)
    expect(pagina.locator("#anuncios")).to_have_text("Te pasaste por 1 carácter")


def _la_seleccion_muestra_su_barra(pagina: Page) -> None:
    barra = pagina.locator("[data-barra]")
    acciones = barra.get_by_role("button", name="Descargar documentos")
    expect(acciones).to_be_hidden()
    pagina.get_by_label("Seleccionar folio LA212").check()
    expect(barra).to_contain_text("1 solicitud seleccionada")
    pagina.get_by_label("Seleccionar folio LA200").click(modifiers=["Shift"])
    expect(barra).to_contain_text("5 solicitudes seleccionadas")
    pagina.get_by_label("Seleccionar esta página").check()
    expect(barra).to_contain_text("10 solicitudes seleccionadas")
    pagina.get_by_role("link", name="Quitar selección").click()
    expect(acciones).to_be_hidden()


def _la_ventana_se_cierra_con_escape_y_devuelve_el_foco(pagina: Page) -> None:
    enlace = pagina.get_by_role("link", name="Descartar borrador")
    enlace.focus()
    pagina.keyboard.press("Enter")
    expect(pagina.locator("dialog")).to_be_visible()
    pagina.keyboard.press("Escape")
    expect(pagina.locator("dialog")).to_be_hidden()
    expect(enlace).to_be_focused()


def _en_papel_no_hay_formularios_ni_menus(pagina: Page) -> None:
    pagina.emulate_media(media="print")
    for selector in ("form.filtros", ".pie", ".cabecera .entrar", ".servicio", ".migas"):
        expect(pagina.locator(selector).first).to_be_hidden()
    expect(pagina.locator(".documento__nombre").first).to_be_visible()
    assert pagina.pdf(format="Letter").startswith(b"%PDF")


def test_las_piezas_de_la_galeria(pagina: Page) -> None:
    """On one visit; each leaves the others as they were, and paper comes last."""
    fallidas = []
    pagina.on("response", lambda r: fallidas.append(r.url) if "/static/" in r.url and r.status != 200 else None)
    pagina.goto(GALERIA)
    pagina.wait_for_load_state("networkidle")
    assert fallidas == []
    _htmx_no_evalua_ni_guarda_paginas(pagina)
    _las_letras_y_los_iconos_llegan(pagina)
    _el_rut_se_escribe_bien_al_salir_y_no_antes(pagina)
    _la_region_filtra_las_comunas(pagina)
    _la_clave_se_puede_ver_y_el_texto_se_cuenta(pagina)
    _la_seleccion_muestra_su_barra(pagina)
    _la_ventana_se_cierra_con_escape_y_devuelve_el_foco(pagina)
    _en_papel_no_hay_formularios_ni_menus(pagina)


def _un_archivo_se_sube_al_elegirlo_se_quita_y_se_juzga_antes(pagina: Page, tmp_path: Path) -> None:
    campo = pagina.locator("#campo-formulario")
    malo, bueno = tmp_path / "virus.exe", tmp_path / "formulario.pdf"
    malo.write_bytes(b"x")
    bueno.write_bytes(b"%PDF-" + b"x" * 3000)
    campo.locator("input[type=file]").set_input_files(malo)
    expect(campo.locator(".campo__error")).to_contain_text("debe ser del tipo PDF, JPG, PNG, DOC o DOCX")
    campo.locator("input[type=file]").set_input_files(bueno)
    expect(campo.locator(".archivo__estado")).to_contain_text("formulario.pdf")
    expect(campo.locator(".ok")).to_contain_text("Subido · 3\u00a0KB")
    expect(pagina.locator("#anuncios")).to_have_text("formulario.pdf subido")
    expect(campo.get_by_role("button", name="Reemplazar")).to_be_focused()
    campo.get_by_role("button", name="Quitar").click()
    expect(campo.locator("input[type=file]")).to_be_visible()


def _una_subida_se_puede_cancelar_y_mientras_no_se_envia(pagina: Page, tmp_path: Path) -> None:
    archivo = tmp_path / "formulario.pdf"
    archivo.write_bytes(b"%PDF-" + b"x" * 3000)
    pagina.route("**/archivos/formulario/", lambda ruta: None)  # never answered
    campo = pagina.locator("#campo-formulario")
    campo.locator("input[type=file]").set_input_files(archivo)
    expect(campo.get_by_role("button", name="Cancelar")).to_be_focused()
    pagina.get_by_role("button", name="Continuar").click()
    expect(pagina.locator("#anuncios")).to_contain_text("Espera a que termine la subida")
    campo.get_by_role("button", name="Cancelar").click()
    expect(campo.locator("input[type=file]")).to_be_focused()
    assert pagina.url.endswith(GALERIA)
    pagina.unroute("**/archivos/formulario/")


def _una_conexion_que_se_corta_se_puede_reintentar(pagina: Page, tmp_path: Path) -> None:
    archivo = tmp_path / "formulario.pdf"
    archivo.write_bytes(b"%PDF-" + b"x" * 3000)
    pagina.route("**/archivos/formulario/", lambda ruta: ruta.abort())
    campo = pagina.locator("#campo-formulario")
    campo.locator("input[type=file]").set_input_files(archivo)
    expect(campo).to_contain_text("No se pudo subir. Revisa tu conexión.")
    pagina.unroute("**/archivos/formulario/")
    campo.get_by_role("button", name="Reintentar").click()
    expect(campo.locator(".ok")).to_contain_text("Subido")


def _lo_elegido_antes_de_que_llegue_el_guion_se_sube_igual(pagina: Page, tmp_path: Path) -> None:
    archivo = tmp_path / "formulario.pdf"
    archivo.write_bytes(b"%PDF-" + b"x" * 3000)
    pendientes: list[Route] = []
    pagina.route("**/archivo.*js", lambda ruta: pendientes.append(ruta))
    pagina.goto(GALERIA, wait_until="commit")
    campo = pagina.locator("#campo-formulario")
    campo.locator("input[type=file]").set_input_files(archivo)
    assert pendientes, "el guion llegó antes: la prueba no prueba nada"
    pendientes[0].continue_()
    expect(campo.locator(".ok")).to_contain_text("Subido")
    pagina.unroute("**/archivo.*js")


def test_las_subidas_de_la_galeria(pagina: Page, tmp_path: Path) -> None:
    _lo_elegido_antes_de_que_llegue_el_guion_se_sube_igual(pagina, tmp_path)
    pagina.goto(GALERIA)
    _un_archivo_se_sube_al_elegirlo_se_quita_y_se_juzga_antes(pagina, tmp_path)
    _una_subida_se_puede_cancelar_y_mientras_no_se_envia(pagina, tmp_path)
    _una_conexion_que_se_corta_se_puede_reintentar(pagina, tmp_path)


def _sin_guiones_la_lista_de_comunas_basta(pagina: Page) -> None:
    assert pagina.locator("#id_comuna optgroup").count() == 2
    assert pagina.locator("#id_comuna_region").count() == 0
    expect(pagina.locator("[data-barra]")).to_be_visible()
    expect(pagina.locator("[data-copiar]")).to_be_hidden()


def _sin_numero_de_cliente_aparece_factibilidad(pagina: Page) -> None:
    """By :has() alone."""
    expect(pagina.locator("#id_factibilidad")).to_be_hidden()
    pagina.get_by_label("No tengo N° de cliente").check()
    expect(pagina.locator("#id_factibilidad")).to_be_visible()
    expect(pagina.locator("#id_cliente")).to_be_hidden()


def test_las_piezas_sin_guiones(pagina_sin_js: Page) -> None:
    pagina_sin_js.goto(GALERIA)
    _sin_guiones_la_lista_de_comunas_basta(pagina_sin_js)
    _sin_numero_de_cliente_aparece_factibilidad(pagina_sin_js)


def test_el_resumen_recibe_el_foco_y_lleva_al_campo(pagina: Page) -> None:
    pagina.goto(f"{GALERIA}?errores=1")
    expect(pagina.locator(".errores")).to_be_focused()
    expect(pagina).to_have_title(re.compile("^Error: Componentes — "))
    pagina.get_by_role("link", name="Elige si eres el titular").click()
    assert pagina.evaluate("location.hash") == "#id_titular_0"
    expect(pagina.locator("#id_titular_0")).to_be_focused()


def test_un_formulario_se_envia_una_sola_vez(pagina: Page) -> None:
    pagina.goto("/ingresar/")
    # Runs after envio.js and keeps the page: what reaches it is what would have travelled.
    pagina.evaluate("""() => { window.envios = 0; document.addEventListener('submit', (e) => {
        if (!e.defaultPrevented) window.envios += 1; e.preventDefault(); }); }""")
    boton = pagina.locator("main button.btn-primary[type=submit]")
    boton.click()
    expect(boton).to_have_text("Enviando…")
    expect(boton).to_have_attribute("aria-disabled", "true")
    boton.dispatch_event("click")
    assert pagina.evaluate("window.envios") == 1


def test_los_colores_forzados_conservan_las_palabras(abrir: Abrir) -> None:
    pagina = abrir(forced_colors="active", reduced_motion="reduce")
    pagina.goto(GALERIA)
    estado = pagina.locator(".estado--pendiente-pago").first
    expect(estado).to_have_text("Pendiente de Pago")
    assert estado.evaluate("e => getComputedStyle(e).borderTopWidth") == "1px"


def _en_casa(pagina: Page, persona: Any) -> None:
    """Who has a session is sent from the sign-in page to the own home."""
    ingresar(pagina, persona)
    pagina.goto("/ingresar/")


@pytest.mark.req("A-18")
@pytest.mark.parametrize("persona", [ELENA, MARTA, SONIA], ids=lambda persona: persona.perfil)
def test_cada_perfil_tiene_su_menu_y_su_salida(abrir: Abrir, persona: Any) -> None:
    pagina = abrir()
    _en_casa(pagina, persona)
    expect(pagina.locator("nav.nav a[aria-current=page]")).to_have_count(1)
    assert accesibilidad(pagina) == [] and recorrer_con_tab(pagina) == []
    menu = pagina.locator("details.usuario")
    menu.locator("summary").click()
    expect(menu.get_by_role("button", name="Cerrar sesión")).to_be_visible()
    assert accesibilidad(pagina) == []
    pagina.keyboard.press("Escape")
    expect(menu.get_by_role("button", name="Cerrar sesión")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()
    menu.locator("summary").click()
    menu.get_by_role("button", name="Cerrar sesión").click()
    expect(pagina.locator(".bandas")).to_contain_text("Ud. ha cerrado sesión")


def test_en_el_telefono_el_menu_se_abre_sin_guiones(abrir: Abrir) -> None:
    pagina = abrir(ancho="telefono", javascript=False)
    _en_casa(pagina, ELENA)
    menu = pagina.locator("details.nav-movil")
    expect(pagina.locator("nav.nav")).to_be_hidden()
    expect(menu.locator("summary")).to_contain_text("Menú · Inicio")
    menu.locator("summary").click()
    menu.get_by_role("link", name="Ayuda").click()
    expect(pagina.locator("h1")).to_have_text("Ayuda")
