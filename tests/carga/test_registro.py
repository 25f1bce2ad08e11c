"""The register of the largest distributor (stage 6): its loads, the same again, a thousand bad lines, a link."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from django.db import connection

from catalogo.models import Distribuidora
from nucleo.comun.texto import compacto
from suministros.carga import directa
from suministros.models import Carga, Suministro
from tests.carga import registro
from tests.carga.medidas import costo

CUANTOS = int(os.environ.get("REGISTRO", "500000"))
SEGUNDOS, MEGAS, ASOCIAR = 300, 400, 0.06
Decir = Callable[[str], None]


@pytest.fixture
def decir(capsys: pytest.CaptureFixture[str]) -> Decir:
    def en_pantalla(linea: str) -> None:
        with capsys.disabled():
            print(f"\n{linea}", end="")

    return en_pantalla


def medir(que: str, decir: Decir, *, clase: str, ruta: Path, espera: str = "aplicada") -> float:
    """One load: its seconds, and what it took of this process and of PostgreSQL's."""
    de_postgres = _Postgres()
    hechas: list[Carga] = []
    yn = Distribuidora.objects.get(prefijo="YN")
    gasto = costo(lambda: hechas.append(directa.cargar(distribuidora=yn, clase=clase, ruta=ruta, aplicar=True)))
    carga = hechas[0]
    decir(
        f"{que}: {gasto}; PostgreSQL {de_postgres.cpu():.1f} s de CPU, pico {de_postgres.pico():.0f} MB; "
        f"{ruta.stat().st_size / 2**20:.0f} MB, {carga.lineas} líneas, {carga.nuevas} nuevas, "
        f"{carga.cambiadas} cambian, {carga.iguales} iguales, {carga.rechazadas} rechazadas"
    )
    assert carga.estado == espera and gasto.pico < MEGAS
    return gasto.segundos


class _Postgres:
    """The server's process of this connection."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self._proceso = psutil.Process(cursor.fetchone()[0])
        self._antes = self._suya()
        Path(f"/proc/{self._proceso.pid}/clear_refs").write_text("5")  # its peak starts again

    def _suya(self) -> float:
        tiempos = self._proceso.cpu_times()
        return tiempos.user + tiempos.system

    def cpu(self) -> float:
        return self._suya() - self._antes

    def pico(self) -> float:
        """MB, the shared buffers that it touched included."""
        estado = Path(f"/proc/{self._proceso.pid}/status").read_text()
        return int(estado.partition("VmHWM:")[2].split()[0]) / 1024


@pytest.mark.carga
@pytest.mark.req("U-10")
@pytest.mark.django_db(transaction=True)
def test_medio_millon_de_suministros(tmp_path: Path, decir: Decir) -> None:
    recorrer(tmp_path, CUANTOS, decir)


def recorrer(carpeta: Path, cuantos: int, decir: Decir) -> None:
    suministros = registro.en_csv(carpeta / "s.csv", "suministros", registro.suministros(cuantos))
    facturas = registro.en_csv(carpeta / "f.csv", "facturas", registro.facturas(cuantos))
    primera = medir("suministros, CSV", decir, clase="suministros", ruta=suministros)
    primera += medir("facturas, CSV", decir, clase="facturas", ruta=facturas)
    decir(f"las dos: {primera:.0f} s")
    medir("los mismos suministros", decir, clase="suministros", ruta=suministros)
    medir("las mismas facturas", decir, clase="facturas", ruta=facturas)
    filas: Iterator[list[Any]] = (
        [*fila[:5], "Atlántida", *fila[6:]] if n % (cuantos // 1_000) == 0 else fila
        for n, fila in enumerate(registro.suministros(cuantos))
    )
    malas = registro.en_csv(carpeta / "m.csv", "suministros", filas)
    medir("mil malas", decir, clase="suministros", ruta=malas, espera="con-rechazos")
    assert Carga.objects.first().rechazadas == 1_000
    libro = registro.en_libro(carpeta / "s.xlsx", "suministros", registro.suministros(cuantos, "B"), cuantos)
    medir("suministros cambiados, XLSX", decir, clase="suministros", ruta=libro)
    libro = registro.en_libro(carpeta / "f.xlsx", "facturas", registro.facturas(cuantos), 4 * cuantos)
    medir("las mismas facturas, XLSX", decir, clase="facturas", ruta=libro)
    lento = buscar(cuantos)
    decir(f"un suministro por su número y sus dos últimas facturas: {1000 * lento:.2f} ms")
    assert primera < SEGUNDOS and lento < ASOCIAR


def buscar(cuantos: int) -> float:
    """The median of a hundred look-ups, as linking asks them."""
    tiempos = []
    for n in range(0, cuantos, max(1, cuantos // 100)):
        inicio = time.perf_counter()
        numero = compacto(f"{2_000_000_000 + n:,}".replace(",", "."))
        suyo = Suministro.objects.get(distribuidora__prefijo="YN", numero_compacto=numero)
        assert len(suyo.facturas.exclude(estado="anulada").recientes_primero()[:2]) == 2
        tiempos.append(time.perf_counter() - inicio)
    return sorted(tiempos)[len(tiempos) // 2]
