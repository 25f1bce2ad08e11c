"""The sábana at the size of the country (stage 5): its memory, and its time against openpyxl's and its two halves."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import Count
from django.test import Client

from cuentas.models import Usuario
from fiscalizacion.sabana import columnas, consulta
from fiscalizacion.sabana.archivo import escribir_solicitudes
from nucleo.comun.hojas import Hoja, escribir
from nucleo.comun.reloj import CHILE
from nucleo.comun.transacciones import foto
from portal.embebido.pruebas import RAIZ
from solicitudes.models import Solicitud
from tests.carga.conftest import PAIS, TAMANOS, EnUnPais
from tests.carga.medidas import con_openpyxl, costo

MEMORIA = 300  # MB
PAGINAS = 100  # of the inbox, before the sábana begins
Decir = Callable[[str], None]


@pytest.fixture
def decir(capsys: pytest.CaptureFixture[str]) -> Decir:
    def en_pantalla(linea: str) -> None:
        with capsys.disabled():
            print(f"\n{linea}", end="")

    return en_pantalla


@pytest.mark.parametrize("cuantas", TAMANOS)
@pytest.mark.req("F-04")
def test_la_sabana_de_un_pais(
    en_un_pais: EnUnPais, cuantas: int, tmp_path: Path, decir: Decir, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tenth and the whole, the bare query and the bare writer, and openpyxl by proportion, in one run."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with en_un_pais(cuantas):
        desde = _desde(cuantas // 10)
        menor = costo(lambda: escribir_solicitudes(tmp_path / "n.xlsx", desde, por="medida"))
        nuestra = costo(lambda: escribir_solicitudes(tmp_path / "n.xlsx", {}, por="medida"))
        copia = costo(lambda: _copiar(tmp_path / "c.txt"))
        with foto(), consulta.leer(*consulta.consulta(desde)) as leidas:
            filas = list(leidas)
    todas = Hoja("Solicitudes", columnas.COLUMNAS, islice(cycle(filas), cuantas), cuantas)
    solo_escribir = costo(lambda: escribir(tmp_path / "n.xlsx", [todas]))
    ajena = costo(lambda: con_openpyxl(tmp_path / "o.xlsx", columnas.COLUMNAS, filas))
    por_todas = ajena.segundos * cuantas / len(filas)
    decir(f"sábana de {len(filas)}: {menor}; de {cuantas} × {len(columnas.COLUMNAS)}: {nuestra}")
    decir(f"la consulta copiada: {copia}; el escritor desde la memoria: {solo_escribir}")
    decir(f"openpyxl, {len(filas)} filas: {ajena}; la nuestra tarda {nuestra.segundos / por_todas:.3f} de lo suyo")
    assert nuestra.crece < MEMORIA and nuestra.cpu < ajena.cpu * cuantas / len(filas)
    if cuantas >= 1_000_000:
        assert nuestra.segundos <= por_todas / 4
        assert nuestra.segundos <= 2 * (copia.segundos + solo_escribir.segundos)
        assert nuestra.pico <= 1.3 * menor.pico


@pytest.mark.carga
@pytest.mark.req("F-04", "D-01")
def test_la_bandeja_mientras_se_escribe(en_un_pais: EnUnPais, tmp_path: Path, decir: Decir) -> None:
    """The inbox of the largest distributor is at most twice as slow while another process writes the sábana."""
    with en_un_pais(PAIS) as pais:
        marta = Client()
        del_mayor = Usuario.objects.filter(estado="activa", distribuidora=_la_mayor())
        marta.force_login(del_mayor.order_by("pk")[0])
        sola = _mediana(marta, lambda tiempos: len(tiempos) < PAGINAS)
        orden = [sys.executable, str(RAIZ / "manage.py"), "sabana", "--salida", str(tmp_path / "s.xlsx")]
        with subprocess.Popen(orden, env=pais.entorno | {"TMPDIR": str(tmp_path)}) as proceso:
            acompanada = _mediana(marta, lambda _: proceso.poll() is None)
        decir(f"bandeja sola {sola:.1f} ms; mientras se escribe {acompanada:.1f} ms, x{acompanada / sola:.2f}")
    assert proceso.returncode == 0
    assert acompanada <= 2 * sola or PAIS < 1_000_000


def _la_mayor() -> int:
    por_tamano = Solicitud.objects.values_list("distribuidora_id").annotate(n=Count("*")).order_by("-n")
    return int(por_tamano[0][0])


def _mediana(cliente: Client, sigue: Callable[[list[float]], bool]) -> float:
    """In milliseconds; the first page warms."""
    cliente.get("/bandeja/")
    tiempos: list[float] = []
    while sigue(tiempos) or not tiempos:
        inicio = time.perf_counter()
        assert cliente.get("/bandeja/").status_code == 200
        tiempos.append((time.perf_counter() - inicio) * 1000)
    return statistics.median(tiempos)


def _desde(cuantas: int) -> dict[str, str]:
    """The filter that leaves about ``cuantas`` of the newest."""
    enviadas = Solicitud.objects.order_by("-enviada_en").values_list("enviada_en", flat=True)
    return {"desde": f"{enviadas[cuantas - 1].astimezone(CHILE):%Y-%m-%d}"}


def _copiar(ruta: Path) -> None:
    sql, parametros = consulta.consulta({})
    with foto(), connection.cursor() as cursor, ruta.open("wb") as salida:
        consulta.ajustar(cursor)
        cursor.cursor.copy_expert(f"COPY ({cursor.cursor.mogrify(sql, parametros).decode()}) TO STDOUT", salida)
