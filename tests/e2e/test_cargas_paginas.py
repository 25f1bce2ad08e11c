"""Every page of the register's load: axe, targets, overflow, focus, policy; and the load itself in a browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from catalogo.models import Distribuidora
from nucleo.trabajos import ejecucion
from suministros.carga import directa
from suministros.models import Carga, Suministro
from tests.carga import registro
from tests.e2e.paginas_de_paso import Direccion, visitar
from tests.e2e.recorrido import ingresar
from tests.mundo import carga
from tests.personas import JORGE, MARTA, crear

SUMINISTROS = "/distribuidora/suministros/"
LARGO = "Estudiodelaredconinspeccióndelempalmeyrevisióndelalimentadorprincipal" * 2


def con_rechazos(carpeta: Path) -> Carga:
    filas = [[*fila[:5], LARGO, *fila[6:]] for fila in registro.suministros(3)]
    ruta = registro.en_csv(carpeta / f"{LARGO}.csv", "suministros", iter(filas))
    return directa.cargar(distribuidora=_yn(), clase="suministros", ruta=ruta, aplicar=True)


def _yn() -> Distribuidora:
    return Distribuidora.objects.get(prefijo="YN")


@pytest.mark.req("A-19", "U-10")
@pytest.mark.parametrize("persona", [JORGE, MARTA], ids=["jorge", "marta"])
def test_cada_pagina_de_una_carga(abrir: Callable[..., Page], persona: Any, tmp_path: Path) -> None:
    crear(persona)
    rechazada, lista = con_rechazos(tmp_path), carga(_yn())
    de_jefatura = persona is JORGE
    direcciones: list[Direccion] = [
        (SUMINISTROS, de_jefatura),
        (f"{SUMINISTROS}cargas/{rechazada.pk}/", False),
        (f"{SUMINISTROS}cargas/{lista.pk}/", False),
        (f"{SUMINISTROS}facturas-pdf/", True),
    ]
    if de_jefatura:
        direcciones += [(f"{SUMINISTROS}cargas/{lista.pk}/{que}/", False) for que in ("aplicacion", "descarte")]
    visitar(abrir(), persona, direcciones, carpeta="cargas")


@pytest.mark.req("U-10")
def test_jefatura_carga_su_registro(pagina_sin_js: Page, tmp_path: Path) -> None:
    """From the file to the register, without JavaScript."""
    pagina, ruta = pagina_sin_js, registro.en_csv(tmp_path / "s.csv", "suministros", registro.suministros(5))
    ingresar(pagina, crear(JORGE) and JORGE)
    pagina.goto(SUMINISTROS)
    pagina.get_by_label("Suministros", exact=True).check()
    pagina.locator("main input[type=file]").set_input_files(ruta)
    pagina.get_by_role("button", name="Subir y revisar").last.click()
    expect(pagina.get_by_role("heading", name="En revisión")).to_be_visible()
    ejecucion.ejecutar_pendientes()
    pagina.reload()
    expect(pagina.get_by_role("heading", name="Lista para aplicar")).to_be_visible()
    pagina.get_by_role("link", name="Aplicar").click()
    pagina.get_by_role("button", name="Aplicar la carga").click()
    expect(pagina.get_by_role("heading", name="Aplicándose")).to_be_visible()
    ejecucion.ejecutar_pendientes()
    pagina.reload()
    expect(pagina.get_by_text("El registro quedó al día")).to_be_visible()
    assert Suministro.objects.count() == 5
