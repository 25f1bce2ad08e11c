"""``manage.py quitar_segundo_factor``: only when no SEC administrador has a phone left (AUT-9)."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cuentas.models import Cambio, CodigoDeRecuperacion, EstadoCuenta, Rol, SegundoFactor, Usuario
from cuentas.tests.test_perfil import ingresar
from cuentas.tests.test_segundo_factor import ALTA, CODIGO, activar, adentro, cifra
from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import redactar
from nucleo.bitacora.models import Evento
from tests.personas import ELENA, FABIAN, MARTA, SONIA, crear

MOTIVO = "Perdió el teléfono y los códigos"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _pedirlo(settings) -> None:
    settings.SEGUNDO_FACTOR, settings.DEMO = "personal", False


def quitar(rut: str, motivo: str = MOTIVO) -> str:
    salida = StringIO()
    call_command("quitar_segundo_factor", "--rut", rut, "--motivo", motivo, stdout=salida)
    return salida.getvalue()


def test_la_ultima_administradora_vuelve_a_entrar() -> None:
    sonia = crear(SONIA)
    secreto, _ = activar(sonia)
    abierta = ingresar(sonia)
    abierta.post(CODIGO, {"codigo": cifra(secreto)})
    assert adentro(abierta)
    assert "41.000.000-8 ya no tiene segundo factor" in quitar("41.000.000-8")
    assert not adentro(abierta)
    assert not SegundoFactor.objects.exists() and not CodigoDeRecuperacion.objects.exists()
    assert ingresar(sonia).get(CODIGO)["Location"] == ALTA
    evento = Evento.objects.get(tipo="SEGUNDO_FACTOR_QUITADO")
    assert evento.actor is None and evento.cadena == f"usuario:{sonia.pk}"
    assert Cambio.objects.get(evento=evento).motivo == MOTIVO and MOTIVO not in str(evento.datos)
    escrito = redactar(Aviso.objects.get(clave="segundo-factor-quitado", destinatario=sonia.email))
    assert "Quitaron el segundo factor" in escrito.asunto


def test_si_otra_tiene_su_telefono_lo_hace_ella() -> None:
    sonia, otra = crear(SONIA), crear(FABIAN)
    Usuario.objects.filter(pk=otra.pk).update(rol=Rol.ADMINISTRADOR)
    activar(sonia)
    activar(Usuario.objects.get(pk=otra.pk))
    with pytest.raises(CommandError, match="Otra persona administradora"):
        quitar(sonia.documento)
    assert SegundoFactor.objects.count() == 2 and not Aviso.objects.exists()
    # One that is closed, or is not administrador, has no say.
    Usuario.objects.filter(pk=otra.pk).update(estado=EstadoCuenta.DESACTIVADA)
    quitar(sonia.documento)
    assert not SegundoFactor.objects.filter(usuario=sonia).exists()


def test_un_fiscalizador_con_telefono_no_cuenta() -> None:
    sonia, fabian = crear(SONIA), crear(FABIAN)
    activar(sonia)
    activar(fabian)
    quitar(sonia.documento)
    assert list(SegundoFactor.objects.values_list("usuario", flat=True)) == [fabian.pk]


@pytest.mark.parametrize("persona", [MARTA, FABIAN, ELENA])
def test_las_demas_cuentas_no(persona) -> None:
    crear(SONIA)
    usuario = crear(persona)
    if not usuario.es_solicitante:
        activar(usuario)
    with pytest.raises(CommandError, match="Solo para cuentas activas de administrador"):
        quitar(usuario.documento)
    assert SegundoFactor.objects.filter(usuario=usuario).exists() is not usuario.es_solicitante


@pytest.mark.parametrize(
    ("rut", "motivo", "dice"),
    [
        ("41.000.000-8", " ", "Escribe el motivo"),
        ("41.000.000-8", "x" * 301, "300 caracteres"),
        ("41.000.000-7", MOTIVO, "dígito verificador"),
        ("41.000.000-8", MOTIVO, "no tiene un segundo factor"),
    ],
)
def test_lo_mal_escrito_se_explica(rut: str, motivo: str, dice: str) -> None:
    crear(SONIA)
    with pytest.raises(CommandError, match=dice):
        quitar(rut, motivo)
