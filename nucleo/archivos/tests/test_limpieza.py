"""FAU-6: after the sweep no row is without its file, and what nobody needs is gone."""

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

from nucleo.archivos import almacen, enlaces, limpieza, muestras
from nucleo.archivos.models import Archivo
from nucleo.archivos.tasks import barrer_huerfanos
from nucleo.archivos.tests.conftest import en_disco
from nucleo.comun import reloj

Subir = Callable[..., Archivo]
AYER = 25 * 3600


def _envejecer(*rutas: Path) -> None:
    for ruta in rutas:
        os.utime(ruta, (time.time() - AYER, time.time() - AYER))


def _pasar_un_dia(*archivos: Archivo) -> None:
    for archivo in archivos:
        Archivo.objects.filter(pk=archivo.pk).update(creado_en=reloj.ahora() - timedelta(hours=25))
        _envejecer(almacen.ruta(archivo.sha256_guardado))


def test_lo_reciente_se_queda(subir: Subir, almacen_propio: Path) -> None:
    subir("a.pdf", muestras.pdf())
    suelto = almacen_propio / "ab" / ("ab" + "0" * 62)
    suelto.parent.mkdir(exist_ok=True)
    suelto.write_bytes(b"x")
    assert limpieza.barrer_huerfanos() == limpieza.Barrido(0, 0)
    assert len(en_disco(almacen_propio)) == 2


def test_filas_sin_enlace_y_archivos_sin_fila_se_van(subir: Subir, almacen_propio: Path) -> None:
    viejo, nuevo = subir("a.pdf", muestras.pdf("viejo")), subir("b.pdf", muestras.pdf("nuevo"))
    suelto, a_medias = almacen_propio / "ab" / ("ab" + "0" * 62), almacen.carpeta_de_transito() / "tmpx"
    suelto.parent.mkdir(exist_ok=True)
    suelto.write_bytes(b"x"), a_medias.write_bytes(b"x")
    _pasar_un_dia(viejo)
    _envejecer(suelto, a_medias)
    assert limpieza.barrer_huerfanos() == limpieza.Barrido(filas=1, archivos=3)
    assert list(Archivo.objects.all()) == [nuevo]
    assert en_disco(almacen_propio) == [almacen.ruta(nuevo.sha256_guardado)]
    assert limpieza.barrer_huerfanos() == limpieza.Barrido(0, 0)


def test_un_archivo_con_otra_fila_se_queda(subir: Subir) -> None:
    viejo, nuevo = subir("a.pdf", muestras.pdf()), subir("b.pdf", muestras.pdf())
    _pasar_un_dia(viejo)
    assert limpieza.barrer_huerfanos() == limpieza.Barrido(filas=1, archivos=0)
    assert almacen.ruta(nuevo.sha256_guardado).is_file()


def test_declarar_exige_un_campo_que_exista() -> None:
    from django.core.exceptions import FieldDoesNotExist

    with pytest.raises(FieldDoesNotExist):
        enlaces.declarar(get_user_model(), "no_existe")


def test_toda_llave_a_archivo_cuenta_aunque_nadie_la_declare() -> None:
    relaciones = Archivo._meta.get_fields(include_hidden=True)
    llaves = {(r.related_model, r.field.name) for r in relaciones if r.auto_created and not r.concrete}  # type: ignore[union-attr]
    assert llaves and llaves <= set(enlaces.todos())


def test_la_tarea_y_la_orden(subir: Subir) -> None:
    assert barrer_huerfanos.name == "archivos.barrer_huerfanos"
    _pasar_un_dia(subir("a.pdf", muestras.pdf()))
    salida = StringIO()
    call_command("barrer_archivos", stdout=salida)
    assert salida.getvalue() == "filas: 1, archivos: 1\n"
    barrer_huerfanos()


def test_comprobar_dice_que_filas_perdieron_su_archivo(subir: Subir) -> None:
    salida = StringIO()
    buena, cambiada, perdida = (subir(f"{n}.pdf", muestras.pdf(n)) for n in ("a", "b", "c"))
    call_command("comprobar_archivos", "--digestos", stdout=salida)
    assert salida.getvalue() == ""
    ruta = almacen.ruta(cambiada.sha256_guardado)
    ruta.write_bytes(ruta.read_bytes()[:-1] + b"!")
    almacen.ruta(perdida.sha256_guardado).unlink()
    with pytest.raises(SystemExit) as fin:
        call_command("comprobar_archivos", "--digestos", stdout=salida)
    assert fin.value.code == 1
    dicho = salida.getvalue()
    assert f'"{cambiada.pk}", "problema": "cambiado"' in dicho and f'"{perdida.pk}", "problema": "falta"' in dicho
    assert str(buena.pk) not in dicho


@pytest.mark.django_db(transaction=True)
def test_barrer_mientras_llegan_iguales(
    monkeypatch: pytest.MonkeyPatch, subir: Subir, hacer_usuario: Callable[[str], Any]
) -> None:
    """The sweep without its day of grace, against uploads of the very file that it removes."""
    monkeypatch.setattr(limpieza, "GRACIA", timedelta(seconds=-1))
    monkeypatch.setattr(limpieza, "_en_transito", lambda: iter(()))
    persona, pdf = hacer_usuario("555555555"), muestras.pdf()

    def subidas(_: int) -> None:
        try:
            for _vez in range(6):
                subir("a.pdf", pdf, actor=persona)
        finally:
            connection.close()

    def barridos(_: int) -> int:
        try:
            return sum(limpieza.barrer_huerfanos().filas for _vez in range(40))
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as hilos:
        llegan, barren = hilos.map(subidas, range(2)), hilos.submit(barridos, 0)
        list(llegan)
        print(f"\nfilas barridas mientras llegaban: {barren.result()}")
    assert list(limpieza.filas_sin_archivo()) == []
