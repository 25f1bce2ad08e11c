"""A limit lets exactly its number through, also when everybody comes at once (V12, AUT-3)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import RequestFactory

from nucleo.comun import limites
from nucleo.comun.errores import DemasiadosIntentos
from nucleo.comun.models import Intento
from nucleo.comun.reloj import ahora, en

CUARTO = timedelta(minutes=15)


@pytest.mark.django_db
def test_deja_pasar_los_que_dice_y_vuelve_a_abrir():
    clave = limites.clave("prueba", "a")
    assert [limites.reservar(clave, 3, CUARTO) for _ in range(5)] == [True, True, True, False, False]
    with pytest.raises(DemasiadosIntentos) as error:
        limites.exigir(clave, 3, CUARTO)
    assert 14 * 60 < error.value.espera <= 15 * 60
    with en(ahora() + CUARTO + timedelta(seconds=1)):
        assert limites.reservar(clave, 3, CUARTO)
        assert limites.agotado(clave, 1, CUARTO)
        limites.soltar(clave)
        assert not limites.agotado(clave, 1, CUARTO)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("cuantos", [60, 200])
def test_en_paralelo_entran_exactamente_cinco(cuantos):
    clave = limites.clave("prueba", "carrera", cuantos)

    def intentar(_: int) -> bool:
        try:
            return limites.reservar(clave, 5, CUARTO)
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as hilos:
        assert sum(hilos.map(intentar, range(cuantos))) == 5


@pytest.mark.django_db
def test_la_tabla_no_nombra_a_nadie():
    limites.reservar(limites.clave("ingreso", "444444444", "10.1.2.3"), 5, CUARTO)
    guardada = Intento.objects.get().clave
    assert "444444444" not in guardada and "10.1.2.3" not in guardada


def test_ninguna_cabecera_cambia_la_direccion():
    """V11: 100 invented forwarding headers count as one address."""
    vistas = {
        limites.direccion(
            RequestFactory().get(
                "/",
                headers={"X-Forwarded-For": f"10.0.0.{n}", "Forwarded": f"for=10.0.0.{n}", "X-Real-IP": f"10.9.9.{n}"},
            )
        )
        for n in range(100)
    }
    assert len(vistas) == 1


@pytest.mark.django_db
def test_la_limpieza_conserva_lo_que_sigue_contando():
    with en(ahora() - timedelta(days=3)):
        limites.reservar(limites.clave("ingreso", "vieja"), 5, CUARTO)
        limites.reservar(limites.clave("racha", "seguidos"), 100, limites.SIN_VENTANA)
    limites.reservar(limites.clave("ingreso", "nueva"), 5, CUARTO)
    assert limites.barrer() == 1
    assert Intento.objects.count() == 2
