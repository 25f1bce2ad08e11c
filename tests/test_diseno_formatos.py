"""Chilean figures and dates, as DISENO 3.3 writes them."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import formats

from nucleo.comun.templatetags import formatos as f
from nucleo.comun.templatetags.graficos import _escala, calor, grafico_anillo, grafico_barras

KB, MB = 1024, 1024 * 1024


@pytest.mark.parametrize(
    ("bytes_", "texto"),
    [
        (0, "0 KB"),
        (1, "1 KB"),
        (418 * KB, "418 KB"),
        (427_925, "418 KB"),
        (1023 * KB, "1023 KB"),
        (MB - 1, "1 MB"),
        (MB, "1 MB"),
        (5 * MB, "5 MB"),
        (5 * MB + 1, "5,1 MB"),
        (2_202_010, "2,2 MB"),
        (None, ""),
    ],
)
def test_tamano(bytes_: int | None, texto: str) -> None:
    assert f.tamano(bytes_) == texto.replace(" ", "\u00a0")


@pytest.mark.parametrize(("monto", "texto"), [(38500, "$38.500"), (0, "$0"), (-1200, "-$1.200"), (None, "")])
def test_pesos(monto: int | None, texto: str) -> None:
    assert f.pesos(monto) == texto


@pytest.mark.parametrize(
    ("valor", "texto"), [(96, "96 %"), (91.44, "91,4 %"), (91.45, "91,5 %"), (100.0, "100 %"), (0, "0 %"), (None, "")]
)
def test_porcentaje(valor: float | None, texto: str) -> None:
    assert f.porcentaje(valor) == texto.replace(" ", "\u00a0")


def test_los_dias_y_las_horas_son_los_de_chile() -> None:
    # 02:30 UTC of the 9th is still the evening of the 8th in Santiago.
    instante = datetime(2026, 3, 9, 2, 30, tzinfo=UTC)
    assert f.fecha(instante) == '<time class="fecha" datetime="2026-03-08T23:30-03:00">08-03-2026</time>'
    assert f.hora(instante).endswith(">23:30</time>")
    assert f.fecha_hora(instante).endswith(">08-03-2026 23:30</time>")
    assert f.fecha_texto(instante) == "08-03-2026"
    assert f.fecha_hora_texto(instante) == "08-03-2026 a las 23:30"
    assert f.fecha_larga(date(2026, 3, 11)) == '<time class="fecha" datetime="2026-03-11">miércoles 11-03-2026</time>'
    assert f.fecha(None) == f.hora(None) == f.fecha_larga(None) == ""


@pytest.mark.parametrize(
    ("segundos", "texto"), [(1, "1 minuto"), (60, "1 minuto"), (61, "2 minutos"), (None, "1 minuto")]
)
def test_minutos(segundos: int | None, texto: str) -> None:
    assert f.minutos(segundos) == texto


def test_rut_miles_y_extension() -> None:
    assert (f.rut("123456785"), f.rut(""), f.rut("9999999K")) == ("12.345.678-5", "", "9.999.999-K")
    assert (f.miles(1234567), f.miles(1234.5), f.miles(None)) == ("1.234.567", "1.234,5", "")
    assert (f.extension("Poder.final.docx"), f.extension("sin")) == ("DOCX", "Archivo")


def test_los_formatos_de_django_son_chilenos() -> None:
    assert formats.date_format(date(2026, 3, 8), "DATE_FORMAT") == "08-03-2026"
    assert formats.number_format(1234567.5, 1, force_grouping=True) == "1.234.567,5"
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1
    # <input type="date"> shows and sends ISO.
    assert formats.get_format("DATE_INPUT_FORMATS")[0] == "%Y-%m-%d"


def test_el_grafico_no_escribe_comas_ni_estilos_y_trae_su_tabla() -> None:
    plantilla = Template(
        '{% grafico_barras s id="g" titulo="T" columna="Fecha" %}{% grafico_anillo s id="h" titulo="U" %}'
    )
    html = plantilla.render(Context({"s": [("lunes", 1234, "/x/"), ("martes", 7), ("<b>", 0)]}))
    assert "style=" not in html and "<b>" not in html
    assert not [v for v in _atributos(html, "x", "y", "width", "height") if "," in v]
    assert html.count("1.234") >= 4 and 'href="/x/"' in html
    assert html.count("<table") == 2 and html.count("grafico--ancho") == html.count("grafico--angosto") == 1


def _atributos(html: str, *nombres: str) -> list[str]:
    import re

    return re.findall(rf' (?:{"|".join(nombres)})="([^"]*)"', html)


def test_las_tajadas_llenan_el_anillo() -> None:
    anillo = grafico_anillo([("a", 1), ("b", 2), ("c", 1)], id="x", titulo="X")
    largos = [float(tajada["trazo"].split()[0]) for tajada in anillo["tajadas"]]
    assert 96 < sum(largos) < 100
    assert [tajada["desde"] for tajada in anillo["tajadas"]] == ["-0.00", "-25.00", "-75.00"]


def test_un_grafico_sin_datos_lo_dice() -> None:
    assert grafico_barras([], id="x", titulo="X", columna="Y")["vacio"]
    assert grafico_anillo([("a", 0)], id="x", titulo="X")["vacio"]


@pytest.mark.parametrize("maximo", [1, 3, 7, 60, 99, 100, 101, 12_480, 999_999])
def test_la_escala_parte_en_cero_y_alcanza_con_pocos_pasos(maximo: int) -> None:
    escala = _escala(maximo)
    assert escala[0] == 0 and escala[-1] >= maximo and 2 <= len(escala) <= 7
    assert len({b - a for a, b in zip(escala, escala[1:], strict=False)}) == 1


def test_el_calor_cambia_en_95_85_y_70() -> None:
    assert [calor(v) for v in (100, 95, 94.9, 85, 84.9, 70, 69.9, 0)] == [
        "c0",
        "c0",
        "c1",
        "c1",
        "c2",
        "c2",
        "c3",
        "c3",
    ]
