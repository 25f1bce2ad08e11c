"""FAU-1, short form; the long one is ``tests/fallas/test_avisos.py``."""

from collections.abc import Callable

import pytest

from nucleo.avisos.models import Aviso
from nucleo.avisos.tests.matanza import matar


@pytest.mark.django_db(transaction=True)
def test_fau_1_matar_remitentes_no_pierde_avisos(dejar: Callable[..., Aviso]) -> None:
    for n in range(100):
        dejar(f"p{n}@ejemplo.cl")
    resultado = matar(avisos=100, muertes=4, plazo=60)
    print(resultado)
    assert resultado.muertes == 4
    assert (resultado.llegados, resultado.perdidos, resultado.ajenos) == (100, 0, 0)
    assert resultado.repetidos <= resultado.muertes
    assert set(Aviso.objects.values_list("estado", flat=True)) == {"enviado"}
