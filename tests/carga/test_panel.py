"""The panel at 10,000 requests and at a country's, in any period (F-02, F-03); a plain run takes those of a village.

``REPETICIONES`` says how often each page is asked for. The figures: 150 ms of server time at most, and at most 1.5
times those at 10,000.
"""

import os
import statistics
import time
from contextlib import nullcontext
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from cuentas.models import Perfil, Usuario
from solicitudes.models import Solicitud
from tests.carga.conftest import PAIS, PUEBLO, EnUnPais

REPETICIONES = int(os.environ.get("REPETICIONES", "15"))
POCAS, MEDIANA, RAZON = 10_000, 150, 1.5
PANELES = (
    "/panel/",
    "/panel/?periodo=90",
    "/panel/?periodo=365",
    "/panel/?periodo=todo",
    "/panel/?desde=2017-02-03&hasta=2026-11-20",
    "/panel/?periodo=todo&distribuidora=YN",
    "/panel/?periodo=todo&tipo=conexion",
)
OTRAS = (
    "/panel/radar/",
    "/panel/radar/?lista=conexiones&page=40",
    "/panel/radar/?lista=fuera-de-orden&dias=365",
    "/panel/radar/?lista=reclasificadas&dias=365",
    "/panel/cumplimiento/?periodo=todo",
    "/panel/cumplimiento/YN/?periodo=todo",
    "/panel/cumplimiento/YN/?periodo=todo&respuesta=tarde&page=40",
)


def _medianas(repeticiones: int) -> dict[str, float]:
    """Milliseconds of each page, in turns so that the machine treats them alike."""
    cliente = Client()
    cliente.force_login(Usuario.objects.filter(estado="activa", perfil=Perfil.SEC).order_by("pk")[0])
    tiempos: dict[str, list[float]] = {ruta: [] for ruta in (*PANELES, *OTRAS)}
    for vuelta in range(repeticiones + 1):
        for ruta, suyos in tiempos.items():
            inicio = time.perf_counter()
            assert cliente.get(ruta).status_code == 200
            if vuelta:  # the first one warms
                suyos.append((time.perf_counter() - inicio) * 1000)
    return {ruta: statistics.median(suyos) for ruta, suyos in tiempos.items()}


@pytest.mark.parametrize(
    ("cuantas", "pocas", "repeticiones"),
    [(PUEBLO, PUEBLO, 1), pytest.param(PAIS, POCAS, REPETICIONES, marks=pytest.mark.carga, id="pais")],
)
@pytest.mark.req("F-02", "F-03")
def test_el_panel_de_un_pais(
    en_un_pais: EnUnPais, capsys: pytest.CaptureFixture[str], cuantas: int, pocas: int, repeticiones: int
) -> None:
    with en_un_pais(pocas):
        en_pocas = _medianas(repeticiones)
    with en_un_pais(cuantas):
        en_muchas = _medianas(repeticiones)
        assert Solicitud.objects.count() == cuantas
        salida = StringIO()
        call_command("recontar", stdout=salida)
    assert salida.getvalue().strip().splitlines()[-1].startswith("0 diferencias antes, 0 después")
    medidas = [
        f"{en_muchas[r]:6.1f} ms  {en_pocas[r]:6.1f} ms  x{en_muchas[r] / en_pocas[r]:.2f}  {r}" for r in en_muchas
    ]
    with capsys.disabled() if repeticiones > 1 else nullcontext():
        print(f"\n{salida.getvalue().strip()}\n" + "\n".join(medidas))
    lentas = [ruta for ruta in PANELES if en_muchas[ruta] > MEDIANA or en_muchas[ruta] / en_pocas[ruta] > RAZON]
    assert not lentas or cuantas < 1_000_000, lentas
