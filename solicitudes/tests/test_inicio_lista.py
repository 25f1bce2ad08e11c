"""'Mis solicitudes': every column with its filter and its order, the size that is remembered, and its Excel (S-01)."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from openpyxl import load_workbook

from nucleo.bitacora.models import Acceso
from nucleo.comun.reloj import en
from solicitudes import actions, exports, listado, por_luz
from solicitudes.estados import Estado, Tipo
from solicitudes.models import Solicitud
from solicitudes.presentacion import con_semaforo
from solicitudes.tests.ayudas_reloj import (
    MC,
    NC,
    SC,
    SI,
    VIERNES,
    chile,
    el,
    elena,
    enviada,
    manifestacion,
    marta,
    observar,
    responder,
)
from tests.personas import ELENA, FRIDA, IGNACIO, MARTA, SONIA, crear

COLUMNAS = [
    "N° folio",
    "N° solicitud",
    "N° cliente",
    "Formulario",
    "Empresa distribuidora",
    "Envío",
    "Respuesta",
    "Estado",
]
LUNES, JUEVES = VIERNES + timedelta(days=3), VIERNES + timedelta(days=6)


def entrar(persona: Any) -> Client:
    cliente = Client()
    cliente.force_login(crear(persona))
    return cliente


def folios(cliente: Client, ruta: str = "/inicio/", /, **consulta: str) -> list[str]:
    """Those of the table, in its order."""
    texto = cliente.get(ruta, consulta).content.decode()
    return re.findall(r'<th role="rowheader" scope="row"><a class="mono" href="[^"]+">([^<]+)</a>', texto)


@pytest.fixture
def cuatro(db: None) -> dict[str, Solicitud]:
    """Ignacio's: one answered, one of another distributor and number, one observed, one MC."""
    ignacio = crear(IGNACIO)
    filas = {
        "si": enviada(SI, VIERNES, actor=ignacio, numero_cliente="11.111-1"),
        "sc": enviada(SC, LUNES, actor=ignacio, prefijo="OV", numero_cliente="22.222-2"),
        "nc": enviada(NC, LUNES + timedelta(days=1), actor=ignacio, numero_cliente="33.333-3"),
        "mc": enviada(MC, JUEVES, actor=ignacio, numero_cliente="44.444-4", cambio_capacidad="mantiene"),
    }
    with el(JUEVES):
        responder(filas["si"])
        actions.editar_numero(actor=marta(), solicitud_id=filas["si"].pk, numero="2026.07")
    for fila in filas.values():
        fila.refresh_from_db()
    return filas


@pytest.mark.req("S-01")
@pytest.mark.django_db
def test_las_ocho_columnas_una_por_una(cuatro: dict[str, Solicitud]) -> None:
    texto = entrar(IGNACIO).get("/inicio/").content.decode()
    titulos = re.findall(r'<a class="orden" id="orden-[a-z]+"[^>]*>([^<]+)<', texto)
    assert titulos == COLUMNAS
    fila = texto[texto.index(f">{cuatro['si'].folio}</a></th>") :].partition("</tr>")[0]
    celdas = [re.sub(r"<[^>]+>", " ", celda).split() for celda in re.findall(r"<td[^>]*>(.*?)</td>", fila, re.DOTALL)]
    assert celdas[0] == ["2026.07"] and celdas[1] == ["11.111-1"]
    assert " ".join(celdas[2]) == "Solicitud de Información"
    assert " ".join(celdas[3]) == cuatro["si"].distribuidora.nombre
    assert celdas[4] == [f"{VIERNES:%d-%m-%Y}"] and celdas[5] == [f"{JUEVES:%d-%m-%Y}"]
    assert celdas[6][0] == "Respondido"


@pytest.mark.req("S-01")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("consulta", "quedan"),
    [
        ({"folio": "yn"}, ["mc", "nc", "si"]),
        ({"folio": "yn 1"}, ["si"]),
        ({"solicitud": "2026 07"}, ["si"]),
        ({"solicitud": "2027"}, []),
        ({"cliente": "222"}, ["sc"]),
        ({"tipo": "notificacion"}, ["nc"]),
        ({"estado": "respondido"}, ["si"]),
        ({"distribuidora": "OV"}, ["sc"]),
        ({"desde": f"{LUNES}"}, ["mc", "nc", "sc"]),
        ({"desde": f"{LUNES:%d-%m-%Y}", "hasta": f"{LUNES}"}, ["sc"]),
        ({"hasta": f"{VIERNES}"}, ["si"]),
        ({"resp_desde": f"{JUEVES}", "resp_hasta": f"{JUEVES}"}, ["si"]),
        ({"resp_hasta": f"{JUEVES - timedelta(days=1)}"}, []),
        ({"plazo": "cerrada"}, ["si"]),
        ({"plazo": "sin-plazo"}, ["mc"]),
        ({"estado": "respondido", "tipo": "conexion"}, []),
    ],
)
def test_cada_filtro(cuatro: dict[str, Solicitud], consulta: dict[str, str], quedan: list[str]) -> None:
    with el(JUEVES, 12):
        assert folios(entrar(IGNACIO), **consulta) == [cuatro[clave].folio for clave in quedan]


@pytest.mark.req("S-01")
@pytest.mark.django_db
@pytest.mark.parametrize("malo", ["", "nada", "2026-02-30", "0002-01-01", "9999-99-99", "\x00", "-folio", "٣"])
def test_un_valor_desconocido_no_filtra_nada(cuatro: dict[str, Solicitud], malo: str) -> None:
    claves = ("tipo", "estado", "plazo", "vista", "desde", "hasta", "resp_desde", "resp_hasta", "orden", "por", "page")
    assert len(folios(entrar(IGNACIO), **dict.fromkeys(claves, malo))) == len(cuatro)
    assert len(folios(entrar(IGNACIO), parametro_que_no_existe=malo)) == len(cuatro)


@pytest.mark.req("S-01")
@pytest.mark.django_db
def test_cada_columna_ordena_en_los_dos_sentidos(cuatro: dict[str, Solicitud]) -> None:
    cliente, filas = entrar(IGNACIO), list(cuatro.values())
    valores = {
        "folio": lambda s: s.folio_numero,
        "solicitud": lambda s: s.numero_solicitud_compacto,
        "cliente": lambda s: s.numero_cliente_compacto,
        "formulario": lambda s: list(Tipo).index(Tipo(s.tipo)),
        "distribuidora": lambda s: s.distribuidora.orden,
        "envio": lambda s: s.enviada_en,
        "estado": lambda s: list(Estado).index(Estado(s.estado)),
    }
    for columna, clave in valores.items():
        nuevas = sorted(filas, key=lambda s: -s.pk)
        assert folios(cliente, orden=columna) == [s.folio for s in sorted(nuevas, key=clave)], columna
        al_reves = [s.folio for s in sorted(nuevas, key=clave, reverse=True)]
        # sorted() keeps the order of equals when reversed, as the page does.
        assert folios(cliente, orden=f"-{columna}") == al_reves, columna
        texto = cliente.get("/inicio/", {"orden": columna}).content.decode()
        assert re.findall(r'aria-sort="(\w+)"><a class="orden" id="orden-(\w+)"', texto) == [("ascending", columna)]
    for columna in ("respuesta", "plazo"):  # what has no date is last both ways
        campo = "respondida_en" if columna == "respuesta" else "vence_el"
        sin_fecha = {s.folio for s in filas if getattr(s, campo) is None}
        for orden in (columna, f"-{columna}"):
            assert set(folios(cliente, orden=orden)[-len(sin_fecha) :]) == sin_fecha


@pytest.mark.req("S-01")
@pytest.mark.django_db
def test_los_filtros_puestos_son_fichas_que_se_quitan(cuatro: dict[str, Solicitud]) -> None:
    cliente = entrar(IGNACIO)
    texto = cliente.get("/inicio/", {"estado": "respondido", "cliente": "11", "orden": "folio"}).content.decode()
    fichas = dict(re.findall(r'<a class="ficha" href="([^"]*)">([^<]+)<', texto))
    assert fichas == {
        "?estado=respondido&amp;orden=folio#t-lista": "N° cliente: 11",
        "?cliente=11&amp;orden=folio#t-lista": "Estado: Respondido",
    }
    assert 'href="?orden=folio#t-lista">Limpiar todo' in texto
    assert "1 solicitud con estos filtros" in texto
    assert "Ninguna solicitud coincide con los filtros." in cliente.get("/inicio/?folio=ZZ").content.decode()


@pytest.mark.req("S-01")
@pytest.mark.django_db
def test_vacia_dice_no_existen_solicitudes() -> None:
    texto = entrar(FRIDA).get("/inicio/").content.decode()
    assert "No existen solicitudes" in texto and "Cuando envíes tu primera solicitud la verás aquí." in texto
    assert "Requieren tu atención" not in texto and "Tu conexión paso a paso" not in texto
    assert 'role="search"' not in texto  # nothing to filter


@pytest.mark.req("S-02")
@pytest.mark.django_db
def test_nuevo_envio_ofrece_los_cuatro_formularios() -> None:
    texto = entrar(FRIDA).get("/inicio/").content.decode()
    lista = texto[texto.index('id="t-nuevo"') :].partition("</section>")[0]
    assert re.findall(r"<span>([^<]+)<small>", lista) == [str(tipo.label) for tipo in Tipo]
    for ruta in re.findall(r'href="([^"]+)"', lista):
        assert entrar(FRIDA).get(ruta).status_code == 200


@pytest.mark.req("S-01")
@pytest.mark.django_db
def test_paginas_y_cuantas_por_pagina_que_se_recuerdan() -> None:
    elena_ = elena()
    for numero in range(12):
        enviada(SI, VIERNES, actor=elena_, numero_cliente=f"700{numero}")
    cliente = entrar(ELENA)
    assert len(folios(cliente)) == 10 and len(folios(cliente, page="2")) == 2
    assert set(folios(cliente)).isdisjoint(folios(cliente, page="2"))
    assert folios(cliente, page="99") == folios(cliente, page="2")
    assert len(folios(cliente, por="25")) == 12
    assert len(folios(cliente)) == 12  # remembered, without the parameter
    ajeno = entrar(IGNACIO)
    ajeno.cookies["filas"] = cliente.cookies["filas"].value
    enviada(SI, VIERNES, actor=crear(IGNACIO))
    assert 'value="10" selected' in ajeno.get("/inicio/").content.decode()  # another's choice is not theirs


@pytest.mark.req("S-01")
@pytest.mark.django_db
def test_el_fragmento_trae_filas_cuenta_y_una_direccion_limpia(cuatro: dict[str, Solicitud]) -> None:
    cabeceras = {"HX-Request": "true", "HX-Trigger": "filtros"}
    consulta = {"solicitud": "", "folio": "", "cliente": "222", "tipo": "", "page": "3"}
    respuesta = entrar(IGNACIO).get("/inicio/", consulta, headers=cabeceras)
    texto = respuesta.content.decode()
    assert "<html" not in texto and cuatro["sc"].folio in texto and cuatro["si"].folio not in texto
    cuenta = r'<div id="cuenta" hx-swap-oob="innerHTML"><span id="total-\w+">1 solicitud con estos filtros</span></div>'
    assert re.search(cuenta, texto)
    assert respuesta["HX-Replace-Url"] == "/inicio/?cliente=222" and "HX-Request" in respuesta["Vary"]


@pytest.mark.django_db
def test_el_filtro_de_plazo_dice_lo_mismo_que_cada_fila(cuatro: dict[str, Solicitud]) -> None:
    """The rows of ``por_luz`` are exactly those whose light is that one, on each day of two months."""
    manifestacion(VIERNES, sube=True, actor=crear(IGNACIO), numero_cliente="55")
    with el(JUEVES):
        observar(enviada(NC, VIERNES, actor=crear(IGNACIO), numero_cliente="66"))
    quien, propias = crear(IGNACIO), Solicitud.objects.visibles_para(crear(IGNACIO))
    vistas = set()
    for cuanto in range(60):
        with en(chile(JUEVES + timedelta(days=cuanto), 12)):
            for luz in por_luz.NOMBRES:
                filtradas = set(listado.aplicar(propias, listado.Filtros.de(QueryDict(f"plazo={luz}"))))
                mostradas = {fila for fila, suya in con_semaforo(propias, quien) if suya.tipo == luz}
                assert filtradas == mostradas, (luz, cuanto)
                vistas |= {luz} if mostradas else set()
    assert vistas >= {"en-plazo", "por-vencer", "hoy", "vencida", "cerrada", "sin-plazo", "pausada"}


# --- The Excel ------------------------------------------------------------------------------------------------


def hoja(respuesta: Any) -> list[tuple[Any, ...]]:
    return list(load_workbook(BytesIO(respuesta.content)).active.iter_rows(values_only=True))


@pytest.mark.req("S-01")
@pytest.mark.django_db
def test_el_excel_trae_lo_filtrado_en_su_orden(cuatro: dict[str, Solicitud]) -> None:
    cliente = entrar(IGNACIO)
    consulta = {"desde": f"{LUNES}", "orden": "cliente"}
    texto = cliente.get("/inicio/", consulta).content.decode()
    enlace = re.search(r'href="(/solicitudes/exportacion/[^"]*)">.*?Exportar a Excel \((\d+) filas\)', texto)
    assert enlace and enlace[2] == "3"
    respuesta = cliente.get(enlace[1].replace("&amp;", "&"))
    filas = hoja(respuesta)
    assert list(filas[0][:8]) == COLUMNAS and [columna.titulo for columna in exports.COLUMNAS] == list(filas[0])
    assert [fila[0] for fila in filas[1:]] == folios(cliente, **consulta) and len(filas) == 1 + int(enlace[2])
    assert re.search(r'attachment; filename="mis-solicitudes-\d{4}-\d\d-\d\d.xlsx"', respuesta["Content-Disposition"])
    acceso = Acceso.objects.get(accion="solicitudes.exportar")
    assert acceso.usuario == crear(IGNACIO) and acceso.permitido and acceso.motivo == "3 filas"


@pytest.mark.req("S-01")
@pytest.mark.django_db
def test_el_excel_trae_los_plazos_y_ningun_texto_es_formula(cuatro: dict[str, Solicitud]) -> None:
    actions.editar_numero(actor=marta(), solicitud_id=cuatro["nc"].pk, numero="=1+1")
    respuesta = entrar(IGNACIO).get("/solicitudes/exportacion/")
    libro = load_workbook(BytesIO(respuesta.content)).active
    assert {celda.data_type for fila in libro.iter_rows(min_row=2) for celda in fila} <= {"s", "n", "d"}
    filas = {fila[0]: fila for fila in hoja(respuesta)}
    assert filas[cuatro["nc"].folio][1] == "=1+1"
    titulos = [columna.titulo for columna in exports.COLUMNAS]
    respondida = dict(zip(titulos, filas[cuatro["si"].folio], strict=True))
    assert respondida["Envío"].date() == VIERNES and respondida["Respuesta"].date() == JUEVES
    assert respondida["Último día para responder"].date() == cuatro["si"].plazo_respuesta_el
    assert respondida["Respondida en plazo"] == "Sí" and respondida["Días hábiles de respuesta"] == 4


@pytest.mark.django_db
def test_el_excel_es_de_lo_propio_y_tiene_un_tope(
    cuatro: dict[str, Solicitud], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(hoja(entrar(ELENA).get("/solicitudes/exportacion/"))) <= 2  # the head, and an empty row
    for persona, suyas in ((MARTA, {"YN"}), (SONIA, {"YN", "OV"})):  # what their own list shows
        filas = hoja(entrar(persona).get("/solicitudes/exportacion/"))[1:]
        assert {fila[0][:2] for fila in filas} == suyas
    monkeypatch.setattr(exports, "LIMITE", 3)
    respuesta = entrar(IGNACIO).get("/solicitudes/exportacion/", {"orden": "folio"}, follow=True)
    assert respuesta.redirect_chain == [("/inicio/?orden=folio", 302)]
    assert "Son 4 solicitudes y el archivo admite 3. Filtra la lista." in respuesta.content.decode()


@pytest.mark.django_db
def test_la_bandeja_conserva_lo_suyo(cuatro: dict[str, Solicitud]) -> None:
    texto = entrar(MARTA).get("/bandeja/").content.decode()
    assert "Respuesta o plazo" in texto and "Nueva" in texto and "Exportar a Excel" in texto
    assert set(folios(entrar(MARTA), "/bandeja/")) == {s.folio for s in cuatro.values() if s.folio.startswith("YN")}
    assert len(folios(entrar(MARTA), "/bandeja/", vista="sin-descargar")) == 3  # that view is the applicant's
