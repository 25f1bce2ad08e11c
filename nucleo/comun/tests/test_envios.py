"""One form, one run: repetitions, races and tampering (CON-4)."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django import forms
from django.db import connection, transaction

from nucleo.comun import envios
from nucleo.comun.errores import EstadoCambio
from nucleo.comun.models import Envio
from nucleo.comun.reloj import ahora, en
from nucleo.comun.tests.fabrica import crear_usuario


def _enviar(usuario, token, accion, huella="la misma"):
    with transaction.atomic():
        return envios.una_sola_vez(usuario=usuario, token=token, huella=huella, accion=accion)


@pytest.mark.django_db
def test_la_repeticion_devuelve_lo_mismo_sin_hacerlo_otra_vez():
    usuario, token, hechas = crear_usuario(), envios.token_nuevo(), []

    def accion():
        hechas.append(1)
        return f"/solicitudes/YN{len(hechas)}/"

    assert {_enviar(usuario, token, accion) for _ in range(3)} == {"/solicitudes/YN1/"}
    assert len(hechas) == 1
    assert _enviar(usuario, envios.token_nuevo(), accion) == "/solicitudes/YN2/"
    assert _enviar(crear_usuario(), token, accion) == "/solicitudes/YN3/"


@pytest.mark.django_db
def test_el_mismo_token_con_otro_contenido_es_409():
    usuario, token = crear_usuario(), envios.token_nuevo()
    _enviar(usuario, token, lambda: "/listo/")
    with pytest.raises(EstadoCambio) as error:
        _enviar(usuario, token, lambda: "/otra/", huella="otra")
    assert error.value.codigo == 409 and error.value.enlace == "/listo/"


@pytest.mark.django_db
def test_si_la_accion_falla_el_token_sigue_libre():
    usuario, token = crear_usuario(), envios.token_nuevo()
    with pytest.raises(ZeroDivisionError):
        _enviar(usuario, token, lambda: str(1 // 0))
    assert _enviar(usuario, token, lambda: "/listo/") == "/listo/"


@pytest.mark.django_db(transaction=True)
def test_fuera_de_una_transaccion_se_niega():
    with pytest.raises(transaction.TransactionManagementError):
        envios.una_sola_vez(usuario=crear_usuario(), token=envios.token_nuevo(), huella="x", accion=lambda: "/")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fallan", [0, 3])
def test_veinte_a_la_vez_corren_una(fallan):
    """With ``fallan``, the first runs break: each frees the next one that waits."""
    usuario, token, corridas = crear_usuario(), envios.token_nuevo(), []

    def accion():
        corridas.append(1)
        numero = len(corridas)
        time.sleep(0.05)
        if numero <= fallan:
            raise RuntimeError
        return f"/corrida/{numero}/"

    def uno(_):
        try:
            return _enviar(usuario, token, accion)
        except RuntimeError:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as hilos:
        respuestas = list(hilos.map(uno, range(20)))
    assert len(corridas) == fallan + 1
    assert respuestas.count(None) == fallan
    assert set(respuestas) - {None} == {f"/corrida/{fallan + 1}/"}
    assert Envio.objects.count() == 1


@pytest.mark.django_db
def test_al_dia_siguiente_se_barren():
    usuario = crear_usuario()
    with en(ahora() - timedelta(hours=25)):
        _enviar(usuario, envios.token_nuevo(), lambda: "/ayer/")
    _enviar(usuario, envios.token_nuevo(), lambda: "/hoy/")
    assert envios.barrer() == 1
    assert Envio.objects.get().resultado == "/hoy/"


def test_la_huella_depende_de_todo_lo_enviado():
    assert envios.huella("a", ["b", 1], {"x": 1, "y": 2}) == envios.huella("a", ["b", 1], {"y": 2, "x": 1})
    distintas = [envios.huella("a", "b"), envios.huella("ab"), envios.huella("b", "a"), envios.huella(["a", "b"])]
    assert len(set(distintas)) == 4


class _Formulario(forms.Form):
    token = envios.CampoToken()
    nombre = forms.CharField()


def test_el_token_sobrevive_a_los_errores_del_formulario():
    nuevo = _Formulario()
    token = nuevo["token"].value()
    assert uuid.UUID(token) and _Formulario()["token"].value() != token
    assert f'value="{token}"' in str(nuevo["token"]) and 'type="hidden"' in str(nuevo["token"])

    con_errores = _Formulario({"token": token, "nombre": ""})
    assert not con_errores.is_valid()
    assert f'value="{token}"' in str(con_errores["token"])
    assert _Formulario({"token": token, "nombre": "x"}).is_valid()


@pytest.mark.parametrize("malo", ["", "x", "<script>", "0" * 500])
def test_un_token_roto_se_cambia_por_otro_y_no_se_repite_en_la_pagina(malo):
    formulario = _Formulario({"token": malo, "nombre": "x"})
    assert not formulario.is_valid()
    assert formulario.errors["token"] == ["Revisa los datos y envía el formulario otra vez"]
    assert uuid.UUID(formulario["token"].value())
