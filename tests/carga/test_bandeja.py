"""The long form of the lists: a country of requests, its largest distributor beside one of ten thousand, and SEC.

``VOLUMEN`` says how many are loaded (1,000,000), ``REPETICIONES`` how often each page is asked for. The figures are
those of the inbox (D-01, D-02): at most twelve queries and 60 ms of server time, and 1.5 times the small one's.
"""

import os
import statistics
import time
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalogo.models import Distribuidora
from cuentas.models import Perfil, Usuario
from solicitudes.situaciones import SITUACIONES

CUANTAS = int(os.environ.get("VOLUMEN", "1000000"))
REPETICIONES = int(os.environ.get("REPETICIONES", "15"))
CONSULTAS, MEDIANA, DE_SEC, RAZON = 12, 60, 80, 1.5
_PAGINAS = ("", "page=1000", "por=100", "por=100&page=1000")
_VISTAS = ("por-responder", "vencidas", "pagos-por-validar", "respondidas", "mias")
_FILTROS = (
    "folio={p}1", "folio={p}25", "solicitud=2", "solicitud=2020", "cliente=1", "cliente=123", "tipo=conexion",
    "estado=respondido", "estado=anulado", "estado=anulado&tipo=manifestacion", "desde=2026-06-01",
    "desde=2018-01-01&hasta=2018-12-31", "resp_desde=2026-11-01", "plazo=en-plazo", "plazo=por-vencer", "plazo=hoy",
    "plazo=vencida", "plazo=pausada", "plazo=cerrada", "plazo=sin-plazo",
)  # fmt: skip
# Of a whole country: measured beside the others, without a figure to reach.
_SOLO_DE_SEC = ("vista=vencidas", "vista=asignadas-vencidas", *(f"situacion={nombre}" for nombre in SITUACIONES))
DE_LA_BANDEJA = [
    *_PAGINAS,
    *(f"vista={vista}{pagina}" for vista in _VISTAS for pagina in ("", "&page=1000")),
    *(f"{filtro}{pagina}" for filtro in _FILTROS for pagina in ("", "&page=1000")),
]


def _entrar(**quien: object) -> Client:
    cliente = Client()
    cliente.force_login(Usuario.objects.filter(estado="activa", **quien).order_by("pk")[0])
    return cliente


def _medir(clientes: dict[str, Client], direccion: str) -> tuple[dict[str, float], int]:
    """The median of each, in ms and in turns so that the machine treats them alike; and the most queries of one."""
    consultas = []
    for nombre, cliente in clientes.items():
        cliente.cookies.pop("filas", None)
        cliente.get(direccion.replace("{p}", nombre))  # warm
        with CaptureQueriesContext(connection) as hechas:
            assert cliente.get(direccion.replace("{p}", nombre)).status_code == 200
        consultas.append(len(hechas))
    tiempos: dict[str, list[float]] = {nombre: [] for nombre in clientes}
    for _ in range(REPETICIONES):
        for nombre, cliente in clientes.items():
            inicio = time.perf_counter()
            cliente.get(direccion.replace("{p}", nombre))
            tiempos[nombre].append((time.perf_counter() - inicio) * 1000)
    return {nombre: statistics.median(suyos) for nombre, suyos in tiempos.items()}, max(consultas)


@pytest.mark.carga
@pytest.mark.django_db(transaction=True, databases=["default", "dueno"])
@pytest.mark.req("D-01", "D-02", "F-01")
def test_listas_de_un_pais(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("cargar_volumen", solicitudes=CUANTAS, semilla=20_571, stdout=StringIO())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    por_tamano = list(
        Distribuidora.objects.annotate(n=Count("solicitudes"))
        .filter(n__gt=0)
        .order_by("-n")
        .values_list("prefijo", "n")
    )
    grande, chica = por_tamano[0][0], min(por_tamano, key=lambda una: abs(una[1] - 10_000))[0]
    ambas = {prefijo: _entrar(distribuidora__prefijo=prefijo) for prefijo in (grande, chica)}
    lentas, medidas = [], []
    for consulta in DE_LA_BANDEJA:
        ms, consultas = _medir(ambas, f"/bandeja/?{consulta}")
        razon = ms[grande] / ms[chica]
        medidas.append(f"{ms[grande]:6.1f} ms  {ms[chica]:6.1f} ms  x{razon:.2f}  {consultas:2} consultas  {consulta}")
        # A small one has no thousandth page to compare with: it answers with its last, which may hold a single row.
        if consultas > CONSULTAS or ms[grande] > MEDIANA or (razon > RAZON and "page" not in consulta):
            lentas.append(medidas[-1])
    sec = {"": _entrar(perfil=Perfil.SEC)}
    for consulta in (*_PAGINAS, *_SOLO_DE_SEC):
        ms, consultas = _medir(sec, f"/todas/?{consulta}")
        medidas.append(f"{ms['']:6.1f} ms  SEC  {consultas:2} consultas  {consulta}")
        if consultas > CONSULTAS or (ms[""] > DE_SEC and consulta in _PAGINAS):
            lentas.append(medidas[-1])
    with capsys.disabled():
        print("\n" + "\n".join(medidas))
    assert not lentas or CUANTAS < 1_000_000, lentas
