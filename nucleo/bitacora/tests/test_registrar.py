"""registrar: what enters a chain, in what order and with which seal (L-10)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from nucleo.bitacora import ajuste
from nucleo.bitacora.actions import momento, registrar
from nucleo.bitacora.huella import huella, huella_de_direccion
from nucleo.bitacora.models import Cabeza, Evento
from nucleo.bitacora.verificacion import verificar
from nucleo.bitacora.vocabulario import EventoMalDeclarado
from nucleo.comun.reloj import ahora, en
from nucleo.comun.tests.fabrica import crear_usuario

pytestmark = pytest.mark.req("L-10")
CADENA = "solicitud:7"


def _hecho(**cambios):
    return registrar(**{"cadena": CADENA, "tipo": "PRUEBA_HECHA", "actor": None, "datos": {"folio": "YN1"}, **cambios})


@pytest.mark.django_db
def test_cada_evento_sigue_al_anterior_y_la_cabeza_recuerda_el_ultimo():
    actor = crear_usuario()
    primero, segundo = _hecho(actor=actor), _hecho(tipo="PRUEBA_VACIA", datos=None)
    otra = _hecho(cadena="catalogo")

    assert [primero.numero, segundo.numero, otra.numero] == [1, 2, 1]
    assert bytes(primero.previo) == b"" and bytes(segundo.previo) == bytes(primero.hash)
    assert bytes(segundo.hash) == huella(
        primero.hash,
        cadena=CADENA,
        numero=2,
        tipo="PRUEBA_VACIA",
        actor_id=None,
        datos={},
        direccion_huella=None,
        ocurrido=segundo.ocurrido,
        registrado=segundo.registrado,
    )
    cabeza = Cabeza.objects.get(cadena=CADENA)
    assert (cabeza.numero, bytes(cabeza.hash), cabeza.ocurrido) == (2, bytes(segundo.hash), segundo.ocurrido)
    assert list(verificar()) == []


@pytest.mark.django_db
def test_lo_que_la_aplicacion_escriba_en_el_sello_no_vale():
    falso = Evento.objects.create(
        cadena=CADENA,
        tipo="PRUEBA_VACIA",
        ocurrido=ahora(),
        numero=99,
        previo=b"x",
        hash=b"y",
        registrado=ahora() - timedelta(days=9),
    )
    assert falso.numero == 1 and bytes(falso.previo) == b"" and bytes(falso.hash) != b"y"
    assert abs(falso.registrado - ahora()) < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("tipo", "datos"),
    [
        ("NADIE_LO_DECLARO", {}),
        ("PRUEBA_HECHA", {}),
        ("PRUEBA_HECHA", {"folio": "YN1", "nombre": "x"}),
        ("PRUEBA_HECHA", {"folio": "una frase con espacios"}),
        ("PRUEBA_HECHA", {"folio": "persona@example.org"}),
        ("PRUEBA_HECHA", {"folio": 1.5}),
        ("PRUEBA_HECHA", {"folio": {"dentro": 1}}),
        ("PRUEBA_HECHA", {"folio": ["bien", ["mal por los espacios"]]}),
        ("PRUEBA_HECHA", {"folio": 2**63}),
        ("PRUEBA_HECHA", {"folio": "x" * 101}),
    ],
)
@pytest.mark.django_db
def test_lo_que_no_se_declaro_no_entra(tipo, datos):
    with pytest.raises(EventoMalDeclarado):
        _hecho(tipo=tipo, datos=datos)
    assert not Evento.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_fuera_de_una_transaccion_se_niega():
    with pytest.raises(transaction.TransactionManagementError):
        _hecho()
    assert not Evento.objects.exists()


@pytest.mark.django_db
def test_sin_hora_propia_nunca_retrocede_y_con_ella_se_niega():
    adelantado = ahora() + timedelta(minutes=3)
    with en(adelantado):
        primero = _hecho()
    assert primero.ocurrido == adelantado
    assert momento(CADENA) == adelantado
    assert _hecho().ocurrido == adelantado
    with pytest.raises(IntegrityError, match="ocurre antes"), transaction.atomic():
        _hecho(ocurrido=adelantado - timedelta(microseconds=1))
    assert Evento.objects.count() == 2


@pytest.mark.django_db(databases=["default", "dueno"], transaction=True)
@pytest.mark.parametrize("desfase", [timedelta(seconds=-6), timedelta(seconds=6)])
def test_la_base_misma_niega_un_desfase_mayor(desfase):
    ajuste.fijar(5)
    with pytest.raises(IntegrityError, match="dista mas de 5 s"), transaction.atomic():
        _hecho(ocurrido=ahora() + desfase)
    with pytest.raises(IntegrityError, match="dista mas de 5 s"), transaction.atomic():
        Evento.objects.create(cadena=CADENA, tipo="PRUEBA_VACIA", ocurrido=ahora() + desfase)
    with transaction.atomic():
        _hecho(ocurrido=ahora() - timedelta(seconds=2))
    assert Evento.objects.count() == 1


@pytest.mark.django_db(databases=["default", "dueno"], transaction=True)
def test_la_carga_abre_el_desfase_solo_para_si():
    ajuste.fijar(5)
    hace_un_anio = ahora() - timedelta(days=365)
    with ajuste.abierto():
        Evento.objects.using("dueno").create(cadena="solicitud:1", tipo="PRUEBA_VACIA", ocurrido=hace_un_anio)
        with pytest.raises(IntegrityError, match="dista mas"), transaction.atomic():
            _hecho(ocurrido=hace_un_anio)
    assert list(Evento.objects.values_list("ocurrido", flat=True)) == [hace_un_anio]
    assert list(verificar()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("direccion", ["203.0.113.7", "2001:DB8::0:1"])
def test_la_direccion_queda_fuera_de_la_cadena(direccion):
    evento = _hecho(direccion=direccion)
    origen = evento.origen
    assert bytes(evento.direccion_huella) == huella_de_direccion(origen.sal, str(origen.direccion))
    otro = _hecho(direccion=direccion)
    assert bytes(otro.direccion_huella) != bytes(evento.direccion_huella)
    assert list(verificar()) == []
