"""'Reporte': the eight columns, the rows of the page and of the file, and whose they are (D-07)."""

import io
import zipfile
from datetime import datetime, timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client

from nucleo.bitacora.models import Acceso
from nucleo.comun.errores import NoPermitido
from nucleo.comun.reloj import en
from nucleo.trabajos import ejecucion
from nucleo.trabajos.models import Estado, Trabajo
from solicitudes import reporte
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_reloj import SC, SI, VIERNES, chile, el, enviada, responder
from tests.personas import ELENA, IGNACIO, JORGE, MARTA, OLGA, SONIA, crear

TITULOS = [
    "N° Folio", "N° Cliente", "N° Solicitud", "Tipo de Solicitud", "Empresa Dx", "Estado", "Fecha solicitud",
    "Fecha respuesta",
]  # fmt: skip
LUNES = VIERNES + timedelta(days=3)
pytestmark = [pytest.mark.req("D-07"), pytest.mark.django_db]


def entrar(persona: Any) -> Client:
    cliente = Client()
    cliente.force_login(crear(persona))
    return cliente


def archivo_de(cliente: Client, **periodo: str) -> bytes:
    """Orders it as the page does, lets the worker build it and downloads it."""
    respuesta = cliente.post("/reporte/", periodo)
    assert respuesta.status_code == 302
    assert ejecucion.ejecutar_pendientes() == 1
    trabajo = Trabajo.objects.get(pk=respuesta["Location"].strip("/").rpartition("/")[2])
    assert trabajo.estado == Estado.LISTO
    descarga = cliente.get(f"/archivos/{trabajo.archivo_id}/")
    assert descarga.status_code == 200
    return b"".join(descarga.streaming_content)  # type: ignore[arg-type]


def leidas(contenido: bytes) -> list[tuple[Any, ...]]:
    (hoja,) = openpyxl.load_workbook(io.BytesIO(contenido)).worksheets
    return [fila for fila in hoja.iter_rows(values_only=True) if any(fila)]


@pytest.fixture
def tres() -> dict[str, Solicitud]:
    """Two at Marta's distributor, one of them answered, and one at Olga's."""
    filas = {
        "si": enviada(SI, VIERNES, numero_cliente="11.111-1"),
        "sc": enviada(SC, LUNES, actor=crear(IGNACIO), numero_cliente="22.222-2"),
        "ajena": enviada(SI, LUNES, prefijo="OV", numero_cliente="CANARIO-77", correo_adicional="canario@ejemplo.cl"),
    }
    with el(LUNES, 16, 5):
        responder(filas["si"])
    for fila in filas.values():
        fila.refresh_from_db()
    return filas


def test_las_ocho_columnas_y_sus_valores_en_hora_de_chile(tres: dict[str, Solicitud]) -> None:
    titulos, nueva, vieja = leidas(archivo_de(entrar(MARTA)))
    assert list(titulos) == TITULOS
    si, sc = tres["si"], tres["sc"]
    assert nueva == (
        sc.folio, "22.222-2", "Sin asignar", "Solicitud de Conexión", sc.distribuidora.nombre,
        "Pendiente de Respuesta", datetime(LUNES.year, LUNES.month, LUNES.day, 10), None,
    )  # fmt: skip
    assert vieja[0] == si.folio and vieja[5] == "Respondido"
    assert vieja[6:] == (chile(VIERNES).replace(tzinfo=None), chile(LUNES, 16, 5).replace(tzinfo=None))


def test_las_filas_de_la_pagina_son_las_del_archivo(tres: dict[str, Solicitud]) -> None:
    for numero in range(11):
        enviada(SI, LUNES + timedelta(days=1), numero_cliente=f"{numero}-K")
    marta = entrar(MARTA)
    de_la_pagina = [fila for pagina in ("1", "2") for fila in marta.get("/reporte/", {"page": pagina}).context["filas"]]
    respuesta = marta.get("/reporte/")
    assert "Tu archivo tendrá" in respuesta.content.decode()
    assert respuesta.context["pagina"].paginator.count == len(de_la_pagina) == 13
    assert leidas(archivo_de(marta))[1:] == de_la_pagina
    assert marta.post("/reporte/", {})["Location"] == f"/trabajos/{Trabajo.objects.get().pk}/", "equal orders share"
    assert Trabajo.objects.get().total == 13


def test_el_periodo_incluye_sus_dos_dias_de_chile(tres: dict[str, Solicitud]) -> None:
    with en(chile(VIERNES, 23, 59)):
        tarde = enviada(SI)
    marta = entrar(MARTA)
    dia = VIERNES.isoformat()
    filas = leidas(archivo_de(marta, desde=dia, hasta=dia))[1:]
    assert [fila[0] for fila in filas] == [tarde.folio, tres["si"].folio]
    assert [fila[0] for fila in marta.get("/reporte/", {"desde": dia, "hasta": dia}).context["filas"]] == [
        tarde.folio,
        tres["si"].folio,
    ]
    visto = marta.post("/reporte/", {"desde": dia, "hasta": "", "ver": "1"})
    assert (visto.status_code, visto["Location"]) == (302, f"/reporte/?desde={dia}")


def test_un_periodo_sin_filas_da_un_archivo_con_solo_los_titulos(tres: dict[str, Solicitud]) -> None:
    marta = entrar(MARTA)
    assert "No hay solicitudes en ese período." in marta.get("/reporte/", {"hasta": "2020-01-01"}).content.decode()
    assert leidas(archivo_de(marta, hasta="2020-01-01")) == [tuple(TITULOS)]


def test_ni_un_byte_de_otra_distribuidora(tres: dict[str, Solicitud]) -> None:
    """Every part of the workbook, unpacked, and the page: nothing of the other's row."""
    ajena = tres["ajena"]
    marta = entrar(MARTA)
    canarios = (ajena.folio, "CANARIO-77", ajena.distribuidora.nombre, "canario@")
    with zipfile.ZipFile(io.BytesIO(archivo_de(marta))) as libro:
        partes = [libro.read(nombre).decode("utf-8", "replace") for nombre in libro.namelist()]
    assert any(tres["sc"].folio in parte for parte in partes), "the canary must look where rows stand"
    for canario in canarios:
        assert not any(canario in parte for parte in partes)
        assert canario not in marta.get("/reporte/").content.decode()
    assert leidas(archivo_de(entrar(OLGA)))[1][0] == ajena.folio


def test_es_de_quien_lo_pidio_y_queda_anotado(tres: dict[str, Solicitud]) -> None:
    marta = entrar(MARTA)
    archivo_de(marta)
    trabajo = Trabajo.objects.get()
    for otra in (JORGE, OLGA, SONIA, ELENA):
        cliente = entrar(otra)
        assert cliente.get(f"/trabajos/{trabajo.pk}/").status_code == 404
        assert cliente.get(f"/archivos/{trabajo.archivo_id}/").status_code == 404
    assert f"/trabajos/{trabajo.pk}/" in marta.get("/reporte/").content.decode()
    assert f"/trabajos/{trabajo.pk}/" not in entrar(JORGE).get("/reporte/").content.decode()
    pedido = Acceso.objects.get(accion="reporte.pedir")
    assert pedido.usuario_id == trabajo.usuario_id and str(trabajo.pk) in pedido.motivo
    assert Acceso.objects.filter(objeto=f"archivo:{trabajo.archivo_id}", permitido=True).exists()


def test_se_guarda_siete_dias_y_despues_no_sale(tres: dict[str, Solicitud]) -> None:
    marta = entrar(MARTA)
    archivo_de(marta)
    trabajo = Trabajo.objects.get()
    assert abs(trabajo.vence - trabajo.creado_en - timedelta(days=7)) < timedelta(seconds=1)
    Trabajo.objects.update(vence=trabajo.creado_en)
    assert marta.get(f"/archivos/{trabajo.archivo_id}/").status_code == 404


def test_quien_cambio_de_distribuidora_no_recibe_lo_que_pidio_antes(tres: dict[str, Solicitud]) -> None:
    """Neither the file that was ready nor the one that waited in the queue."""
    cliente = entrar(MARTA)
    archivo_de(cliente)
    listo = Trabajo.objects.get()
    marta = crear(MARTA)
    en_cola = reporte.pedir_reporte(actor=marta, desde="", hasta="2026-12-31")
    marta.distribuidora = crear(OLGA).distribuidora
    marta.save(update_fields=["distribuidora"])
    assert ejecucion.ejecutar_pendientes() == 0
    en_cola.refresh_from_db()
    assert en_cola.archivo_id is None
    cliente.force_login(marta)
    assert cliente.get(f"/archivos/{listo.archivo_id}/").status_code == 404
    assert "/trabajos/" not in cliente.get("/reporte/").content.decode()


def test_solo_el_personal_de_una_distribuidora_lo_pide() -> None:
    for persona in (ELENA, SONIA):
        with pytest.raises(NoPermitido):
            reporte.pedir_reporte(actor=crear(persona), desde="", hasta="2026-01-01")


@pytest.mark.parametrize(
    ("periodo", "frase"),
    [
        ({"desde": "31-13-2026"}, "Escribe la fecha como 31-12-2026"),
        ({"hasta": "0002-01-01"}, "Escribe un año entre 2000 y 2100"),
        ({"hasta": "9999-12-31"}, "Escribe un año entre 2000 y 2100"),
        ({"desde": "2026-03-02", "hasta": "2026-03-01"}, "La fecha final debe ser igual o posterior a la inicial"),
    ],
)
@pytest.mark.parametrize("metodo", ["get", "post"])
def test_una_fecha_mal_escrita_tiene_sus_palabras(metodo: str, periodo: dict[str, str], frase: str) -> None:
    respuesta = getattr(entrar(MARTA), metodo)("/reporte/", periodo)
    assert respuesta.status_code == 422 and frase in respuesta.content.decode()
    assert not Trabajo.objects.exists()


def test_el_menu_lo_ofrece_y_la_pagina_no_pasa_de_doce_consultas(
    tres: dict[str, Solicitud], django_assert_max_num_queries: Any
) -> None:
    marta = entrar(MARTA)
    archivo_de(marta)
    with django_assert_max_num_queries(12):
        texto = marta.get("/reporte/").content.decode()
    assert 'href="/reporte/" aria-current="page"' in texto
    assert "Descargar Excel" in texto
