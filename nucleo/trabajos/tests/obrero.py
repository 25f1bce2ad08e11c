"""A worker process for the tests: it stops half way, and waits to be killed."""

import os
import sys
import time
from pathlib import Path
from typing import Any


def main(datos: str) -> None:
    os.environ["PORTAL_DATA"] = datos
    import django

    django.setup()
    from nucleo.trabajos import constructores, ejecucion

    def construir(trabajo: Any, ruta: Path, avance: Any) -> None:
        with open(ruta, "w") as salida:
            salida.write("fila 0\nfila 1\n")
            salida.flush()
            avance(2, 4)
            print("a la mitad", flush=True)
            time.sleep(600)

    constructores.registrar("prueba", construir)
    ejecucion.ejecutar_pendientes()


if __name__ == "__main__":
    main(sys.argv[1])
