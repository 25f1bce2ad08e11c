"""The long form of the panel: the same pages at 10,000 requests and at a country's, in any period (F-02, F-03).

``VOLUMEN`` says how many are loaded in the end (1,000,000), ``REPETICIONES`` how often each page is asked for. The
figures: 150 ms of server time at most, and at most 1.5 times those at 10,000.
"""

import os
import statistics
import time
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from cuentas.models import Perfil, Usuario
from solicitudes.models import Solicitud

CUANTAS = int(os.environ.get("VOLUMEN", "1000000"))
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


def _medianas(cliente: Client) -> dict[str, float]:
    """Milliseconds of each page, in turns so that the machine treats them alike."""
    tiempos: dict[str, list[float]] = {ruta: [] for ruta in (*PANELES, *OTRAS)}
    for vuelta in range(REPETICIONES + 1):
        for ruta, suyos in tiempos.items():
            inicio = time.perf_counter()
            assert cliente.get(ruta).status_code == 200
            if vuelta:  # the first one warms
                suyos.append((time.perf_counter() - inicio) * 1000)
    return {ruta: statistics.median(suyos) for ruta, suyos in tiempos.items()}


def _cargar(cuantas: int, semilla: int) -> Client:
    call_command("cargar_volumen", solicitudes=cuantas, semilla=semilla, encima=True, stdout=StringIO())
    cliente = Client()
    cliente.force_login(Usuario.objects.filter(estado="activa", perfil=Perfil.SEC).order_by("pk")[0])
    return cliente


@pytest.mark.carga
@pytest.mark.django_db(transaction=True, databases=["default", "dueno"])
@pytest.mark.req("F-02", "F-03")
def test_el_panel_de_un_pais(capsys: pytest.CaptureFixture[str]) -> None:
    pocas = _medianas(_cargar(POCAS, 20_571))
    muchas = _medianas(_cargar(CUANTAS - POCAS, 20_572))
    assert Solicitud.objects.count() == CUANTAS
    salida = StringIO()
    call_command("recontar", stdout=salida)
    assert salida.getvalue().strip().splitlines()[-1].startswith("0 diferencias antes, 0 después")
    medidas = [f"{muchas[r]:6.1f} ms  {pocas[r]:6.1f} ms  x{muchas[r] / pocas[r]:.2f}  {r}" for r in muchas]
    with capsys.disabled():
        print(f"\n{salida.getvalue().strip()}\n" + "\n".join(medidas))
    lentas = [ruta for ruta in PANELES if muchas[ruta] > MEDIANA or muchas[ruta] / pocas[ruta] > RAZON]
    assert not lentas or CUANTAS < 1_000_000, lentas
