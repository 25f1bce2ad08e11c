"""Sixteen writers at once, on one chain and on many: every chain ends valid (CON-6)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from nucleo.bitacora.actions import registrar
from nucleo.bitacora.models import Cabeza, Evento
from nucleo.bitacora.verificacion import verificar

pytestmark = pytest.mark.req("L-10")
ESCRITORES, EVENTOS = 16, 12


def _escribir(cadenas):
    try:
        for cadena in cadenas:
            with transaction.atomic():
                registrar(cadena=cadena, tipo="PRUEBA_VACIA", actor=None, direccion="10.0.0.1")
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("cuantas", [1, 5, ESCRITORES * EVENTOS])
def test_dieciseis_a_la_vez(cuantas):
    planes = [
        [f"solicitud:{(escritor * EVENTOS + paso) % cuantas}" for paso in range(EVENTOS)]
        for escritor in range(ESCRITORES)
    ]
    with ThreadPoolExecutor(ESCRITORES) as hilos:
        list(hilos.map(_escribir, planes))

    assert Evento.objects.count() == ESCRITORES * EVENTOS
    assert sum(Cabeza.objects.values_list("numero", flat=True)) == ESCRITORES * EVENTOS
    assert Cabeza.objects.count() == cuantas
    assert list(verificar()) == []


@pytest.mark.django_db(transaction=True)
def test_lo_que_se_deshace_no_deja_hueco():
    for _ in range(3):
        with transaction.atomic():
            registrar(cadena="catalogo", tipo="PRUEBA_VACIA", actor=None)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            registrar(cadena="catalogo", tipo="PRUEBA_VACIA", actor=None)
            raise ZeroDivisionError
    assert list(Evento.objects.order_by("id").values_list("numero", flat=True)) == [1, 2, 3]
    assert list(verificar()) == []
