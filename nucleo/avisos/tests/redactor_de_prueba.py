"""Gives a worker started by a test the composer of ``prueba``."""

from nucleo.avisos.redactores import Redactado, registrar


def _escribir(aviso: object) -> Redactado:
    return Redactado("LA1: prueba", "Hola")


registrar("prueba", _escribir)
