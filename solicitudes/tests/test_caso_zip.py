"""All documents in one ZIP: the same door as each file, streamed, with names that tell them apart (S-16)."""

import csv
import hashlib
import io
import os
import tracemalloc
import zipfile
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from cuentas.models import Usuario
from nucleo.archivos import almacen
from nucleo.bitacora.models import Acceso
from nucleo.comun.medidas import mostrar_tamano
from portal.demostracion import estados as vidas
from portal.demostracion import fabricas
from solicitudes import actions, paquete
from solicitudes.estados import Estado
from solicitudes.models import Solicitud
from tests.personas import ELENA, MARTA, SONIA, crear

MEGA = 1024 * 1024


@pytest.fixture
def reparto(db: None) -> vidas.Reparto:
    return vidas.Reparto(crear(ELENA), crear(MARTA), crear(SONIA))


def bajar(quien: Usuario, solicitud: Solicitud) -> Any:
    cliente = Client()
    cliente.force_login(quien)
    return cliente.get(f"{solicitud.get_absolute_url()}documentos.zip")


def abierto(respuesta: Any) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(respuesta.streaming_content)))


def corregida(reparto: vidas.Reparto) -> Solicitud:
    solicitud = vidas.en_estado(Estado.OBSERVADA, reparto)
    nuevo = fabricas.archivo(reparto.solicitante)  # the same name as the first
    actions.corregir(actor=reparto.solicitante, solicitud_id=solicitud.pk, archivos={"formulario": nuevo})
    return solicitud


@pytest.mark.req("S-16")
def test_trae_cada_version_con_su_nombre_y_su_indice(reparto: vidas.Reparto) -> None:
    solicitud = corregida(reparto)
    respuesta = bajar(reparto.operador, solicitud)
    assert respuesta["Content-Type"] == "application/zip" and respuesta["Cache-Control"] == "no-store"
    assert respuesta["Content-Disposition"] == f'attachment; filename="{solicitud.folio}-documentos.zip"'
    assert respuesta["X-Content-Type-Options"] == "nosniff" and "sandbox" in respuesta["Content-Security-Policy"]
    paquete_leido = abierto(respuesta)
    assert paquete_leido.testzip() is None
    assert paquete_leido.namelist() == [
        "01-formulario-v1-formulario.pdf", "02-cedula-v1-cedula.jpg", "03-formulario-v2-formulario.pdf",
        paquete.INDICE,
    ]  # fmt: skip
    indice = io.StringIO(paquete_leido.read(paquete.INDICE).decode("utf-8-sig"))
    filas = list(csv.DictReader(indice, delimiter=";"))
    for fila, adjunto in zip(filas, solicitud.adjuntos.all(), strict=True):
        contenido = paquete_leido.read(fila["Archivo"])
        assert hashlib.sha256(contenido).hexdigest() == fila["SHA-256 guardado"] == adjunto.archivo.sha256_guardado
        assert fila["SHA-256 recibido"] == adjunto.archivo.sha256_recibido
        assert fila["Documento"] == adjunto.nombre and fila["Versión"] == str(adjunto.version)


@pytest.mark.req("P-05")
def test_la_respuesta_trabada_no_va_en_el_del_solicitante(reparto: vidas.Reparto) -> None:
    solicitud = vidas.en_estado(Estado.PENDIENTE_VALIDACION, reparto)
    for quien, la_ve in ((reparto.solicitante, False), (reparto.operador, True), (reparto.sec, True)):
        leido = abierto(bajar(quien, solicitud))
        assert any("-respuesta-v1-" in nombre for nombre in leido.namelist()) is la_ve
        assert ("Respuesta de la distribuidora" in leido.read(paquete.INDICE).decode()) is la_ve
        assert any("-comprobante-v1-" in nombre for nombre in leido.namelist())


def test_cada_archivo_leido_deja_su_acceso(reparto: vidas.Reparto) -> None:
    solicitud = vidas.en_estado(Estado.RESPONDIDO, reparto)
    bajar(reparto.solicitante, solicitud)
    objetos = {f"archivo:{pk}" for pk in solicitud.adjuntos.values_list("archivo", flat=True)}
    objetos.add(f"archivo:{solicitud.respuestas.get().archivo_id}")
    anotados = Acceso.objects.filter(usuario=reparto.solicitante.pk, accion="archivo.descargar", permitido=True)
    assert set(anotados.values_list("objeto", flat=True)) == objetos


@pytest.mark.req("S-16")
def test_la_pagina_dice_antes_cuanto_pesa(reparto: vidas.Reparto) -> None:
    solicitud = vidas.en_estado(Estado.PENDIENTE_RESPUESTA, reparto)
    bytes_ = sum(adjunto.archivo.bytes for adjunto in solicitud.adjuntos.select_related("archivo"))
    cliente = Client()
    cliente.force_login(reparto.solicitante)
    pagina = cliente.get(solicitud.get_absolute_url()).content.decode().replace("\u00a0", " ")
    assert f"Descargar todo ({mostrar_tamano(bytes_)})" in pagina.replace("\u00a0", " ")


def _papel(contenido: bytes, numero: int) -> Any:
    sha = hashlib.sha256(contenido).hexdigest()
    ruta = almacen.ruta(sha)
    ruta.parent.mkdir(parents=True, exist_ok=True)
    ruta.write_bytes(contenido)
    archivo = SimpleNamespace(
        pk=numero, nombre="plano.pdf", bytes=len(contenido), sha256_recibido=sha, sha256_guardado=sha
    )
    cuando = datetime(2026, 3, 2, tzinfo=UTC)
    return SimpleNamespace(codigo="plano", nombre="=plano", version=numero, fecha=cuando, archivo=archivo)


def test_la_memoria_no_crece_con_los_archivos(settings: Any, tmp_path: Any) -> None:
    settings.ARCHIVOS_DIR = tmp_path
    papeles = [_papel(os.urandom(5 * MEGA), numero) for numero in range(1, 13)]
    tracemalloc.start()
    total = sum(len(trozo) for trozo in paquete.trozos(paquete.nombrados(papeles)))
    _, pico = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"{total / MEGA:.1f} MB enviados, pico de {pico / MEGA:.2f} MB")
    assert total > 60 * MEGA and pico < 2 * MEGA


def test_un_archivo_que_falta_no_rompe_el_resto_y_el_indice_lo_dice(settings: Any, tmp_path: Any) -> None:
    settings.ARCHIVOS_DIR = tmp_path
    perdido, sano = _papel(b"perdido", 1), _papel(b"sano", 2)
    almacen.ruta(perdido.archivo.sha256_guardado).unlink()
    leido = zipfile.ZipFile(io.BytesIO(b"".join(paquete.trozos(paquete.nombrados([perdido, sano])))))
    assert leido.namelist() == ["02-plano-v2-plano.pdf", paquete.INDICE]
    indice = leido.read(paquete.INDICE).decode("utf-8-sig")
    assert "01-plano-v1-plano.pdf;plano;1;01-03-2026 21:00;No disponible" in indice
