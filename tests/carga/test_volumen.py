"""What ``cargar_volumen`` leaves proven, and how fast it made it (stage 3: 2,000 a second)."""

import re
from io import StringIO

import pytest
from django.core.management import call_command

from solicitudes.models import Solicitud
from tests.carga.conftest import PAIS, EnUnPais

MINIMO = 2_000  # a second, on two cores with nothing else to do


@pytest.mark.carga
@pytest.mark.req("S-13", "L-01")
def test_un_pais_probado(en_un_pais: EnUnPais, capsys: pytest.CaptureFixture[str]) -> None:
    with en_un_pais(PAIS) as pais:
        assert Solicitud.objects.count() == PAIS
        for comando in ("verificar_eventos", "recalcular"):
            salida = StringIO()
            call_command(comando, stdout=salida)  # a break or a difference raises
            with capsys.disabled():
                print(f"\n{comando}: {salida.getvalue().strip()}", end="")
    with capsys.disabled():
        print(f"\n{pais.dicho}")
    if PAIS >= 1_000_000:
        assert int(re.search(r"(\d+) por segundo", pais.dicho)[1]) >= MINIMO
