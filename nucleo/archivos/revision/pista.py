"""What libmagic thinks a file is: a hint for the log, never a decision (a renamed .docm passes for Word).

Runs apart too: libmagic is one more parser in C, and the package that brings it patches ``ctypes`` for everybody.
"""

import importlib
from pathlib import Path


def mirar(ruta: Path) -> str:
    """A media type such as ``image/gif``."""
    import pylibmagic

    # After it, and so not by an import that a formatter may move: it tells ctypes where its library lies.
    magic = importlib.import_module("magic")
    # Named: with its own default it also reads whatever an empty part of the variable MAGIC stands for.
    with open(ruta, "rb") as archivo:
        return str(
            magic.Magic(mime=True, magic_file=str(pylibmagic.data / "magic.mgc")).from_buffer(archivo.read(4096))
        )
