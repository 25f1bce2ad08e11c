"""What brings a received file back serves one account, one purpose, and less than the sweep's day (S-11)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile

from nucleo.archivos import muestras
from nucleo.archivos.limites import Limites
from nucleo.archivos.limpieza import GRACIA
from nucleo.archivos.recepcion import recibir
from nucleo.archivos.resguardo import DURA, firmar, recuperar
from nucleo.comun.reloj import ahora, en
from tests.personas import ELENA, FRIDA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("S-11")]
PARA = "documento:corregir:7:cedula"


@pytest.fixture
def elena() -> Any:
    return crear(ELENA)


@pytest.fixture
def archivo(elena: Any) -> Any:
    subido = SimpleUploadedFile("cedula.pdf", muestras.pdf())
    limites = Limites(extensiones=("pdf",), maximo=1024 * 1024)
    return recibir(subido, uso="documento", limites=limites, nombre_documento="Cédula", actor=elena)


def test_vuelve_a_quien_lo_subio_para_lo_que_lo_subio(archivo: Any, elena: Any) -> None:
    firma = firmar(archivo, actor=elena, para=PARA)
    assert recuperar(firma, actor=elena, para=PARA) == archivo
    assert recuperar(firma, actor=crear(FRIDA), para=PARA) is None
    assert recuperar(firma, actor=elena, para="documento:corregir:8:cedula") is None


def test_lo_firmado_para_otra_persona_no_entrega_un_archivo_ajeno(archivo: Any) -> None:
    frida = crear(FRIDA)
    assert recuperar(firmar(archivo, actor=frida, para=PARA), actor=frida, para=PARA) is None


@pytest.mark.parametrize(
    "texto",
    # Named: a signature holds its second, and two processes would not collect the same test.
    [
        pytest.param("", id="vacio"),
        pytest.param("x", id="corto"),
        pytest.param("x:y:z", id="con-forma"),
        pytest.param("a" * 5000, id="largo"),
        pytest.param(signing.dumps(7, salt="archivos.resguardo"), id="de-otra-cosa"),
    ],
)
def test_lo_que_no_firmamos_no_vale(elena: Any, texto: str) -> None:
    assert recuperar(texto, actor=elena, para=PARA) is None


def test_una_firma_de_otro_fin_no_vale(archivo: Any, elena: Any) -> None:
    ajena = signing.dumps([str(archivo.pk), elena.pk, PARA], salt="otro.fin")
    assert recuperar(ajena, actor=elena, para=PARA) is None


def test_dura_menos_que_la_gracia_del_barrido(archivo: Any, elena: Any) -> None:
    firma = firmar(archivo, actor=elena, para=PARA)
    with en(ahora() + DURA + timedelta(seconds=1)):
        assert recuperar(firma, actor=elena, para=PARA) is None
    assert DURA < GRACIA
