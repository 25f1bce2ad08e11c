"""The sábana as file, as command and as order."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from fiscalizacion.actions import pedir_sabana
from fiscalizacion.forms import FormularioSabana
from fiscalizacion.sabana import COLUMNAS, construir
from nucleo.comun.errores import NoPermitido
from nucleo.comun.hojas import Columna, Hoja, escribir
from nucleo.comun.reloj import CHILE, en
from portal.demostracion import fabricas
from tests.personas import ELENA, FABIAN, IGNACIO, MARTA, SONIA, crear

pytestmark = pytest.mark.django_db


def leer(ruta: Path) -> list[dict[str, object]]:
    filas = openpyxl.load_workbook(ruta)["Solicitudes"].iter_rows(values_only=True)
    titulos = next(filas)
    return [dict(zip(titulos, fila, strict=True)) for fila in filas if any(fila)]


@pytest.mark.req("F-04")
def test_cada_solicitud_es_una_fila_con_sus_fechas_en_hora_de_chile(tmp_path: Path) -> None:
    with en(datetime(2026, 3, 2, 9, 30, tzinfo=CHILE)):
        solicitud = fabricas.enviada(crear(ELENA))
    with en(datetime(2026, 3, 20, 16, 5, tzinfo=CHILE)):
        fabricas.respondida(solicitud, crear(MARTA))
    assert construir(tmp_path / "s.xlsx", {}, por="Prueba") == 1
    (fila,) = leer(tmp_path / "s.xlsx")
    assert fila["N° Folio"] == solicitud.folio
    assert fila["Fecha solicitud"] == datetime(2026, 3, 2, 9, 30)
    assert fila["Fecha respuesta"] == datetime(2026, 3, 20, 16, 5)
    assert fila["Plazo legal"] == datetime(2026, 3, 16)
    assert fila["Respondida en plazo"] == "No"
    assert fila["RUT solicitante"] == "44.444.444-4"
    assert fila["Le toca a"] == "nadie"


@pytest.mark.req("F-04")
def test_filtros_orden_y_cuenta(tmp_path: Path) -> None:
    elena, ignacio = crear(ELENA), crear(IGNACIO)
    for mes, prefijo, quien in ((5, "OV", elena), (3, "YN", ignacio), (4, "YN", elena)):
        with en(datetime(2026, mes, 3, 10, 0, tzinfo=CHILE)):
            fabricas.enviada(quien, prefijo)
    ruta = tmp_path / "s.xlsx"
    assert construir(ruta, {}, por="Prueba") == 3
    assert [fila["Fecha solicitud"].month for fila in leer(ruta)] == [3, 4, 5]  # type: ignore[attr-defined]
    assert construir(ruta, {"distribuidora": "YN", "desde": "2026-04-01"}, por="Prueba") == 1
    assert construir(ruta, {"hasta": "2026-04-03"}, por="Prueba") == 2
    assert construir(ruta, {"estado": "respondido"}, por="Prueba") == 0
    assert leer(ruta) == []
    lectura = dict(openpyxl.load_workbook(ruta)["Lectura"].iter_rows(min_row=2, values_only=True))
    assert lectura["Filas"] == "0" and lectura["Filtros"] == "estado: respondido" and lectura["Por"] == "Prueba"
    assert {columna.titulo for columna in COLUMNAS} <= set(lectura)


@pytest.mark.req("F-04")
def test_ningun_texto_se_vuelve_formula(tmp_path: Path) -> None:
    malicias = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0"]
    ignacio = crear(IGNACIO)
    for numero, malicia in enumerate(malicias):
        ignacio.apellidos = malicia
        ignacio.nombres = ""
        ignacio.save(update_fields=["apellidos", "nombres"])
        fabricas.enviada(ignacio, numero_cliente=f"={numero}+1")
    construir(tmp_path / "s.xlsx", {}, por="=1+1")
    for hoja in openpyxl.load_workbook(tmp_path / "s.xlsx"):
        for fila in hoja.iter_rows():
            assert all(celda.data_type != "f" and celda.hyperlink is None for celda in fila)


def test_una_hoja_se_parte_antes_del_limite_y_no_pierde_filas(tmp_path: Path) -> None:
    filas = [(numero, f"fila {numero}") for numero in range(25)]
    columnas = [Columna("N", "", "0"), Columna("Texto", "")]
    escribir(tmp_path / "h.xlsx", [Hoja("Datos", columnas, iter(filas), 24)], por_hoja=10)
    libro = openpyxl.load_workbook(tmp_path / "h.xlsx")
    assert libro.sheetnames == ["Datos", "Datos 2", "Datos 3"]
    leidas = [fila for hoja in libro for fila in hoja.iter_rows(min_row=2, values_only=True)]
    assert [fila[1] for fila in leidas] == [fila[1] for fila in filas]


@pytest.mark.req("F-04")
def test_la_orden_de_manage_escribe_el_mismo_archivo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    solicitud = fabricas.enviada(crear(ELENA))
    call_command("sabana", salida=tmp_path / "s.xlsx", distribuidora="YN")
    assert capsys.readouterr().out.startswith("1 filas")
    assert leer(tmp_path / "s.xlsx")[0]["N° Folio"] == solicitud.folio
    with pytest.raises(CommandError, match="ZZ"):
        call_command("sabana", salida=tmp_path / "s.xlsx", distribuidora="ZZ")
    with pytest.raises(CommandError, match="carpeta"):
        call_command("sabana", salida=tmp_path / "no" / "s.xlsx")


@pytest.mark.req("F-04")
def test_solo_la_sec_pide_la_sabana() -> None:
    for persona in (SONIA, FABIAN):
        assert pedir_sabana(actor=crear(persona), filtros={}).pk
    for persona in (ELENA, MARTA):
        with pytest.raises(NoPermitido):
            pedir_sabana(actor=crear(persona), filtros={})


@pytest.mark.parametrize("borde", [{"hasta": "9999-12-31"}, {"desde": "0001-01-01"}])
def test_un_anio_imposible_se_dice_en_la_pagina_y_no_rompe_el_archivo(borde: dict[str, str]) -> None:
    formulario = FormularioSabana(borde)
    assert not formulario.is_valid()
    assert formulario.errors == {campo: ["Escribe un año entre 2000 y 2100"] for campo in borde}
    assert FormularioSabana({"desde": "2000-01-01", "hasta": "2100-12-31"}).is_valid()
