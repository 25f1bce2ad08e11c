"""Every page of the journey, for every person, at 1280 and 360, normal, empty and with errors (DISENO 12).

The data are hostile on purpose: names, numbers and comments as long as the forms allow and without a space.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from catalogo.cambios.plazos import Cambio
from catalogo.models import Comuna, Distribuidora, TipoDocumento
from fiscalizacion.reglas import actions as reglas
from nucleo.comun.reloj import hoy
from nucleo.trabajos.ejecucion import ejecutar_pendientes
from portal.demostracion import fabricas
from portal.demostracion.personas import Persona
from solicitudes import actions
from solicitudes.estados import Tipo
from tests.e2e.recorrido import Camara, ingresar
from tests.e2e.revision import escuchar_politica, recorrer_con_tab, revisar
from tests.personas import ELENA, FRIDA, MARTA, OLGA, SONIA, crear

Abrir = Callable[..., Page]
LARGA = replace(
    ELENA,
    nombres="Maximilianadelosángeles",
    apellidos="Fernándezdelaconcepción-Oyarzúnetchegaray",
    documento="464646469",
)
TABLAS = """() => [...document.querySelectorAll('main table')].filter((t) => t.checkVisibility()
  && t.getBoundingClientRect().right > t.parentElement.getBoundingClientRect().right + 1 && !t.closest('.desplaza'))
  .map((t) => `se sale la tabla ${t.className}`)"""
SIN_ESPACIOS = "Lafactibilidadtécnicadelempalmequedósujetaalinformedecapacidaddelalimentador" * 2
# What a page address needs from the data: filled by the fixture of the person.
Lugares = dict[str, str]


@dataclass(frozen=True)
class Vista:
    """One page in one state: where it is, and what to press there to reach the state."""

    nombre: str
    ruta: str
    accion: Callable[[Page], Any] | None = None
    codigo: int = 200
    propia: bool = True  # False: another state of a page already listed, looked at on the phone only
    foco: bool = False  # walked with Tab too


@dataclass
class Mundo:
    persona: Persona
    vistas: list[Vista]
    faltas: dict[str, list[str]] = field(default_factory=dict)

    def anotar(self, vista: Vista, que: str, hallado: Iterable[str]) -> None:
        for linea in hallado:
            self.faltas.setdefault(f"{vista.nombre} · {que}", []).append(linea)


def _pulsar(nombre: str) -> Callable[[Page], Any]:
    return lambda pagina: pagina.locator("main").get_by_role("button", name=nombre).last.click()


def _sin_cliente(pagina: Page) -> None:
    """The data of the request before this one are already there."""
    pagina.locator("[name=numero_cliente]").fill("")
    _pulsar("Continuar")(pagina)


def _fechas_al_reves(boton: str) -> Callable[[Page], None]:
    def accion(pagina: Page) -> None:
        pagina.get_by_label("Enviadas desde").fill("2026-12-31")
        pagina.get_by_label("Enviadas hasta").fill("2026-01-01")
        _pulsar(boton)(pagina)

    return accion


def _clave_mala(pagina: Page) -> None:
    pagina.get_by_label("RUT", exact=True).fill("1-9")
    pagina.locator("main").get_by_role("button", name="Ingresar").click()


def _solicitud_larga(**cambios: Any) -> Any:
    return fabricas.enviada(
        crear(LARGA),
        numero_cliente="9" * 40,
        correo_adicional=f"{'a' * 60}@{'b' * 60}.ejemplo.cl",
        **cambios,
    )


def _respondida_larga() -> Any:
    return fabricas.respondida(_solicitud_larga(), crear(MARTA), SIN_ESPACIOS)


# --- The people and their pages ------------------------------------------------------------------------------


def anonima() -> Mundo:
    crear(ELENA)
    return Mundo(
        ELENA,
        [
            Vista("ingreso", "/ingresar/"),
            Vista("ingreso con error", "/ingresar/", _clave_mala, 422),
            Vista("ingreso de la SEC", "/ingresar/?perfil=sec", propia=False),
        ],
    )


def solicitante() -> Mundo:
    larga = crear(LARGA)
    pendiente, respondida = _solicitud_larga(), _respondida_larga()
    listo, vacio = fabricas.borrador_listo(larga), actions.crear_borrador(actor=larga, tipo=Tipo.INFORMACION)
    actions.guardar_datos(actor=larga, borrador_id=listo.pk, datos=_escritos())
    ir = f"/borradores/{listo.pk}"
    return Mundo(
        LARGA,
        [
            Vista("inicio", "/inicio/", foco=True),
            Vista("inicio sin coincidencias", "/inicio/?folio=ZZ9"),
            Vista("nuevo envío", "/nuevo-envio/"),
            Vista("comenzar", "/nuevo-envio/informacion/"),
            Vista("datos", f"{ir}/datos/"),
            Vista("datos con errores", f"/borradores/{vacio.pk}/datos/", _sin_cliente, 422),
            Vista("documentos", f"{ir}/documentos/", foco=True),
            Vista("documentos reemplazando", f"{ir}/documentos/?reemplazar=cedula", propia=False),
            Vista("documentos con errores", f"/borradores/{vacio.pk}/documentos/", _pulsar("Continuar"), 422),
            Vista("revisión", f"{ir}/revision/"),
            Vista("descarte", f"{ir}/descarte/"),
            Vista("pendiente", pendiente.get_absolute_url()),
            Vista("respondida", respondida.get_absolute_url(), foco=True),
            Vista("respondida para imprimir", f"{respondida.get_absolute_url()}?imprimir=1", propia=False),
            Vista("enviada", pendiente.direccion("enviada")),
            Vista("plazo", pendiente.direccion("plazo")),
            Vista("página de otro perfil", "/bandeja/", codigo=403),
            Vista("lo que no existe", "/solicitudes/YN999/", codigo=404),
        ],
    )


def _escritos() -> dict[str, str]:
    distribuidora = fabricas.datos()["distribuidora"]
    return {
        "distribuidora": str(distribuidora.pk),
        "numero_cliente": "9" * 40,
        "comuna": "13120",
        "correo_adicional": f"{'a' * 60}@{'b' * 60}.ejemplo.cl",
        "es_titular": "si",
    }


def solicitante_sin_nada() -> Mundo:
    crear(FRIDA)
    return Mundo(FRIDA, [Vista("inicio vacío", "/inicio/"), Vista("nuevo envío", "/nuevo-envio/")])


def distribuidora() -> Mundo:
    pendiente, respondida = _solicitud_larga(), _respondida_larga()
    for n in range(11):
        fabricas.enviada(crear(ELENA), numero_cliente=f"{n}-1")
    responder = f"{pendiente.get_absolute_url()}respuesta/"
    marcadas = f"sel={pendiente.folio}&sel={respondida.folio}"
    muerto = actions.guardar_filtro(actor=crear(MARTA), nombre="W" * 40, consulta={"estado": "de-antes"})
    return Mundo(
        MARTA,
        [
            Vista("bandeja", "/bandeja/", foco=True),
            Vista("bandeja, página 2", "/bandeja/?page=2", propia=False),
            Vista("bandeja filtrada", f"/bandeja/?cliente={'9' * 40}&estado=respondido", propia=False),
            Vista("bandeja sin coincidencias", "/bandeja/?folio=ZZ9"),
            Vista("bandeja con marcas", f"/bandeja/?{marcadas}", propia=False),
            Vista("papel de varias", f"/solicitudes/seleccion/impresion/?{marcadas}"),
            Vista("asignar varias", f"/solicitudes/seleccion/asignacion/?{marcadas}"),
            Vista(
                "asignar varias con error",
                f"/solicitudes/seleccion/asignacion/?{marcadas}",
                _pulsar("Grabar"),
                422,
                propia=False,
            ),
            Vista("guardar filtro", "/bandeja/filtros/nuevo/?estado=respondido"),
            Vista("guardar filtro con error", "/bandeja/filtros/nuevo/?tipo=conexion", _pulsar("Guardar filtro"), 422),
            Vista("mis filtros", "/bandeja/filtros/"),
            Vista("filtro que ya no filtra", f"/bandeja/filtros/{muerto.pk}/"),
            Vista("quitar filtro", f"/bandeja/filtros/{muerto.pk}/descarte/"),
            Vista("pendiente", pendiente.get_absolute_url()),
            Vista("responder", responder, foco=True),
            Vista("responder con errores", responder, _pulsar("Grabar respuesta"), 422),
            Vista("respondida", respondida.get_absolute_url()),
            Vista("responder lo respondido", f"{respondida.get_absolute_url()}respuesta/", codigo=409),
            Vista("plazo", pendiente.direccion("plazo")),
            Vista("reporte", "/reporte/", foco=True),
            Vista("reporte con error", "/reporte/", _fechas_al_reves("Descargar Excel"), 422),
        ],
    )


def distribuidora_sin_nada() -> Mundo:
    crear(OLGA)
    return Mundo(OLGA, [Vista("bandeja vacía", "/bandeja/"), Vista("reporte vacío", "/reporte/")])


def sec() -> Mundo:
    from fiscalizacion.sabana.actions import pedir_sabana

    respondida = _respondida_larga()
    sonia = crear(SONIA)
    (listo,) = pedir_sabana(actor=sonia, filtros={})
    ejecutar_pendientes()
    (en_cola,) = pedir_sabana(actor=sonia, filtros={"tipo": "informacion"})
    (fallido,) = pedir_sabana(actor=sonia, filtros={"tipo": "conexion"})
    type(fallido).objects.filter(pk=fallido.pk).update(estado="fallo")
    return Mundo(
        SONIA,
        [
            Vista("panel", "/panel/", foco=True),
            Vista("panel con error", "/panel/?desde=ayer", codigo=422, propia=False),
            Vista("radar", "/panel/radar/", foco=True),
            Vista("cumplimiento", "/panel/cumplimiento/"),
            Vista("cumplimiento de una", "/panel/cumplimiento/YN/?periodo=todo", foco=True),
            Vista("todas", "/todas/"),
            Vista("todas sin coincidencias", "/todas/?folio=ZZ9", propia=False),
            Vista("solicitud", respondida.get_absolute_url()),
            Vista("plazo", respondida.direccion("plazo")),
            Vista("data", "/data/", foco=True),
            Vista("data con error", "/data/", _fechas_al_reves("Preparar archivo"), 422),
            Vista("archivo listo", f"/trabajos/{listo.pk}/"),
            Vista("archivo en cola", f"/trabajos/{en_cola.pk}/"),
            Vista("archivo fallido", f"/trabajos/{fallido.pk}/"),
            *_de_las_reglas(),
        ],
    )


def _de_las_reglas() -> list[Vista]:
    """With a term that does not rule yet, and a comuna of very low density."""
    cambio = Cambio("si-respuesta", 15, "habiles", "DS 99 art. 1", hoy() + timedelta(days=40))
    regla, _ = reglas.cambiar_plazo(actor=crear(SONIA), cambio=cambio, motivo="Ley que aún no rige")
    datos = {"distribuidora": Distribuidora.objects.get(prefijo="YN"), "comuna": Comuna.objects.all()[0]}
    comuna = reglas.agregar_densidad(actor=crear(SONIA), motivo="Resolución de prueba", **datos)
    documento = TipoDocumento.objects.get(tramite="notificacion", codigo="contrato").pk
    raiz, revisar_cambio = "/administracion", _pulsar("Revisar el cambio")
    return [
        Vista("feriados", f"{raiz}/feriados/"),
        Vista("nuevo feriado", f"{raiz}/feriados/nuevo/"),
        Vista("nuevo feriado con errores", f"{raiz}/feriados/nuevo/", revisar_cambio, 422, propia=False),
        Vista("nuevo feriado por confirmar", f"{raiz}/feriados/nuevo/", _un_feriado),
        Vista("plazos", f"{raiz}/plazos/"),
        Vista("plazo", f"{raiz}/plazos/si-respuesta/"),
        Vista("cambio de plazo", f"{raiz}/plazos/si-respuesta/cambio/"),
        Vista("cambio de plazo con errores", f"{raiz}/plazos/si-respuesta/cambio/", revisar_cambio, 422, propia=False),
        Vista("retiro de plazo", f"{raiz}/plazos/si-respuesta/retiro/{regla.pk}/"),
        Vista("baja densidad", f"{raiz}/baja-densidad/"),
        Vista("nueva comuna", f"{raiz}/baja-densidad/nueva/"),
        Vista("nueva comuna con errores", f"{raiz}/baja-densidad/nueva/", revisar_cambio, 422, propia=False),
        Vista("quitar la comuna", f"{raiz}/baja-densidad/{comuna.pk}/retiro/"),
        Vista("documentos", f"{raiz}/documentos/"),
        Vista("un documento", f"{raiz}/documentos/{documento}/"),
        Vista("reglas automáticas", f"{raiz}/parametros/"),
        Vista("regla automática", f"{raiz}/parametros/mc-objecion/"),
    ]


def _un_feriado(pagina: Page) -> None:
    """On a day counted in the terms of what was filed just now."""
    pagina.get_by_label("Fecha").fill((hoy() + timedelta(days=3)).isoformat())
    pagina.get_by_label("Nombre").fill(SIN_ESPACIOS[:120])
    pagina.get_by_label("Motivo").fill(SIN_ESPACIOS)
    _pulsar("Revisar el cambio")(pagina)


def sec_sin_nada() -> Mundo:
    crear(SONIA)
    return Mundo(
        SONIA,
        [
            Vista("panel vacío", "/panel/"),
            Vista("radar vacío", "/panel/radar/"),
            Vista("cumplimiento vacío", "/panel/cumplimiento/YN/"),
            Vista("todas vacía", "/todas/"),
            Vista("data vacía", "/data/"),
            Vista("sin comunas de baja densidad", "/administracion/baja-densidad/", propia=False),
        ],
    )


MUNDOS = [anonima, solicitante, solicitante_sin_nada, distribuidora, distribuidora_sin_nada, sec, sec_sin_nada]


# --- The checks ----------------------------------------------------------------------------------------------


def _recorrer(pagina: Page, mundo: Mundo) -> Iterator[Vista]:
    """Opens each page in its state."""
    for vista in mundo.vistas:
        respuesta = pagina.goto(vista.ruta)
        assert respuesta is not None
        if vista.accion is not None:
            with pagina.expect_navigation() as navegada:
                vista.accion(pagina)
            respuesta = navegada.value
        assert respuesta.status == vista.codigo, vista.nombre
        yield vista


def _entrar(pagina: Page, crear_mundo: Callable[[], Mundo]) -> Mundo:
    mundo = crear_mundo()
    if crear_mundo is not anonima:
        ingresar(pagina, mundo.persona)
    return mundo


@pytest.mark.req("A-19")
@pytest.mark.parametrize("todo", [False, pytest.param(True, marks=pytest.mark.completo)], ids=["breve", "todo"])
@pytest.mark.parametrize("crear_mundo", MUNDOS, ids=lambda funcion: funcion.__name__)
def test_cada_pagina(abrir: Abrir, crear_mundo: Callable[[], Mundo], todo: bool) -> None:
    """Each page is opened once and everything is looked at there. The long form also leaves pictures."""
    pagina = abrir()
    quejas = _escuchar(pagina)
    mundo = _entrar(pagina, crear_mundo)
    camara = Camara(f"paginas-{crear_mundo.__name__}") if todo else None
    titulos: dict[str, str] = {}
    for vista in _recorrer(pagina, mundo):
        _una_vez(mundo, vista, pagina, titulos)
        anchos = (1280, 360) if todo or vista.propia else (360,)
        mundo.anotar(vista, "revisión", revisar(pagina, anchos, tambien=TABLAS))
        for ancho in anchos if camara else ():
            pagina.set_viewport_size({"width": ancho, "height": 900})
            camara.tomar(pagina, f"{ancho}-{_nombre(vista)}")
        if vista.foco:
            mundo.anotar(vista, "foco", recorrer_con_tab(pagina))
        mundo.anotar(vista, "queja", quejas)
        quejas.clear()
    assert mundo.faltas == {}


def _escuchar(pagina: Page) -> list[str]:
    """Messages of the CSP, errors of a script, assets that do not arrive."""
    quejas = escuchar_politica(pagina)
    pagina.on("response", lambda r: quejas.append(r.url) if "/static/" in r.url and r.status >= 400 else None)
    return quejas


def _una_vez(mundo: Mundo, vista: Vista, pagina: Page, titulos: dict[str, str]) -> None:
    titulo = pagina.title()
    if not titulo.removeprefix("Error: ").startswith(pagina.locator("h1").inner_text()):
        mundo.anotar(vista, "título", [f"{titulo!r} no empieza por el h1"])
    if titulo.startswith("Error: ") != (vista.codigo == 422):
        mundo.anotar(vista, "título", [f"{titulo!r} con código {vista.codigo}"])
    # A page in another state of its own is the same page; two pages must not share their title.
    ruta = re.sub(r"[0-9a-f-]{36}", "<id>", vista.ruta.partition("?")[0])
    otra = titulos.setdefault(titulo, ruta)
    if otra != ruta:
        mundo.anotar(vista, "título", [f"{titulo!r} es también el de {otra}"])
    pie = pagina.locator("footer").inner_text()
    for parte in ("Superintendencia de Electricidad y Combustibles", "2026", "generacionciudadana@sec.cl"):
        if parte not in pie:
            mundo.anotar(vista, "pie", [f"falta {parte}"])


def _nombre(vista: Vista) -> str:
    return re.sub(r"\W+", "-", vista.nombre)


@pytest.mark.req("A-18")
def test_el_menu_de_usuario_se_abre_y_se_cierra_con_teclas(abrir: Abrir) -> None:
    crear(MARTA)
    pagina = abrir(ancho="telefono")
    ingresar(pagina, MARTA)
    pagina.goto("/bandeja/")
    menu = pagina.locator("details.usuario summary")
    expect(menu).to_contain_text("Marta Ovalle Ríos")
    menu.focus()
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_role("button", name="Cerrar sesión")).to_be_visible()
    pagina.keyboard.press("Escape")
    expect(pagina.get_by_role("button", name="Cerrar sesión")).to_be_hidden()
    expect(menu).to_be_focused()


def test_en_papel_queda_lo_escrito_y_nada_que_pulsar(abrir: Abrir) -> None:
    respondida = _respondida_larga()
    pagina = abrir()
    ingresar(pagina, LARGA)
    pagina.goto(respondida.get_absolute_url())
    pagina.emulate_media(media="print")
    for selector in ("nav", "footer", ".botones", "main .btn", "details.usuario"):
        for elemento in pagina.locator(selector).all():
            expect(elemento).to_be_hidden()
    for texto in (f"Folio {respondida.folio}", "Impreso el", "Historial", "respuesta.pdf", "formulario.pdf"):
        expect(pagina.locator("main").get_by_text(texto).first).to_be_visible()
    assert pagina.pdf(format="Letter").startswith(b"%PDF")
    Camara("papel").tomar(pagina, "respondida")


def test_con_colores_forzados_quedan_las_palabras(abrir: Abrir) -> None:
    respondida = _respondida_larga()
    crear(MARTA)
    pagina = abrir(forced_colors="active", reduced_motion="reduce")
    ingresar(pagina, MARTA)
    camara = Camara("colores-forzados")
    pagina.goto(respondida.get_absolute_url())
    estado = pagina.locator("main .estado")
    expect(estado).to_have_text("Respondido")
    assert estado.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
    expect(pagina.locator("main .aviso")).to_contain_text("Respondida en plazo")
    camara.tomar(pagina, "solicitud")
