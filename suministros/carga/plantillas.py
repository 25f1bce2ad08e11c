"""The files to fill in, made when asked for: an example row, which is never loaded, and what each column is."""

from pathlib import Path

from nucleo.comun import hojas
from suministros.carga.columnas import Formato
from suministros.carga.csvs import COMENTARIO

FORMATOS = {"xlsx": "Excel", "csv": "CSV"}
_GUIA = (
    hojas.Columna("Columna", "", ancho=26),
    hojas.Columna("Qué va en ella", "", ancho=70),
    hojas.Columna("Ejemplo", "", ancho=20),
)
_NO_SE_CARGA = "La fila EJEMPLO no se carga: puedes dejarla o borrarla."


def escribir(ruta: Path, formato: Formato, extension: str) -> None:
    """``extension``: one of ``FORMATOS``."""
    if extension == "csv":
        _csv(ruta, formato)
    else:
        _libro(ruta, formato)


def _libro(ruta: Path, formato: Formato) -> None:
    columnas = [hojas.Columna(una.titulo, una.significado, ancho=24) for una in formato.columnas]
    ejemplo = [una.ejemplo for una in formato.columnas]
    guia = [(una.titulo, una.significado, una.ejemplo) for una in formato.columnas]
    guia.append(("", _NO_SE_CARGA, ""))
    hojas.escribir(
        ruta,
        [hojas.Hoja(formato.clase.label, columnas, [ejemplo], 1), hojas.Hoja("Columnas", _GUIA, guia, len(guia))],
    )


def _csv(ruta: Path, formato: Formato) -> None:
    """With ``;``, which Excel in Chile opens in columns."""
    lineas = [f"{COMENTARIO} {una.titulo}: {una.significado}" for una in formato.columnas]
    lineas.append(f"{COMENTARIO} {_NO_SE_CARGA} Estas líneas que empiezan con {COMENTARIO} tampoco.")
    lineas.append(";".join(una.titulo for una in formato.columnas))
    lineas.append(";".join(una.ejemplo for una in formato.columnas))
    ruta.write_text("\r\n".join(lineas) + "\r\n", encoding="utf-8-sig", newline="")
