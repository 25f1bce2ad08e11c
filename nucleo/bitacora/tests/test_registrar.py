"""registrar: what enters a chain, in what order and with which seal (L-10)."""

import pytest
from django.db import transaction

from nucleo.bitacora import vocabulario
from nucleo.bitacora.actions import registrar
from nucleo.bitacora.huella import huella


@pytest.mark.django_db
def test_humo():
    vocabulario.declarar("PRUEBA_HECHA", ["folio"])
    e = registrar(cadena="solicitud:1", tipo="PRUEBA_HECHA", actor=None, datos={"folio": "YN1"}, direccion="10.0.0.1")
    assert e.numero == 1
    f = registrar(cadena="solicitud:1", tipo="PRUEBA_HECHA", actor=None, datos={"folio": "YN1"})
    assert bytes(f.previo) == bytes(e.hash)
    assert bytes(f.hash) == huella(bytes(f.previo), cadena=f.cadena, numero=f.numero, tipo=f.tipo, actor_id=None,
        datos=f.datos, direccion_huella=None, ocurrido=f.ocurrido, registrado=f.registrado)
