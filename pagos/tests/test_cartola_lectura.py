"""A bank statement as banks, Excel and people write it: read by line, what cannot be read told by line."""

import pytest

from nucleo.comun.valores import ValorIlegible, leer_fecha, leer_monto
from pagos.cartolas.lectura import MAXIMO_LINEAS, CartolaIlegible, Columnas, abrir, leer
from pagos.cartolas.referencias import candidatas

pytestmark = pytest.mark.req("P-04")
COLUMNAS = Columnas(fecha=0, monto=2, texto=1)
TEXTO = "Fecha;Descripción;Abono\n20-11-2026;Pago P12 Ñuñoa;38.500\n21/11/2026;Otro;$1.000,00\n2026-11-22;Cargo;-500\n"


@pytest.mark.parametrize("codificacion", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separador", [";", ",", "\t"])
def test_se_lee_con_cualquier_letra_y_separador(codificacion: str, separador: str) -> None:
    texto = TEXTO.replace(";", separador).replace(",00", "") if separador == "," else TEXTO.replace(";", separador)
    hoja = abrir(texto.replace("\n", "\r\n").encode(codificacion))
    assert hoja.nombres == ["Fecha", "Descripción", "Abono"] and hoja.encabezado == ["fecha", "descripcion", "abono"]
    lectura = leer(hoja, COLUMNAS)
    assert [(a.numero, a.fecha.isoformat(), a.monto, a.texto) for a in lectura.abonos] == [
        (2, "2026-11-20", 38_500, "Pago P12 Ñuñoa"),
        (3, "2026-11-21", 1_000, "Otro"),
    ]
    assert (lectura.cargos, lectura.ilegibles) == (1, [])


def test_una_linea_mala_se_dice_y_no_pierde_las_otras() -> None:
    malas = '31-02-2026;a;1\nhoy;b;1\n20-11-2026;c;38,5\n20-11-2026\n"20-11-2026;d;1\n20-11-2026;buena;1\n\n;;\n'
    lectura = leer(abrir(b"Fecha;Texto;Monto\n" + malas.encode()), COLUMNAS)
    assert [abono.texto for abono in lectura.abonos] == ["buena"]
    assert lectura.ilegibles == [
        (2, "La fecha «31-02-2026» no existe."),
        (3, "No entendimos la fecha «hoy». Se escribe 20-11-2026."),
        (4, "No entendimos el monto «38,5». Se escribe 38.500 o 38500."),
        (5, "Tiene 1 columna y faltan datos."),
        (6, "Tiene comillas sin cerrar."),
        (9, "No entendimos la fecha «». Se escribe 20-11-2026."),
    ]


def test_las_lineas_iguales_se_distinguen_por_su_vez() -> None:
    repetida = "20-11-2026;Pago P12;38.500\n"
    lectura = leer(abrir(("F;T;M\n" + repetida * 2 + "20-11-2026;Pago P13;38.500\n").encode()), COLUMNAS)
    assert [abono.vez for abono in lectura.abonos] == [1, 2, 1]


@pytest.mark.parametrize(
    ("contenido", "dicho"),
    [
        (b" \n\n", "está vacía"),
        (b"Fecha;Texto;Monto\n", "ninguna línea"),
        (b"Fecha|Texto|Monto\n1|2|3\n", "coma, punto y coma o tabulación"),
        (b"20-11-2026;Pago;38.500\n21-11-2026;Pago;1\n", "nombres de las columnas"),
        (b"PK\x03\x04\x00\x00;a;b\n", "no es un CSV"),
        (b"\xff\xfeF", "No pudimos leer las letras"),
        (b"F;T;M\n" + b"20-11-2026;x;1\n" * (MAXIMO_LINEAS + 1), "más de 10.000 líneas"),
    ],
)
def test_lo_que_no_es_una_cartola_tiene_sus_palabras(contenido: bytes, dicho: str) -> None:
    with pytest.raises(CartolaIlegible) as error:
        abrir(contenido)
    assert dicho in error.value.mensaje


@pytest.mark.parametrize(
    ("texto", "esperadas"),
    [
        ("PAGO P12", {"P12"}), ("p-12", {"P12"}), ("ref:p.12,", {"P12"}), ("(P 12)", {"P12"}), ("Ｐ１２", {"P12"}),
        ("P 1 2", {"P1", "P12"}), ("P12 P13", {"P12", "P13"}), ("P12 12.345.678-5", {"P12"}),
        ("P12 20-11-2026", {"P12", "P1220112026"}), ("P12-345", {"P12345"}),
        # Never inside a longer number or word.
        ("P12X", set()), ("XP12", set()), ("ÑP12", set()), ("P12.500", set()), ("P12/26", set()), ("P0012", set()),
        ("12", set()), ("", set()), ("=P(12)", set()),
    ],
)  # fmt: skip
def test_la_referencia_se_halla_sin_falsos_aciertos(texto: str, esperadas: set[str]) -> None:
    assert candidatas(texto) == esperadas


@pytest.mark.parametrize(
    ("celda", "monto"),
    [
        ("38.500", 38_500), ("$38.500", 38_500), ("38500,00", 38_500), ("38500.00", 38_500),
        ("CLP 1.234.567", 1_234_567),
        ("-38.500", -38_500), ("$ -38.500", -38_500), ("(38.500)", -38_500), ("38.500-", -38_500),
        ("\u221238.500", -38_500),
        ("", 0), ("-", 0), ("0", 0), (" 5 ", 5),
    ],
)  # fmt: skip
def test_los_montos(celda: str, monto: int) -> None:
    assert leer_monto(celda) == monto


@pytest.mark.parametrize("celda", ["38,5", "1e9", "38.5", "mil", "٣٨", "1.23.4", "9" * 13, "=1+1", "38.500,50"])
def test_los_montos_que_no_se_entienden(celda: str) -> None:
    with pytest.raises(ValorIlegible):
        leer_monto(celda)


@pytest.mark.parametrize("celda", ["20-11-26", "11/20/2026", "2026-13-01", "01-01-1899", "", "٢٠-11-2026"])
def test_las_fechas_que_no_se_entienden(celda: str) -> None:
    with pytest.raises(ValorIlegible):
        leer_fecha(celda)
