"""What leaves the writer, read back by another library."""

import csv
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from nucleo.comun.hojas import ENTERO, FECHA, FECHA_HORA, Columna, Hoja, escribir, escribir_csv

MALICIAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠1", '=HYPERLINK("http://x")', "'=1",  # noqa: RUF001
    "=cmd|' /C calc'!A0", "O'Higgins", "", "coma, «comillas \" y\nsaltos", "ñandú 😀", "a\x0bb", "_x0041_", " = 1",
]  # fmt: skip


def test_los_textos_quedan_textos(tmp_path: Path) -> None:
    columnas = [Columna("N", "", ENTERO), Columna("Texto", "")]
    escribir(tmp_path / "h.xlsx", [Hoja("Datos", columnas, enumerate(MALICIAS, start=1), len(MALICIAS))])
    hoja = openpyxl.load_workbook(tmp_path / "h.xlsx")["Datos"]
    assert hoja.auto_filter.ref == f"A1:B{len(MALICIAS) + 1}" and hoja.freeze_panes == "A2"
    for fila, malicia in zip(hoja.iter_rows(min_row=2), MALICIAS, strict=True):
        assert fila[1].data_type in "sn" and fila[1].hyperlink is None
        leido = openpyxl.utils.escape.unescape(fila[1].value or "")
        assert leido.replace("\r\n", "\n") == malicia or malicia == "\r=1"


# The order that the format's schema gives to the parts of a sheet (ECMA-376, CT_Worksheet); Excel repairs another one.
ORDEN = ["dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "autoFilter", "pageMargins"]


def test_las_partes_de_la_hoja_estan_en_el_orden_del_esquema(tmp_path: Path) -> None:
    columnas = [Columna("N", "", ENTERO), Columna("Texto", "")]
    escribir(tmp_path / "h.xlsx", [Hoja("Datos", columnas, [(1, "a")], 1), Hoja("Lectura", columnas, [], 0)])
    with zipfile.ZipFile(tmp_path / "h.xlsx") as libro:
        assert libro.testzip() is None
        for nombre in libro.namelist():
            ElementTree.fromstring(libro.read(nombre))  # noqa: S314 - our own file
        hojas = [libro.read(f"xl/worksheets/sheet{n}.xml") for n in (1, 2)]
        partes = [[parte.tag.partition("}")[2] for parte in ElementTree.fromstring(hoja)] for hoja in hojas]  # noqa: S314
        filtros = libro.read("xl/workbook.xml").decode()
    assert partes == [ORDEN, ORDEN]
    assert filtros.count("_xlnm._FilterDatabase") == 2, "an autofilter without its name is repaired"


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice no está en esta máquina")
def test_libreoffice_lo_abre_y_lee_lo_mismo(tmp_path: Path) -> None:
    """It opens the workbook and saves it again: the same values and the same kinds of dates."""
    columnas = [Columna("N", "", ENTERO), Columna("H", "", FECHA_HORA), Columna("Texto", "")]
    filas = [(n, datetime(2026, 3, 2, 9, 30), texto) for n, texto in enumerate(MALICIAS[:4])]
    escribir(tmp_path / "h.xlsx", [Hoja("Datos", columnas, filas, len(filas))])
    orden = ["soffice", f"-env:UserInstallation=file://{tmp_path}/perfil", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*orden, "--outdir", str(tmp_path / "suya"), str(tmp_path / "h.xlsx")], check=True, timeout=120)
    hoja = openpyxl.load_workbook(tmp_path / "suya" / "h.xlsx")["Datos"]
    assert [tuple(fila) for fila in hoja.iter_rows(min_row=2, values_only=True)] == filas
    assert "yyyy" in hoja["B2"].number_format and hoja["C2"].data_type == "s"


def test_numeros_y_fechas_son_numeros_y_fechas_aunque_la_primera_fila_no_los_tenga(tmp_path: Path) -> None:
    columnas = [Columna("N", "", ENTERO), Columna("D", "", FECHA), Columna("H", "", FECHA_HORA), Columna("T", "")]
    filas = [(None, None, None, None), (7, date(2026, 3, 2), datetime(2026, 3, 2, 9, 30), "x"), (None, None, None, "y")]
    escribir(tmp_path / "h.xlsx", [Hoja("Datos", columnas, filas, 3)])
    hoja = openpyxl.load_workbook(tmp_path / "h.xlsx")["Datos"]
    assert [celda.value for celda in hoja[3]] == [7, datetime(2026, 3, 2), datetime(2026, 3, 2, 9, 30), "x"]
    assert [celda.number_format for celda in hoja[3]] == ["0", "dd-mm-yyyy", "dd-mm-yyyy hh:mm", "General"]
    assert hoja["D4"].value == "y" and hoja.max_row == 4


def test_una_hoja_se_parte_antes_del_limite_y_no_pierde_filas(tmp_path: Path) -> None:
    filas = [(numero, f"fila {numero}") for numero in range(25)]
    columnas = [Columna("N", "", ENTERO), Columna("Texto", "")]
    escribir(tmp_path / "h.xlsx", [Hoja("Datos", columnas, iter(filas), 24)], por_hoja=10)
    libro = openpyxl.load_workbook(tmp_path / "h.xlsx")
    assert libro.sheetnames == ["Datos", "Datos 2", "Datos 3"]
    leidas = [fila for hoja in libro for fila in hoja.iter_rows(min_row=2, values_only=True)]
    assert [fila[1] for fila in leidas] == [fila[1] for fila in filas]


@pytest.mark.req("F-04")
def test_del_csv_vuelve_lo_mismo_y_nada_empieza_como_formula(tmp_path: Path) -> None:
    escribir_csv(tmp_path / "h.csv", [Columna("Texto", ""), Columna("N", "")], [(malicia, 5) for malicia in MALICIAS])
    with open(tmp_path / "h.csv", encoding="utf-8-sig", newline="") as archivo:
        leidas = [fila[0] for fila in csv.reader(archivo)][1:]
    assert [leida.removeprefix("'") for leida in leidas] == MALICIAS
    assert not [leida for leida in leidas if leida[:1] in set("=+-@\t\r＝＋－＠")]  # noqa: RUF001
    assert (tmp_path / "h.csv").read_bytes().startswith(b"\xef\xbb\xbfTexto,N\r\n")
