"""The distributor's report at the size of its biggest (stage 4: a fifth of openpyxl's time, under 200 MB)."""

from pathlib import Path

import pytest

from nucleo.comun.hojas import Hoja, escribir
from nucleo.comun.transacciones import foto
from solicitudes import reporte
from solicitudes.estados import Tipo
from solicitudes.tests.ayudas_reloj import enviada
from tests.carga.medidas import con_openpyxl, costo, multiplicar
from tests.personas import MARTA, crear

MEMORIA = 200  # MB


@pytest.mark.req("D-07")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cuantas", "parte"), [(5_000, 1 / 2), pytest.param(200_000, 1 / 5, marks=pytest.mark.carga, id="200.000")]
)
def test_el_reporte_cuesta_una_parte_de_openpyxl(
    cuantas: int, parte: float, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    multiplicar(enviada(Tipo.INFORMACION), cuantas - 1)
    pedidas = reporte.solicitudes_de(crear(MARTA))
    assert pedidas.count() == cuantas

    def escribir_el_nuestro() -> None:
        with foto():
            leidas = reporte.filas(pedidas).iterator(reporte.LOTE)
            escribir(tmp_path / "n.xlsx", [Hoja("Reporte", reporte.COLUMNAS, leidas, cuantas)])

    nuestro = min((costo(escribir_el_nuestro) for _ in range(2)), key=lambda medido: medido.segundos)
    filas = list(reporte.filas(pedidas))
    ajeno = costo(lambda: con_openpyxl(tmp_path / "o.xlsx", reporte.COLUMNAS, filas))
    with capsys.disabled():
        print(f"\nreporte de {cuantas} × {len(reporte.COLUMNAS)}: {nuestro}; openpyxl: {ajeno}")
    assert nuestro.segundos <= ajeno.segundos * parte
    assert nuestro.crece < MEMORIA
