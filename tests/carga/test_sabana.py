"""The sábana at the size of the country (stage 5): its memory, and its time against openpyxl's and its two halves."""

import os
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from fiscalizacion.sabana import columnas, consulta
from fiscalizacion.sabana.archivo import escribir_solicitudes
from nucleo.comun.hojas import Hoja, escribir
from nucleo.comun.reloj import CHILE
from nucleo.comun.transacciones import foto
from solicitudes.estados import Tipo
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_reloj import enviada
from tests.carga.medidas import con_openpyxl, costo, multiplicar

CUANTAS = int(os.environ.get("VOLUMEN", "1000000"))
MUESTRA = 100_000  # rows that openpyxl writes; it would take many minutes for all, and its time grows with them
MEMORIA = 300  # MB
Decir = Callable[[str], None]


@pytest.fixture
def decir(capsys: pytest.CaptureFixture[str]) -> Decir:
    def en_pantalla(linea: str) -> None:
        with capsys.disabled():
            print(f"\n{linea}", end="")

    return en_pantalla


@pytest.mark.req("F-04")
@pytest.mark.django_db
def test_mil_filas_cuestan_menos_que_a_openpyxl(tmp_path: Path, decir: Decir) -> None:
    multiplicar(enviada(Tipo.INFORMACION), 999)
    nuestra = costo(lambda: escribir_solicitudes(tmp_path / "n.xlsx", {}, por="medida"))
    with consulta.leer(*consulta.consulta({})) as leidas:
        filas = list(leidas)
    ajena = costo(lambda: con_openpyxl(tmp_path / "o.xlsx", columnas.COLUMNAS, filas))
    decir(f"sábana de {len(filas)} × {len(columnas.COLUMNAS)}: {nuestra}; openpyxl: {ajena}")
    assert len(filas) == 1_000 and nuestra.cpu < ajena.cpu


@pytest.mark.carga
@pytest.mark.req("F-04")
@pytest.mark.django_db(transaction=True, databases=["default", "dueno"])
def test_un_millon(tmp_path: Path, decir: Decir, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both sizes, the bare query and the bare writer, and openpyxl by proportion, in one run."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    call_command("cargar_volumen", solicitudes=CUANTAS, semilla=20_571)
    ultimas = Solicitud.objects.order_by("-enviada_en").values_list("enviada_en", flat=True)
    desde = {"desde": f"{ultimas[min(MUESTRA, CUANTAS) - 1].astimezone(CHILE):%Y-%m-%d}"}
    menor = costo(lambda: escribir_solicitudes(tmp_path / "n.xlsx", desde, por="medida"))
    decir(f"sábana de unas {MUESTRA}: {menor}")
    nuestra = costo(lambda: escribir_solicitudes(tmp_path / "n.xlsx", {}, por="medida"))
    decir(f"sábana de {CUANTAS} × {len(columnas.COLUMNAS)}: {nuestra}")
    copia = costo(lambda: _copiar(tmp_path / "c.txt"))
    with foto(), consulta.leer(*consulta.consulta(desde)) as leidas:
        filas = list(islice(leidas, MUESTRA))
    todas = Hoja("Solicitudes", columnas.COLUMNAS, islice(cycle(filas), CUANTAS), CUANTAS)
    solo_escribir = costo(lambda: escribir(tmp_path / "n.xlsx", [todas]))
    decir(f"la consulta copiada: {copia}; el escritor desde la memoria: {solo_escribir}")
    ajena = costo(lambda: con_openpyxl(tmp_path / "o.xlsx", columnas.COLUMNAS, filas))
    por_todas = ajena.segundos * CUANTAS / len(filas)
    decir(f"openpyxl, {len(filas)} filas: {ajena}; en proporción {por_todas:.0f} s")
    assert nuestra.segundos <= por_todas / 4
    assert nuestra.segundos <= 2 * (copia.segundos + solo_escribir.segundos)
    assert nuestra.crece < MEMORIA and nuestra.pico <= 1.3 * menor.pico


def _copiar(ruta: Path) -> None:
    sql, parametros = consulta.consulta({})
    with foto(), connection.cursor() as cursor, ruta.open("wb") as salida:
        consulta.ajustar(cursor)
        cursor.cursor.copy_expert(f"COPY ({cursor.cursor.mogrify(sql, parametros).decode()}) TO STDOUT", salida)
