"""How many times a random test tries: few in every run, all of them with ``--completo``."""

import os

COMPLETO = bool(os.environ.get("PRUEBAS_COMPLETO"))  # set by tests.plugins.requisitos before anything is collected


def cuantos(breve: int, completo: int) -> int:
    return completo if COMPLETO else breve
