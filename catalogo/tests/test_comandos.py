"""The two commands as a person runs them from the shell."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from nucleo.archivos import muestras

pytestmark = pytest.mark.django_db


def _plazo(*opciones: str) -> str:
    salida = StringIO()
    call_command("plazo", *opciones, stdout=salida)
    return salida.getvalue()


def _calculado(*opciones: str) -> dict[str, Any]:
    return json.loads(_plazo("--json", *opciones))


@pytest.mark.req("L-03")
def test_plazo_explica_linea_por_linea() -> None:
    lineas = _plazo("--recibida", "2026-11-20T10:00", "--dias", "10").splitlines()
    assert lineas[0] == "Vence el viernes\u00a004-12-2026"
    assert lineas[1] == "  Llegó el viernes\u00a020-11-2026."
    assert len([linea for linea in lineas if "fin de semana" in linea]) == 4


@pytest.mark.req("L-02", "L-04")
@pytest.mark.parametrize(
    ("recibida", "dias", "unidad", "vence"),
    [
        ("2026-11-20T10:00", "5", "habiles", "2026-11-27"),
        ("2026-11-20T10:00", "20", "habiles", "2026-12-21"),
        ("2026-11-21T10:00", "10", "habiles", "2026-12-07"),
        ("2026-09-17", "5", "habiles", "2026-09-25"),
        ("2026-11-20T23:59:59", "5", "habiles", "2026-11-27"),  # without an offset: in Chile
        ("2026-11-21T02:59:59Z", "5", "habiles", "2026-11-27"),
        ("2026-11-21T03:00Z", "5", "habiles", "2026-11-30"),
        ("2026-08-31T10:00", "6", "meses", "2027-03-01"),
        ("2026-11-20T10:00", "30", "corridos", "2026-12-21"),
    ],
)
def test_plazo_en_json(recibida: str, dias: str, unidad: str, vence: str) -> None:
    calculado = _calculado("--recibida", recibida, "--dias", dias, "--unidad", unidad)
    assert calculado["vence_el"] == vence
    assert calculado["pasos"]


@pytest.mark.parametrize("recibida", ["ayer", "", "2026-02-29", "2026-13-01T10:00", "20-11-2026"])
def test_plazo_con_una_fecha_que_no_es(recibida: str) -> None:
    with pytest.raises(CommandError, match="Escríbela así: 2026-11-20T10:00"):
        _plazo("--recibida", recibida, "--dias", "10")


@pytest.mark.parametrize("dias", ["0", "-3", "diez", "1.5", "", "1_0", "٣", "3661", "9" * 5000])
def test_plazo_con_una_cantidad_que_no_es(dias: str) -> None:
    with pytest.raises(CommandError, match="número entero de 1 a 3660"):
        _plazo("--recibida", "2026-11-20T10:00", f"--dias={dias}")


def test_plazo_que_no_cabe_en_el_calendario() -> None:
    with pytest.raises(CommandError, match="9999"):
        _plazo("--recibida", "9999-12-20T10:00", "--dias", "10")


def test_desde_la_consola_una_mala_entrada_es_una_frase_y_no_un_volcado() -> None:
    fin = subprocess.run(
        [sys.executable, "manage.py", "plazo", "--recibida", "ayer", "--dias", "10"],
        cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert fin.returncode == 1
    assert fin.stdout == ""
    assert "No entiendo la fecha «ayer»" in fin.stderr
    assert "Traceback" not in fin.stderr


def _revisar(*opciones: str | Path) -> list[dict[str, Any]]:
    salida = StringIO()
    call_command("revisar_archivo", *map(str, opciones), stdout=salida)
    return [json.loads(linea) for linea in salida.getvalue().splitlines()]


@pytest.mark.req("S-10")
def test_revisar_archivo_responde_una_linea_por_ruta(tmp_path: Path) -> None:
    bueno, falso, vacio = tmp_path / "te4.pdf", tmp_path / "falso.pdf", tmp_path / "vacio.pdf"
    bueno.write_bytes(muestras.pdf())
    falso.write_bytes(b"MZ esto no es un PDF")
    vacio.touch()
    respuestas = _revisar(bueno, falso, vacio, tmp_path / "no.pdf", tmp_path, "--documento", "te4")
    assert [Path(r["archivo"]).name for r in respuestas] == [
        "te4.pdf",
        "falso.pdf",
        "vacio.pdf",
        "no.pdf",
        tmp_path.name,
    ]
    assert [r["aceptado"] for r in respuestas] == [True, False, False, False, False]
    assert respuestas[0] == {
        "archivo": str(bueno), "aceptado": True, "motivo": "", "mensaje": "",
        "tipo": "application/pdf", "bytes": bueno.stat().st_size,
    }  # fmt: skip
    assert respuestas[2]["mensaje"] == "vacio.pdf está vacío"
    assert [r["motivo"] for r in respuestas[2:]] == ["vacio", "no-existe", "no-es-archivo"]
    assert all(r["motivo"] and r["mensaje"] for r in respuestas[1:])


@pytest.mark.req("S-10")
def test_los_limites_son_los_del_documento(tmp_path: Path) -> None:
    grande, imagen = tmp_path / "contrato.pdf", tmp_path / "contrato.png"
    grande.write_bytes(muestras.pdf() + b"\n%" + b" " * 1024 * 1024)
    imagen.write_bytes(b"\x89PNG\r\n\x1a\n")
    pesado, otro_tipo = _revisar(grande, imagen, "--documento", "contrato")
    assert pesado["motivo"] == "tamano"
    assert "1 MB o menos" in pesado["mensaje"]
    assert otro_tipo["motivo"] == "extension"
    assert "debe ser del tipo PDF" in otro_tipo["mensaje"]


def test_un_codigo_que_no_existe_dice_cuales_hay() -> None:
    with pytest.raises(CommandError, match=r"No hay un documento «carta».*cedula, .*te4"):
        _revisar("x.pdf", "--documento", "carta")
