"""The long form of ``cargar_volumen``: 1,000,000 requests, and what it leaves proven (stage 3: 2,000 a second)."""

import os
import re
from io import StringIO

import pytest
from django.core.management import call_command

from solicitudes.models import Solicitud

CUANTAS = int(os.environ.get("VOLUMEN", "1000000"))
MINIMO = 2_000  # a second, on two cores with nothing else to do


@pytest.mark.carga
@pytest.mark.django_db(transaction=True, databases=["default", "dueno"])
@pytest.mark.req("S-13", "L-01")
def test_un_millon(capsys: pytest.CaptureFixture[str]) -> None:
    dicho = StringIO()
    call_command("cargar_volumen", solicitudes=CUANTAS, semilla=20_571, stdout=dicho)
    with capsys.disabled():
        print(f"\n{dicho.getvalue().strip()}")
    assert Solicitud.objects.count() == CUANTAS
    for comando in ("verificar_eventos", "recalcular"):
        salida = StringIO()
        call_command(comando, stdout=salida)  # a break or a difference raises
        with capsys.disabled():
            print(f"{comando}: {salida.getvalue().strip()}")
    por_segundo = int(re.search(r"(\d+) por segundo", dicho.getvalue())[1])
    if CUANTAS >= 1_000_000:
        assert por_segundo >= MINIMO
