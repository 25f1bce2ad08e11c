"""L-10: with a signed anchor, a chain rewritten whole by the owner of the server is found."""

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.core.management import CommandError, call_command
from django.db import transaction

from nucleo.bitacora import anclas
from nucleo.bitacora.actions import registrar
from nucleo.bitacora.models import Ancla
from nucleo.bitacora.verificacion import verificar
from nucleo.comun.reloj import ahora, en, hoy

pytestmark = [pytest.mark.req("L-10"), pytest.mark.django_db(transaction=True)]
# What the owner does: the first event says another thing, every later one and the head are sealed again.
REESCRIBIR = """
UPDATE bitacora_evento SET datos = '{"folio": "FALSO"}' WHERE cadena = 'solicitud:1' AND numero = 1;
DO $$ DECLARE e record; antes bytea := ''; BEGIN
  FOR e IN SELECT * FROM bitacora_evento WHERE cadena = 'solicitud:1' ORDER BY numero LOOP
    UPDATE bitacora_evento SET previo = antes, hash = sha256(antes || bitacora_canon(
      e.cadena, e.numero, e.tipo, e.actor_id, e.datos, e.direccion_huella, e.ocurrido, e.registrado))
      WHERE id = e.id RETURNING hash INTO antes;
  END LOOP;
  UPDATE bitacora_cabeza SET hash = antes WHERE cadena = 'solicitud:1';
END $$
"""


def _clave(settings: Any, carpeta: Path, nombre: str = "clave.pem") -> Path:
    """Sets CLAVE_ANCLA and gives the file of its public half."""
    privada = Ed25519PrivateKey.generate()
    ruta, publica = carpeta / nombre, carpeta / f"publica-{nombre}"
    ruta.write_bytes(privada.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    publica.write_bytes(privada.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    settings.CLAVE_ANCLA, settings.PORTAL_DATA = ruta, carpeta
    return publica


def _hechos() -> None:
    with transaction.atomic():
        for n in range(6):
            registrar(cadena=f"solicitud:{n % 2 + 1}", tipo="PRUEBA_HECHA", actor=None, datos={"folio": f"YN{n}"})


def _orden(*argumentos: str) -> str:
    salida = StringIO()
    call_command(*argumentos, stdout=salida)
    return salida.getvalue()


def test_un_evento_del_pasado_reescrito_con_toda_su_cadena_se_halla(
    settings: Any, tmp_path: Path, superusuario: Any
) -> None:
    publica = _clave(settings, tmp_path)
    _hechos()
    dia = hoy()
    with en(ahora() + timedelta(days=1)):
        assert "2 cadenas, firmada" in _orden("anclar_eventos")
        assert anclas.anclar() is None
    with en(ahora() + timedelta(days=2)):
        segunda = anclas.anclar()
    assert segunda and segunda.cadenas == 0 and segunda.previa == bytes(Ancla.objects.get(dia=dia).huella)
    fuera = ("--carpeta", str(tmp_path / "anclas"), "--clave-publica", str(publica))
    assert "Sin diferencias: 2 anclas, firmas comprobadas" in _orden("verificar_anclas")
    assert "Sin diferencias: 2 anclas" in _orden("verificar_anclas", *fuera)
    superusuario.execute(REESCRIBIR)
    assert list(verificar()) == []  # the chain alone fits again
    with pytest.raises(CommandError, match=f"{dia}: los eventos de ese día"):
        call_command("verificar_anclas")
    with pytest.raises(CommandError, match=f"ancla {dia}"):
        call_command("verificar_eventos")
    superusuario.execute("DELETE FROM bitacora_ancla")  # and the table of anchors with it: the files remain
    with pytest.raises(CommandError, match=f"{dia}: los eventos de ese día"):
        call_command("verificar_anclas", *fuera)


def test_un_ancla_rehecha_no_lleva_la_firma(settings: Any, tmp_path: Path, superusuario: Any) -> None:
    publica = _clave(settings, tmp_path)
    _hechos()
    with en(ahora() + timedelta(days=1)):
        anclas.anclar()
        superusuario.execute("DELETE FROM bitacora_ancla; " + REESCRIBIR)
        _clave(settings, tmp_path, "otra.pem")
        anclas.anclar()  # the forger's own anchor, with the forger's own key
    with pytest.raises(CommandError, match="la firma no es de esta clave"):
        call_command("verificar_anclas", "--clave-publica", str(publica))


def test_sin_clave_se_ancla_sin_firma_y_una_clave_mala_se_dice(settings: Any, tmp_path: Path) -> None:
    settings.CLAVE_ANCLA, settings.PORTAL_DATA = None, tmp_path
    _hechos()
    with pytest.raises(CommandError, match="todavía no termina"):
        call_command("anclar_eventos", "--dia", hoy().isoformat())
    with en(ahora() + timedelta(days=1)):
        assert "sin firma" in _orden("anclar_eventos")
    assert "sin clave para comprobar" in _orden("verificar_anclas")
    mala = tmp_path / "mala.pem"
    mala.write_text("no")
    with pytest.raises(CommandError, match="no es una clave pública"):
        call_command("verificar_anclas", "--clave-publica", str(mala))
    (tmp_path / "anclas" / "ancla-2020-01-01.json").write_text("{}")
    with pytest.raises(CommandError, match="no es un ancla"):
        call_command("verificar_anclas", "--carpeta", str(tmp_path / "anclas"))
