"""The lists of a country: its largest distributor beside one of ten thousand, and SEC; a plain run takes a village's.

``REPETICIONES`` says how often each page is asked for. The figures are those of the inbox (D-01, D-02): at most twelve
queries and 60 ms of server time, and 1.5 times the small one's; of SEC, 80 ms.
"""

import os
import statistics
import time
from contextlib import nullcontext

import pytest
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalogo.models import Distribuidora
from cuentas.models import Perfil, Usuario
from solicitudes.situaciones import SITUACIONES
from tests.carga.conftest import TAMANOS, EnUnPais

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
_DE_SEC = ("vista=vencidas", "vista=asignadas-vencidas", *(f"situacion={nombre}" for nombre in SITUACIONES))
DE_LA_BANDEJA = [
    *_PAGINAS,
    *(f"vista={vista}{pagina}" for vista in _VISTAS for pagina in ("", "&page=1000")),
    *(f"{filtro}{pagina}" for filtro in _FILTROS for pagina in ("", "&page=1000")),
]
DE_TODAS = [*_PAGINAS, *(f"{filtro}{pagina}" for filtro in _DE_SEC for pagina in ("", "&page=1000"))]


def _entrar(**quien: object) -> Client:
    cliente = Client()
    cliente.force_login(Usuario.objects.filter(estado="activa", **quien).order_by("pk")[0])
    return cliente


def _medir(clientes: dict[str, Client], direccion: str, repeticiones: int) -> tuple[dict[str, float], int]:
    """The median of each, in ms and in turns so that the machine treats them alike; and the most queries of one."""
    consultas = []
    for nombre, cliente in clientes.items():
        cliente.cookies.pop("filas", None)
        cliente.get(direccion.replace("{p}", nombre))  # warm
        with CaptureQueriesContext(connection) as hechas:
            assert cliente.get(direccion.replace("{p}", nombre)).status_code == 200
        consultas.append(len(hechas))
    tiempos: dict[str, list[float]] = {nombre: [] for nombre in clientes}
    for _ in range(repeticiones):
        for nombre, cliente in clientes.items():
            inicio = time.perf_counter()
            cliente.get(direccion.replace("{p}", nombre))
            tiempos[nombre].append((time.perf_counter() - inicio) * 1000)
    return {nombre: statistics.median(suyos) for nombre, suyos in tiempos.items()}, max(consultas)


def _la_grande_y_la_chica() -> dict[str, Client]:
    por_tamano = Distribuidora.objects.annotate(n=Count("solicitudes")).filter(n__gt=0).order_by("-n")
    cuantas = dict(por_tamano.values_list("prefijo", "n"))
    chica = min(cuantas, key=lambda prefijo: abs(cuantas[prefijo] - 10_000))
    return {prefijo: _entrar(distribuidora__prefijo=prefijo) for prefijo in (next(iter(cuantas)), chica)}


@pytest.mark.parametrize("cuantas", TAMANOS)
@pytest.mark.req("D-01", "D-02", "F-01")
def test_listas_de_un_pais(en_un_pais: EnUnPais, capsys: pytest.CaptureFixture[str], cuantas: int) -> None:
    es_un_pais = cuantas >= 1_000_000
    veces, cada = (REPETICIONES, 1) if es_un_pais else (1, 5)
    lentas, medidas = [], []
    with en_un_pais(cuantas):
        ambas, sec = _la_grande_y_la_chica(), {"SEC": _entrar(perfil=Perfil.SEC)}
        grande, chica = next(iter(ambas)), list(ambas)[-1]
        for consulta in DE_LA_BANDEJA[::cada]:
            ms, consultas = _medir(ambas, f"/bandeja/?{consulta}", veces)
            razon = ms[grande] / ms[chica]
            linea = f"{ms[grande]:6.1f} ms  {ms[chica]:6.1f} ms  x{razon:.2f}  {consultas:2} consultas  {consulta}"
            medidas.append(linea)
            assert consultas <= CONSULTAS, linea
            # A small one has no thousandth page to compare with: its last may hold a single row.
            if ms[grande] > MEDIANA or (razon > RAZON and "page" not in consulta):
                lentas.append(linea)
        for consulta in DE_TODAS[::cada]:
            ms, consultas = _medir(sec, f"/todas/?{consulta}", veces)
            linea = f"{ms['SEC']:6.1f} ms  SEC  {consultas:2} consultas  {consulta}"
            medidas.append(linea)
            assert consultas <= CONSULTAS, linea
            if ms["SEC"] > DE_SEC:
                lentas.append(linea)
    with capsys.disabled() if es_un_pais else nullcontext():
        print("\n" + "\n".join(medidas))
    assert not lentas or not es_un_pais, lentas
