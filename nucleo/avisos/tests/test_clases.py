"""Every key of the outbox says whether an account may switch it off (U-11, reglas.md 8)."""

import pytest

from nucleo.avisos import clases, redactores
from nucleo.avisos.catalogo_mensajes import CLAVES
from nucleo.avisos.clases import Clase


@pytest.mark.req("U-11")
def test_cada_clave_dice_si_se_puede_apagar_y_como_se_llama() -> None:
    """Without a line in its ``registrar`` a new message would be one that nobody decided about."""
    sin_decidir = [clave for clave in redactores.claves() if clave not in clases._declaradas]
    assert sin_decidir == [], "redactores.registrar(clave, funcion, clase=Clase.LEGAL, nombre='…')"
    assert [clave for clave in redactores.claves() if not clases.nombre(clave)] == []
    assert set(CLAVES) <= set(redactores.claves())


@pytest.mark.req("U-11")
def test_solo_los_recordatorios_se_apagan() -> None:
    """By hand: whoever makes a notice dispensable says so here too."""
    assert clases.de_clase(Clase.PRESCINDIBLE) == [
        "borrador_por_borrarse", "recordatorio_atraso", "recordatorio_distribuidora", "recordatorio_solicitante",
    ]  # fmt: skip
    assert clases.de("una-que-nadie-declaro") == Clase.LEGAL
