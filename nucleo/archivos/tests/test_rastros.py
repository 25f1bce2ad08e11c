"""What a file carries unseen is found, nothing is found in a clean one, and a hostile one costs little."""

import resource
import time
from pathlib import Path

import pytest

from nucleo.archivos import muestras, rastros
from nucleo.archivos.revision import proceso
from nucleo.archivos.revision.rastros import rastrear
from nucleo.archivos.tests import buenos, con_rastros

pytestmark = pytest.mark.req("D-04", "D-06")
AJENO = "111111111"
DEMO = frozenset({"123456785"})


def _hallado(carpeta: Path, nombre: str, datos: bytes) -> set[str]:
    (carpeta / nombre).write_bytes(datos)
    respuesta = rastrear(carpeta / nombre)
    return {*respuesta["codigos"], *respuesta["ruts"]}


@pytest.mark.parametrize("clase", ["words", "pdfs"])
def test_cada_rasgo_se_encuentra_y_ningun_otro(tmp_path: Path, clase: str) -> None:
    casos = getattr(con_rastros, clase)()
    esperados = {caso: {dato.replace(".", "").replace("-", "") if "." in dato else dato for dato in espera}
                 for caso, (_, _, espera) in casos.items()}  # fmt: skip
    hallados = {caso: _hallado(tmp_path, nombre, datos) for caso, (nombre, datos, _) in casos.items()}
    assert hallados == esperados


def test_los_archivos_de_todos_los_dias_no_levantan_nada(tmp_path: Path) -> None:
    limpios = {caso: ("a.pdf", datos) for caso, datos in buenos.pdfs().items()} | buenos.words()
    limpios["foto"] = ("a.png", muestras.png())
    hallados = {caso: _hallado(tmp_path, nombre.lower(), datos) for caso, (nombre, datos) in limpios.items()}
    assert {caso: que for caso, que in hallados.items() if que} == {}


@pytest.mark.usefixtures("revision_de_verdad")
def test_un_archivo_hostil_cuesta_poco_y_se_dice_que_no_se_leyo(tmp_path: Path) -> None:
    for caso, (nombre, datos) in con_rastros.hostiles().items():
        ruta = tmp_path / nombre
        ruta.write_bytes(datos)
        antes, reloj = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        visto = rastros.leer(proceso.rastros(ruta))
        hijos, tardo = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - reloj
        usado = hijos.ru_utime + hijos.ru_stime - antes.ru_utime - antes.ru_stime
        print(f"\n{caso}: {usado:.2f} s de procesador, {tardo:.2f} s de reloj, {hijos.ru_maxrss // 1024} MB, {visto}")
        assert visto.codigos == ("sin-leer",), caso
        assert usado < 4.5 and tardo < proceso.ESPERA + 1, caso


def test_las_palabras_y_los_rut_propios() -> None:
    visto = rastros.Rastros(("oculto", "comentarios"), ("123456785", AJENO))
    assert [uno.frase for uno in visto.advertencias(DEMO)] == [
        "Tiene comentarios.",
        "Tiene texto oculto.",
        "Nombra el RUT 11.111.111-1, que no es del solicitante.",
    ]
    assert [uno.codigo for uno in visto.advertencias(None)] == ["comentarios", "oculto"]
    assert rastros.Rastros((), ("123456785",)).advertencias(DEMO) == []
    cinco = rastros.Rastros((), ("10000004", AJENO, "222222222", "333333333", "444444444"))
    assert cinco.advertencias(frozenset())[0].frase == (
        "Nombra los RUT 1.000.000-4, 11.111.111-1, 22.222.222-2 y 2 más, que no son del solicitante."
    )
