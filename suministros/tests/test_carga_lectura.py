"""What a file of the register says, however it was written, and what is told of one that cannot be read (U-10)."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from nucleo.archivos.errores import ArchivoRechazado
from nucleo.archivos.revision import revisar
from suministros.carga import columnas, libros, plantillas
from suministros.carga.errores import ArchivoIlegible
from suministros.carga.lectura import Lectura
from suministros.carga.recepcion import LIMITES

FORMATO = columnas.facturas()
TITULOS = [columna.titulo for columna in FORMATO.columnas]
FILA = ["100-7", "F-1", "11-2026", "38.450", "03-11-2026", "23/11/2026", "pendiente", "R1"]
LEIDA = ["1007", "F-1", "2026-11-01", "38450", "2026-11-03", "2026-11-23", "pendiente", "R1"]


def leer(ruta: Path) -> tuple[list[list[str]], list[tuple[str, str, str]]]:
    """The good lines as staged, and everything refused."""
    buenas, malas = [], []
    for linea, celdas in Lectura(FORMATO, lambda hechas, total: None).lineas(ruta, ruta.name):
        valores, errores = FORMATO.leer(celdas)
        malas += [(linea, *error) for error in errores]
        buenas += [] if errores else [valores]
    return buenas, malas


def csv(carpeta: Path, *filas: list[str], letras: str = "utf-8", separador: str = ";", titulos=TITULOS) -> Path:
    ruta = carpeta / "facturas.csv"
    ruta.write_bytes("\r\n".join(separador.join(fila) for fila in [titulos, *filas]).encode(letras))
    return ruta


def libro(carpeta: Path, *hojas: list[list[object]]) -> Path:
    wb, ruta = Workbook(), carpeta / "facturas.xlsx"
    wb.remove(wb.active)
    for n, filas in enumerate(hojas, start=1):
        hoja = wb.create_sheet(f"Hoja {n}")
        for fila in filas:
            hoja.append(fila)
    wb.save(ruta)
    return ruta


@pytest.mark.req("U-10")
@pytest.mark.parametrize("letras", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
@pytest.mark.parametrize("separador", [";", ",", "\t"])
def test_un_csv_se_lee_con_cualquier_letra_y_separador(tmp_path, letras, separador):
    assert leer(csv(tmp_path, FILA, letras=letras, separador=separador)) == ([LEIDA], [])


@pytest.mark.req("U-10")
def test_los_titulos_valen_en_cualquier_orden_y_con_otras_palabras(tmp_path):
    otros = [
        "Vencimiento",
        "EMISION",
        "n° suministro",
        "Nº de Factura",
        "Mes",
        "MONTO ($)",
        "estado",
        "Referencia",
        "x",
    ]
    fila = ["23-11-2026", "2026-11-03", "1007", "F-1", "2026-11", "$ 38450,00", "PENDIENTE", "R1", "sobra"]
    assert leer(csv(tmp_path, fila, titulos=otros)) == ([LEIDA], [])


@pytest.mark.req("U-10")
def test_un_libro_trae_fechas_y_numeros_de_excel_y_hasta_varias_hojas(tmp_path):
    fila = [1007, "F-1", date(2026, 11, 1), 38450, datetime(2026, 11, 3), date(2026, 11, 23), "Pendiente", "R1"]
    otra = [1007.0, "F-2", "11-2026", 38450.0, "03-11-2026", "23-11-2026", "Pagada", None]
    ruta = libro(tmp_path, [TITULOS, fila, [], otra], [["Ayuda"], ["nada"]], [TITULOS, fila])
    buenas, malas = leer(ruta)
    assert malas == []
    assert buenas == [LEIDA, [*LEIDA[:1], "F-2", *LEIDA[2:6], "pagada", ""], LEIDA]
    lectura = Lectura(FORMATO, lambda hechas, total: None)
    lineas = [linea for linea, _ in lectura.lineas(ruta, ruta.name)]
    assert lineas == [2, 4, 2 * 2**24 + 2] and lectura.ajenas == ["Hoja 2"]


@pytest.mark.req("U-10")
@pytest.mark.parametrize(
    ("columna", "escrito", "que"),
    [
        ("Monto", "1e300", "No entendimos"), ("Monto", "-5", "sin signo"), ("Monto", "", "Escribe el monto"),
        ("Monto", "100.000.000.000", "demasiado grande"), ("Monto", "10,5", "No entendimos"),
        ("Fecha de emisión", "31-02-2026", "no existe"), ("Fecha de emisión", "46329", "No entendimos la fecha"),
        ("Fecha de vencimiento", "01-11-2026", "anterior a la emisión"), ("Período", "13-2026", "mes y el año"),
        ("Estado", "vencida", "Pendiente, Pagada o Anulada"), ("N° de factura", "", "Escribe el N° de factura"),
        ("N° de factura", "F" * 31, "30 caracteres"), ("N° de suministro", "...", "Escribe el N° de suministro"),
        ("N° de suministro", "ß" * 40, "40 caracteres"),
    ],
)  # fmt: skip
def test_una_celda_mala_se_nombra_con_lo_que_hay_que_hacer(tmp_path, columna, escrito, que):
    fila = [escrito if titulo == columna else celda for titulo, celda in zip(TITULOS, FILA, strict=True)]
    buenas, malas = leer(csv(tmp_path, FILA, fila))
    assert buenas == [LEIDA] and len(malas) == 1
    linea, titulo, visto, que_hacer = malas[0]
    assert (linea, titulo, visto) == (3, columna, escrito) and que in que_hacer


@pytest.mark.req("U-10")
def test_las_celdas_hostiles_de_un_libro_se_rechazan(tmp_path):
    filas = [[*FILA] for _ in range(4)]
    filas[0][3], filas[1][3], filas[2][1], filas[3][3] = "=1+1", 1e300, 1.5e20, '=HYPERLINK("http://x")'
    buenas, malas = leer(libro(tmp_path, [TITULOS, *filas]))
    assert buenas == [] and [(linea, titulo) for linea, titulo, *_ in malas] == [
        (2, "Monto"), (3, "Monto"), (4, "N° de factura"), (5, "Monto"),
    ]  # fmt: skip
    assert "fórmula" in malas[0][3] and "formato Texto" in malas[2][3]


@pytest.mark.req("U-10")
def test_comillas_con_saltos_lineas_vacias_y_lo_que_nadie_ve(tmp_path):
    fila = [*FILA[:7], '"R\n1"']
    rara = ["\u202e1007", "F-\x002", *FILA[2:]]
    buenas, malas = leer(csv(tmp_path, fila, [""] * 8, [], rara, [*FILA[:3], "x", *FILA[4:]]))
    assert buenas[0][7] == "R 1" and buenas[1][:2] == ["1007", "F-2"]
    assert [linea for linea, *_ in malas] == [7], "the line of the file, whatever came before it"


@pytest.mark.req("U-10")
@pytest.mark.parametrize(
    ("contenido", "que"),
    [
        (b"", "vac"), (b"\n\n  \n", "vac"), (";".join(TITULOS).encode(), "ninguna l"),
        (";".join(TITULOS[1:]).encode() + b"\n1", "Falta la columna «N° de suministro»"),
        (b"a;b\n1;2", "Faltan las columnas"), (";".join([*TITULOS, "Monto"]).encode() + b"\n", "más de una vez"),
        (";".join(TITULOS).encode() + b'\n"sin cerrar;' + b"x" * 200_000, "comillas de la línea 2"),
        (";".join(["x"] * 201).encode() + b"\n1", "más de 200 columnas"), (b"x" * 1_100_000, "demasiado larga"),
    ],
)  # fmt: skip
def test_un_csv_que_no_se_puede_leer_dice_que_hacer(tmp_path, contenido, que):
    ruta = tmp_path / "facturas.csv"
    ruta.write_bytes(contenido)
    with pytest.raises(ArchivoIlegible, match=que):
        leer(ruta)


@pytest.mark.req("U-10")
def test_un_libro_con_entidades_o_demasiadas_columnas_no_se_lee(tmp_path, monkeypatch):
    monkeypatch.setattr(libros, "PARTES_DE_TEXTO", 8)
    bomba = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    for cambio in (
        lambda xml: xml.replace(b"<worksheet", bomba.encode() + b"<worksheet", 1),
        lambda xml: xml.replace(b'r="H1"', b'r="XFD1"'),
        lambda xml: xml[: len(xml) // 2],
        lambda xml: xml.replace(b"</row>", '<c r="I1" t="s"><v>²</v></c></row>'.encode(), 1),
        lambda xml: xml.replace(b"</row>", b'<c r="I1" t="s"><v>' + b"9" * 5000 + b"</v></c></row>", 1),
        lambda xml: xml.replace(b"</row>", b'<c r="I1"><v>' + b"9" * 3_000_000 + b"</v></c></row>", 1),
    ):
        ruta = _con_hoja(libro(tmp_path, [TITULOS, FILA]), cambio)
        with pytest.raises(ArchivoIlegible):
            leer(ruta)
    ruta.write_bytes(b"PK\x03\x04 no")
    with pytest.raises(ArchivoIlegible):
        leer(ruta)


def _con_hoja(ruta: Path, cambio) -> Path:
    """The same workbook, its first sheet changed."""
    otra = ruta.with_name("otra.xlsx")
    with zipfile.ZipFile(ruta) as de, zipfile.ZipFile(otra, "w", zipfile.ZIP_DEFLATED) as a:
        for nombre in de.namelist():
            contenido = de.read(nombre)
            a.writestr(nombre, cambio(contenido) if nombre == "xl/worksheets/sheet1.xml" else contenido)
    return otra


@pytest.mark.req("U-10")
@pytest.mark.usefixtures("revision_de_verdad")
def test_lo_que_no_es_un_libro_no_entra(tmp_path):
    """An .xls, a bomb, a size that lies, a macro: refused at the door, in the process apart."""
    bueno = libro(tmp_path, [TITULOS, FILA])
    casos = {
        "viejo.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "del tipo XLSX o CSV"),
        "viejo.xlsx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "no corresponde"),
        "bomba.xlsx": (_con_parte(bueno, "xl/media/x.bin", b"\0" * 300_000_000).read_bytes(), "demasiado complejo"),
        "macro.xlsx": (_con_parte(bueno, "xl/vbaProject.bin", b"x").read_bytes(), "macros"),
        "nulo.csv": (b"a;b\0;c", "no corresponde"),
    }
    for nombre, (contenido, que) in casos.items():
        ruta = tmp_path / "subido"
        ruta.write_bytes(contenido)
        with pytest.raises(ArchivoRechazado, match=que):
            revisar(ruta, nombre=nombre, limites=LIMITES, nombre_documento="El archivo")
    assert revisar(bueno, nombre="a.xlsx", limites=LIMITES, nombre_documento="").extension == "xlsx"


def _con_parte(ruta: Path, nombre: str, contenido: bytes) -> Path:
    otra = ruta.with_name("con-parte.xlsx")
    otra.write_bytes(ruta.read_bytes())
    with zipfile.ZipFile(otra, "a", zipfile.ZIP_DEFLATED) as paquete:
        paquete.writestr(nombre, contenido)
    return otra


@pytest.mark.req("U-10")
@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_la_plantilla_se_puede_llenar_y_su_ejemplo_no_se_carga(tmp_path, extension):
    ruta = tmp_path / f"plantilla.{extension}"
    plantillas.escribir(ruta, FORMATO, extension)
    with pytest.raises(ArchivoIlegible, match="ninguna línea"):
        leer(ruta)
    if extension == "csv":
        with ruta.open("a", encoding="utf-8") as archivo:
            archivo.write(";".join(FILA) + "\r\n")
        assert leer(ruta) == ([LEIDA], [])
