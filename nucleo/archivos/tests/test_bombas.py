"""UP-8, V22: bombs, measured from outside in a process of their own."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from nucleo.archivos import muestras
from nucleo.archivos.tests import malos, malos_pdf

RAIZ = Path(__file__).resolve().parents[3]
MB = 1024 * 1024
MEDIR = """
import json, resource, sys, time
from pathlib import Path
from nucleo.archivos.errores import ArchivoRechazado
from nucleo.archivos.limites import Limites
from nucleo.archivos.revision import revisar
_, ruta, nombre, limpia = sys.argv
inicio, propios, motivo = time.monotonic(), time.process_time(), ""
try:
    revisar(Path(ruta), nombre=nombre, limpia=Path(limpia), nombre_documento="X",
            limites=Limites(("pdf", "jpg", "png", "docx"), 30_000_000))
except ArchivoRechazado as error:
    motivo = error.motivo
hijos = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({
    "motivo": motivo, "reloj": time.monotonic() - inicio,
    # Two seconds of work: on a machine that others load, the wall clock would measure them.
    "segundos": time.process_time() + hijos.ru_utime + hijos.ru_stime - propios,
    "hijo": hijos.ru_maxrss / 1024,
    "propio": int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024,
}))
"""


def _medir(carpeta: Path, nombre: str, datos: bytes) -> dict:
    (carpeta / "x").write_bytes(datos)
    salida = subprocess.run([sys.executable, "-c", MEDIR, str(carpeta / "x"), nombre, str(carpeta / "limpia")],
                            cwd=RAIZ, capture_output=True, check=True)  # fmt: skip
    medido = json.loads(salida.stdout)
    print(f"\n{nombre}: {medido}")
    return medido


def _normal(carpeta: Path) -> float:
    """What the checking process takes for the simplest file of the kind: memory grows from here."""
    return max(_medir(carpeta, f"a.{que}", datos)["hijo"] for que, datos in (("pdf", muestras.pdf()),
                                                                            ("jpg", muestras.jpg())))  # fmt: skip


def test_up_8_v22_bombas_rechazadas_en_dos_segundos_y_con_poca_memoria(tmp_path: Path) -> None:
    pdfs, docxs = malos_pdf.pdfs(), malos.docxs()
    bombas = {
        "92 Mpx": ("a.png", malos.png_gigante(9592), "imagen-grande"),
        "169 Mpx": ("a.png", malos.png_gigante(13000), "imagen-grande"),
        "361 Mpx": ("a.png", malos.png_gigante(19000), "imagen-grande"),
        "flate": pdfs["bomba-flate"],
        "flate doble": pdfs["bomba-doble"],
        "flujo de objetos": malos_pdf.bomba_de_objetos(),
        "42.zip": docxs["zip-cualquiera"],
        "razón": docxs["razon"],
        "inflado": docxs["inflado"],
        "pasadas": malos.imagenes()["jpg-de-mil-pasadas"],
    }
    normal = _normal(tmp_path)
    for bomba, (nombre, datos, motivo) in bombas.items():
        medido = _medir(tmp_path, nombre, datos)
        assert medido["motivo"], bomba
        assert medido["motivo"] == motivo or not motivo, bomba
        assert medido["segundos"] < 2, bomba
        assert medido["hijo"] < normal + 100, bomba
        assert medido["propio"] < 50, "the caller never opens the file"


@pytest.mark.parametrize("opciones", [{}, {"progressive": True}], ids=["base", "progresiva"])
def test_up_8_foto_de_sesenta_megapixeles_se_reduce(tmp_path: Path, opciones: dict[str, bool]) -> None:
    salida = io.BytesIO()
    Image.new("RGB", (9000, 7000), (90, 120, 40)).save(salida, "JPEG", **opciones)
    medido = _medir(tmp_path, "a.jpg", salida.getvalue())
    assert medido["motivo"] == "" and medido["hijo"] < 400
    with Image.open(tmp_path / "limpia") as limpia:
        assert limpia.width * limpia.height <= 16_000_000 and abs(limpia.width / limpia.height - 9 / 7) < 0.01


def test_up_8_png_de_sesenta_megapixeles_cabe(tmp_path: Path) -> None:
    medido = _medir(tmp_path, "a.png", malos.png_gigante(7900))
    assert medido["motivo"] == "" and medido["hijo"] < 400
