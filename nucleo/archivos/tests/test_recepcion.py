"""UP-1, UP-2, UP-12 and the order of writing: what ``recibir`` takes, keeps and leaves behind."""

import errno
import hashlib
import os
import stat
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from nucleo.archivos import almacen, muestras, nombres
from nucleo.archivos.errores import ArchivoRechazado
from nucleo.archivos.models import Archivo
from nucleo.archivos.recepcion import guardar_generado, recibir
from nucleo.archivos.tests.conftest import CONTRATO, TODO, _subido, en_disco
from nucleo.archivos.tests.test_revision import pdf_de
from nucleo.comun import reloj
from nucleo.comun.medidas import MB

Subir = Callable[..., Archivo]


@pytest.mark.req("S-10")
def test_up_1_tamanos_justos(subir: Subir, almacen_propio: Path) -> None:
    justo = pdf_de(5_242_880)
    archivo = subir("plano.pdf", justo)
    assert (archivo.bytes, archivo.bytes_recibidos) == (5_242_880, 5_242_880)
    assert almacen.ruta(archivo.sha256_guardado).read_bytes() == justo
    for datos, motivo in ((b"", "vacio"), (b"x", "contenido"), (pdf_de(5_242_881), "tamano")):
        with pytest.raises(ArchivoRechazado) as error:
            subir("plano.pdf", datos)
        assert error.value.motivo == motivo
    assert subir("c.pdf", pdf_de(1_048_576), limites=CONTRATO).bytes == 1_048_576
    with pytest.raises(ArchivoRechazado, match="debe pesar 1 MB o menos"):
        subir("c.pdf", pdf_de(1_048_577), limites=CONTRATO)
    assert len(en_disco(almacen_propio)) == Archivo.objects.count() == 2, "nothing refused stays"


def test_up_1_se_cuenta_al_leer_y_no_lo_que_dice_el_remitente(subir: Subir, usuario: Any) -> None:
    mentiroso = _subido("a.pdf", pdf_de(5_242_881))
    mentiroso.size = 10
    with pytest.raises(ArchivoRechazado) as error:
        recibir(mentiroso, uso="prueba", limites=TODO, nombre_documento="Plano", actor=usuario)
    assert error.value.motivo == "tamano"


NOMBRES = {
    "../../x.pdf": "x.pdf",
    "..\\..\\x.pdf": "x.pdf",
    "C:\\fotos\\x.pdf": "x.pdf",
    "a" * 300 + ".pdf": "a" * 116 + ".pdf",
    "a\r\nSet-Cookie: x=1.pdf": "a Set-Cookie_ x=1.pdf",
    'a";b.pdf': "a__b.pdf",
    "foto\u202efdp.pdf": "fotofdp.pdf",
    "CON.pdf": "_CON.pdf",
    "nul.tar.pdf": "_nul.tar.pdf",
    "  plano .pdf ": "plano .pdf",
    "ñandú (año).pdf": "ñandú (año).pdf",
    "<script>.pdf": "_script_.pdf",
}


def test_up_2_nombres(subir: Subir, almacen_propio: Path) -> None:
    datos = muestras.pdf()
    assert {nombre: subir(nombre, datos).nombre for nombre in NOMBRES} == NOMBRES
    assert [ruta.name for ruta in en_disco(almacen_propio)] == [hashlib.sha256(datos).hexdigest()]


def test_up_2_nombres_que_no_se_aceptan(subir: Subir) -> None:
    for nombre in (".htaccess", "", "a.pdf.exe", "sin-extension", "CON", "..", "/", "x" * 300):
        with pytest.raises(ArchivoRechazado) as error:
            subir(nombre, muestras.pdf())
        assert error.value.motivo == "extension", nombre
    with pytest.raises(ArchivoRechazado) as error:
        subir("a\x00.pdf", muestras.pdf())
    assert (error.value.motivo, error.value.codigo) == ("nombre", 400)


def test_up_2_ningun_nombre_rompe_la_limpieza() -> None:
    from hypothesis import given, settings, strategies

    @settings(max_examples=300, deadline=None)
    @given(strategies.text(max_size=400))
    def prueba(nombre: str) -> None:
        try:
            limpio = nombres.limpiar(nombre)
        except ArchivoRechazado:
            assert "\x00" in nombre
            return
        assert 0 < len(limpio) <= nombres.LARGO
        assert not set(limpio) & set('/\\"<>:|?*;\r\n\x00') and limpio.isprintable()

    prueba()


def test_dos_digestos(subir: Subir) -> None:
    foto, pdf = muestras.jpg(), muestras.pdf()
    archivo = subir("foto.jpeg", foto)
    assert (archivo.extension, archivo.tipo) == ("jpg", "image/jpeg")
    assert archivo.sha256_recibido == hashlib.sha256(foto).hexdigest() != archivo.sha256_guardado
    guardado = almacen.ruta(archivo.sha256_guardado).read_bytes()
    assert (hashlib.sha256(guardado).hexdigest(), len(guardado)) == (archivo.sha256_guardado, archivo.bytes)
    archivo = subir("plano.pdf", pdf)
    assert archivo.sha256_recibido == archivo.sha256_guardado == hashlib.sha256(pdf).hexdigest()


def test_iguales_se_guardan_una_vez(subir: Subir, almacen_propio: Path) -> None:
    uno, otro = subir("a.pdf", muestras.pdf()), subir("b.pdf", muestras.pdf())
    assert uno.pk != otro.pk and len(en_disco(almacen_propio)) == 1


def test_guardar_generado(usuario: Any, tmp_path: Path) -> None:
    hecho = tmp_path / "hecho"
    hecho.write_bytes(b"planilla")
    archivo = guardar_generado(hecho, uso="trabajo", nombre="sabana.xlsx", actor=usuario, tipo="application/x-prueba")
    assert (archivo.extension, archivo.tipo, archivo.bytes_recibidos) == ("xlsx", "application/x-prueba", None)
    assert almacen.ruta(archivo.sha256_guardado).read_bytes() == hecho.read_bytes() == b"planilla"
    hecho.write_bytes(b"")
    with pytest.raises(ValueError, match="vacío"):
        guardar_generado(hecho, uso="trabajo", nombre="sabana.xlsx", actor=None, tipo="x/y")


def test_up_12_cuota_de_archivos(subir: Subir, settings: Any, usuario: Any, hacer_usuario: Any) -> None:
    settings.ARCHIVOS_POR_DIA = 2
    pdf = muestras.pdf()
    subir("a.pdf", pdf), subir("b.pdf", pdf)
    with pytest.raises(ArchivoRechazado, match="máximo de 2 archivos en un día") as error:
        subir("c.pdf", pdf)
    assert error.value.codigo == 429
    subir("de-otra-persona.pdf", pdf, actor=hacer_usuario("222222222"))
    with reloj.en(reloj.ahora() + timedelta(hours=25)):
        subir("manana.pdf", pdf)


def test_up_12_cuota_de_tamano(subir: Subir, settings: Any) -> None:
    settings.ARCHIVOS_MB_POR_DIA = 2
    subir("a.pdf", pdf_de(MB)), subir("b.pdf", pdf_de(MB - 5000))
    with pytest.raises(ArchivoRechazado, match="máximo de 2 MB subidos en un día"):
        subir("c.pdf", pdf_de(6000))


def test_up_12_lo_generado_no_cuenta(subir: Subir, settings: Any, usuario: Any, tmp_path: Path) -> None:
    settings.ARCHIVOS_POR_DIA = 1
    (tmp_path / "x").write_bytes(b"x")
    guardar_generado(tmp_path / "x", uso="trabajo", nombre="x.xlsx", actor=usuario, tipo="x/y")
    assert subir("a.pdf", muestras.pdf())


@pytest.mark.django_db(transaction=True)
def test_up_12_la_cuota_no_se_pasa_en_paralelo(settings: Any, hacer_usuario: Any, subir: Subir) -> None:
    settings.ARCHIVOS_POR_DIA = 3
    persona = hacer_usuario("333333333")

    def uno(numero: int) -> str:
        try:
            subir(f"{numero}.pdf", muestras.pdf(), actor=persona)
            return "guardado"
        except ArchivoRechazado as error:
            return error.motivo
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as hilos:
        dichos = list(hilos.map(uno, range(12)))
    assert (dichos.count("guardado"), dichos.count("cuota-archivos")) == (3, 9)


def test_up_12_disco_en_el_piso(subir: Subir, settings: Any) -> None:
    settings.ARCHIVOS_DISCO_LIBRE_MB = 10**9
    with pytest.raises(ArchivoRechazado, match="No podemos guardar archivos en este momento") as error:
        subir("a.pdf", muestras.pdf())
    assert error.value.codigo == 507


@pytest.mark.parametrize(("donde", "paso"), [(os, "fsync"), (Path, "replace"), (tempfile, "mkstemp")])
def test_disco_lleno_o_roto_no_deja_fila(
    subir: Subir, monkeypatch: pytest.MonkeyPatch, almacen_propio: Path, donde: Any, paso: str
) -> None:
    """FAU-5, FAU-6: whatever step fails, there is no row without its file, and nothing half-written."""
    almacen.carpeta_de_transito()

    def falla(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(donde, paso, falla)
    with pytest.raises(ArchivoRechazado) as error:
        subir("a.pdf", muestras.pdf())
    monkeypatch.undo()
    assert error.value.motivo == "sin-espacio"
    assert Archivo.objects.count() == 0
    assert list((almacen_propio / almacen.EN_TRANSITO).iterdir()) == []


def test_el_archivo_esta_antes_que_su_fila(subir: Subir, monkeypatch: pytest.MonkeyPatch, almacen_propio: Path) -> None:
    pasos: list[str] = []
    for modulo, nombre in ((os, "fsync"), (Path, "replace")):
        real = getattr(modulo, nombre)
        monkeypatch.setattr(modulo, nombre, lambda *a, _r=real, _n=nombre, **k: (pasos.append(_n), _r(*a, **k))[1])
    guardar = Archivo.save
    monkeypatch.setattr(Archivo, "save", lambda self, **k: (pasos.append("fila"), guardar(self, **k))[1])
    almacen.carpeta_de_transito()
    pasos.clear()
    subir("a.pdf", muestras.pdf())
    donde = pasos.index("replace")
    assert pasos[0] == "fsync" and pasos[donde + 1 :] == ["fsync", "fila"]


@pytest.mark.django_db(transaction=True)
def test_v27_modos_tras_doscientas_subidas(hacer_usuario: Any, tmp_path: Path, almacen_propio: Path) -> None:
    persona = hacer_usuario("444444444")

    def uno(numero: int) -> None:
        try:
            hecho = tmp_path / f"h{numero}"
            hecho.write_bytes(b"contenido %d" % numero)
            guardar_generado(hecho, uso="prueba", nombre=f"{numero}.xlsx", actor=persona, tipo="x/y")
        finally:
            connection.close()

    antes = os.umask(0)
    try:
        for mascara, desde in ((0o000, 0), (0o077, 100)):
            os.umask(mascara)
            with ThreadPoolExecutor(8) as hilos:
                list(hilos.map(uno, range(desde, desde + 100)))
    finally:
        os.umask(antes)
    archivos = en_disco(almacen_propio)
    carpetas = [ruta for ruta in almacen_propio.rglob("*") if ruta.is_dir()] + [almacen_propio]
    print(f"\nV27: {len(archivos)} archivos, {len(carpetas)} carpetas")
    assert len(archivos) == Archivo.objects.count() == 200
    assert {stat.S_IMODE(ruta.stat().st_mode) for ruta in archivos} == {0o640}
    assert {stat.S_IMODE(ruta.stat().st_mode) for ruta in carpetas} == {0o750}


def test_la_base_rechaza_filas_imposibles(usuario: Any) -> None:
    buena = {
        "uso": "prueba", "nombre": "a.pdf", "extension": "pdf", "tipo": "application/pdf", "bytes": 1,
        "bytes_recibidos": 1, "sha256_recibido": "a" * 64, "sha256_guardado": "b" * 64,
        "creado_en": reloj.ahora(), "creado_por": usuario,
    }  # fmt: skip
    Archivo.objects.create(**buena)
    for mala in ({"bytes": 0}, {"bytes_recibidos": 0}, {"sha256_guardado": "../etc"}, {"sha256_recibido": "A" * 64},
                 {"extension": ""}, {"extension": "a/b"}):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Archivo.objects.create(**(buena | mala))
