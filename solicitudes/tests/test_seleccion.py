"""The ticked requests of a list: one ZIP, one printout, one Excel, one colleague (DISENO 6.9; D-01, D-03)."""

import csv
import io
import re
import zipfile
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from openpyxl import load_workbook

from cuentas.models import EstadoCuenta, Usuario
from nucleo.bitacora.models import Acceso, Evento
from portal.demostracion import estados as vidas
from portal.demostracion import fabricas
from solicitudes import actions, paquete
from solicitudes.estados import Estado, TipoEvento
from solicitudes.models import Solicitud
from solicitudes.presentacion.legajo import Legajo
from solicitudes.tests.ayudas_pasos import mensajes, navegador
from solicitudes.views import marcas, seleccion
from tests.personas import ELENA, IGNACIO, JORGE, MARTA, OLGA, SONIA, crear

pytestmark = pytest.mark.django_db
ZIP, PAPEL, EXCEL, ASIGNAR = (
    f"/solicitudes/seleccion/{que}" for que in ("documentos.zip", "impresion/", "exportacion/", "asignacion/")
)


@pytest.fixture
def tres() -> list[Solicitud]:
    """At YN: one waiting, one whose answer is locked by a payment, one annulled."""
    reparto = vidas.Reparto(crear(ELENA), crear(MARTA), crear(SONIA))
    return [
        vidas.en_estado(estado, reparto)
        for estado in (Estado.PENDIENTE_RESPUESTA, Estado.PENDIENTE_VALIDACION, Estado.ANULADO)
    ]


def folios(solicitudes: list[Solicitud]) -> dict[str, list[str]]:
    return {"sel": [una.folio for una in solicitudes]}


@pytest.mark.req("D-01")
def test_la_lista_se_marca_y_exporta_entera_y_la_del_solicitante_no_se_marca(tres: list[Solicitud]) -> None:
    for persona, lista, asigna in ((MARTA, "/bandeja/", True), (SONIA, "/todas/", False)):
        pagina = navegador(persona).get(lista, {"tipo": "conexion", "sel": tres[0].folio}).content.decode()
        cajas = dict(re.findall(r'id="s-\w+" name="sel" value="(\w+)"( checked)?', pagina))
        assert [folio for folio, marcada in cajas.items() if marcada] == [tres[0].folio] and len(cajas) > 1
        assert ('formaction="/solicitudes/seleccion/asignacion/"' in pagina) is asigna
        assert 'name="consulta" value="tipo=conexion"' in pagina  # the way back, without the ticks
        todas = Solicitud.objects.filter(tipo="conexion").count()
        assert re.search(rf'href="(/solicitudes/exportacion/\?[^"]+)">.*?Exportar a Excel \({todas} filas\)', pagina)
    pagina = navegador(ELENA).get("/inicio/").content.decode()
    assert 'name="sel"' not in pagina and "Exportar a Excel" in pagina


@pytest.mark.req("D-03")
def test_un_zip_con_una_carpeta_por_folio(tres: list[Solicitud]) -> None:
    respuesta = navegador(MARTA).get(ZIP, folios(tres))
    assert "attachment" in respuesta["Content-Disposition"] and "3-solicitudes.zip" in respuesta["Content-Disposition"]
    leido = zipfile.ZipFile(BytesIO(b"".join(respuesta.streaming_content)))
    nombres = leido.namelist()
    assert leido.testzip() is None and len(set(nombres)) == len(nombres)
    assert {nombre.partition("/")[0] for nombre in nombres} == {*folios(tres)["sel"], paquete.INDICE}
    indice = list(csv.DictReader(io.StringIO(leido.read(paquete.INDICE).decode("utf-8-sig")), delimiter=";"))
    assert [fila["Archivo"] for fila in indice] == nombres[:-1]
    anotados = Acceso.objects.filter(usuario=crear(MARTA).pk, accion="archivo.descargar", permitido=True)
    assert anotados.count() == len(indice)


def test_un_folio_que_empieza_con_un_mas_no_es_una_formula(tres: list[Solicitud]) -> None:
    papeles = Legajo(tres[0], crear(MARTA)).papeles
    contenido = b"".join(paquete.trozos(paquete.nombrados(papeles, carpeta="+A1")))
    indice = zipfile.ZipFile(BytesIO(contenido)).read(paquete.INDICE).decode("utf-8-sig")
    assert indice.splitlines()[1].startswith("'+A1/01-formulario")


@pytest.mark.req("D-03")
def test_en_papel_cada_una_en_su_hoja_y_queda_abierta(tres: list[Solicitud]) -> None:
    nueva = fabricas.enviada(crear(ELENA), numero_cliente="88-8")
    assert nueva.es_nueva
    pagina = navegador(MARTA).get(PAPEL, folios([nueva, *tres])).content.decode()
    assert pagina.count('<article class="hoja"') == 4 and "data-imprimir" in pagina
    assert re.findall(r'<span class="sr">, folio (\w+)</span>', pagina) == folios([nueva, *tres])["sel"]
    ids = re.findall(r'\sid="([^"]+)"', pagina)
    assert len(ids) == len(set(ids))
    for anclas in re.findall(r'aria-labelledby="([^"]+)"', pagina):
        assert set(anclas.split()) <= set(ids)
    assert "Responder" not in pagina and "/asignacion/" not in pagina  # nothing is done from paper
    nueva.refresh_from_db()
    assert not nueva.es_nueva
    leidas = Acceso.objects.filter(usuario=crear(MARTA).pk, accion="solicitud.ver").values_list("objeto", flat=True)
    assert set(leidas) == {f"solicitud:{una.pk}" for una in (nueva, *tres)}


@pytest.mark.req("D-01")
def test_el_excel_de_lo_marcado_en_el_orden_de_la_lista(tres: list[Solicitud]) -> None:
    datos = {"sel": [tres[2].folio, tres[0].folio], "consulta": "orden=folio"}
    filas = list(load_workbook(BytesIO(navegador(MARTA).get(EXCEL, datos).content)).active.values)
    assert [fila[0] for fila in filas[1:]] == [tres[0].folio, tres[2].folio]
    assert Acceso.objects.get(accion="solicitudes.exportar").motivo == "2 filas"
    todas = navegador(MARTA).get("/solicitudes/exportacion/", {"estado": "anulado"})
    assert [fila[0] for fila in load_workbook(BytesIO(todas.content)).active.values][1:] == [tres[2].folio]


@pytest.mark.parametrize("ruta", [ZIP, PAPEL, EXCEL, ASIGNAR])
def test_un_folio_de_otra_es_como_uno_que_no_existe(ruta: str, tres: list[Solicitud]) -> None:
    ajena = fabricas.enviada(crear(IGNACIO), "OV")
    cliente, cuerpos = navegador(MARTA), set()
    for intruso in (ajena.folio, "YN999999", "' OR 1=1", "YN1\x00", "x" * 5000):
        respuesta = cliente.get(ruta, {"sel": [tres[0].folio, intruso]})
        assert respuesta.status_code == 404, intruso
        cuerpos.add(
            re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|data-quedan="\d+"', "", respuesta.content.decode())
        )
    assert len(cuerpos) == 1
    negados = Acceso.objects.filter(accion="ver", permitido=False)
    assert negados.count() == 5 and negados.filter(objeto=f"folio:{ajena.folio}").exists()
    assert not Acceso.objects.filter(permitido=True, accion__in=("archivo.descargar", "solicitud.ver")).exists()
    assert navegador(OLGA).get(ruta, folios([tres[0]])).status_code == 404
    assert navegador(ELENA).get(ruta, folios([tres[0]])).status_code == 403


def test_sin_marcar_o_con_demasiadas_se_vuelve_a_la_lista_y_nada_se_pierde(
    tres: list[Solicitud], monkeypatch: pytest.MonkeyPatch
) -> None:
    vacia = navegador(MARTA).get(ZIP, {"consulta": "tipo=conexion&page=2"})
    assert vacia["Location"] == "/bandeja/?tipo=conexion&page=2#t-lista"
    assert mensajes(vacia) == ["Marca al menos una solicitud de la lista."]
    muchas = {"sel": [f"YN{n}" for n in range(1, marcas.A_LA_VEZ + 2)], "consulta": "orden=folio"}
    for persona, ruta, casa in ((MARTA, PAPEL, "/bandeja/"), (SONIA, ZIP, "/todas/")):
        respuesta = navegador(persona).get(ruta, muchas)
        assert respuesta["Location"].startswith(f"{casa}?orden=folio&sel=YN1&sel=YN2")
        hacer = {PAPEL: "imprimir", ZIP: "descargar"}[ruta]
        assert mensajes(respuesta) == [f"Marcaste 51 solicitudes y puedes {hacer} hasta 50 a la vez. Desmarca algunas."]
    monkeypatch.setattr(seleccion, "BYTES", 1000)
    pesadas = navegador(MARTA).get(ZIP, folios(tres))
    assert pesadas.status_code == 302 and "hasta 1 KB a la vez" in mensajes(pesadas)[0].replace("\u00a0", " ")
    assert not Acceso.objects.filter(accion="archivo.descargar").exists()


# --- A colleague --------------------------------------------------------------------------------------------------


def repartir(cliente: Client, solicitudes: list[Solicitud], a: object, token: str = "", **mas: Any) -> Any:
    return cliente.post(ASIGNAR, {**folios(solicitudes), "a": str(a), "token": token or str(uuid4()), **mas})


def de_quien(*solicitudes: Solicitud) -> list[Any]:
    return [Solicitud.objects.get(pk=una.pk).asignada_a for una in solicitudes]


@pytest.mark.req("D-03")
def test_asignar_varias_dice_que_se_hizo_y_que_no(tres: list[Solicitud]) -> None:
    jorge, cliente, token = crear(JORGE), navegador(MARTA), str(uuid4())
    pendiente, trabada, anulada = tres
    nueva = fabricas.enviada(crear(ELENA), numero_cliente="88-8")
    actions.asignar(actor=crear(MARTA), solicitud_id=trabada.pk, a=jorge.pk)
    elegidas = [pendiente, trabada, anulada, nueva]
    pagina = cliente.get(ASIGNAR, {**folios(elegidas), "consulta": "orden=folio"}).content.decode()
    assert "Hoy la tiene Jorge Tapia" in pagina and "Olga" not in pagina
    hecha = repartir(cliente, elegidas, jorge.pk, token, consulta="orden=folio")
    assert hecha["Location"] == "/bandeja/?orden=folio#t-lista"
    assert mensajes(hecha) == [
        f"Asignaste a {jorge.nombre}: 2 solicitudes ({pendiente.folio} y {nueva.folio}). No avisamos a nadie.",
        f"Ya estaban asignadas a {jorge.nombre}: 1 solicitud ({trabada.folio}).",
        f"No cambiamos 1 solicitud ({anulada.folio}). La solicitud está en «Anulado» y ya no admite este paso.",
    ]
    assert de_quien(*elegidas) == [jorge, jorge, None, jorge]
    nueva.refresh_from_db()
    assert nueva.es_nueva  # whoever gets it has not read it
    repartir(cliente, elegidas, jorge.pk, token)
    assert Evento.objects.filter(tipo=TipoEvento.SOLICITUD_ASIGNADA, cadena=nueva.cadena).count() == 1
    suelta = repartir(cliente, [pendiente, nueva], "nadie")
    assert mensajes(suelta)[-1].startswith("Dejaste sin responsable: 2 solicitudes") and de_quien(nueva) == [None]


def test_asignar_pide_a_quien_y_no_toma_a_nadie_de_fuera(tres: list[Solicitud]) -> None:
    jorge, olga, cliente = crear(JORGE), crear(OLGA), navegador(MARTA)
    Usuario.objects.filter(pk=jorge.pk).update(estado=EstadoCuenta.DESACTIVADA)
    for malo in ("", olga.pk, jorge.pk, crear(ELENA).pk, "999999", "x"):
        respuesta = repartir(cliente, tres, malo)
        assert respuesta.status_code == 422, malo
        pagina = respuesta.content.decode()
        assert all(f'name="sel" value="{una.folio}"' in pagina for una in tres)
    ajena = fabricas.enviada(crear(IGNACIO), "OV")
    assert repartir(cliente, [tres[0], ajena], crear(MARTA).pk).status_code == 404
    assert de_quien(tres[0], ajena) == [None, None]
