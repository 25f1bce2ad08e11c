"""Codes and links: a used, expired, foreign or altered one never works (AUT-7, AUT-8, V16)."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import settings as ajustes
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cuentas import codigos, enlaces_de_un_uso
from cuentas.models import Codigo, EnlaceDeUnUso
from nucleo.comun.errores import DemasiadosIntentos
from nucleo.comun.reloj import ahora, en
from tests.largo import cuantos
from tests.personas import ELENA, FRIDA, crear

HORA = timedelta(hours=1)


def _otra(cifra: str) -> str:
    return f"{(int(cifra) + 1) % 1_000_000:06d}"


@pytest.mark.django_db
class TestCodigos:
    def test_sirve_una_vez_escrito_con_espacios(self):
        codigo = codigos.emitir(proposito="prueba", para="x:1", datos={"celular": "+56912345678"})
        cifra = codigos.cifra(codigo)
        assert len(cifra) == 6 and cifra.isdigit()
        gastado = codigos.gastar(proposito="prueba", para="x:1", cifra=f" {cifra[:3]} {cifra[3:]} ")
        assert gastado and gastado.datos == {"celular": "+56912345678"}
        assert codigos.gastar(proposito="prueba", para="x:1", cifra=cifra) is None

    def test_tres_intentos_y_ni_el_correcto_despues(self):
        cifra = codigos.cifra(codigos.emitir(proposito="prueba", para="x:1"))
        for _ in range(3):
            assert codigos.gastar(proposito="prueba", para="x:1", cifra=_otra(cifra)) is None
        assert codigos.gastar(proposito="prueba", para="x:1", cifra=cifra) is None

    def test_de_otro_proposito_o_de_otro_no_sirve(self):
        cifra = codigos.cifra(codigos.emitir(proposito="prueba", para="x:1"))
        assert codigos.gastar(proposito="otra", para="x:1", cifra=cifra) is None
        assert codigos.gastar(proposito="prueba", para="x:2", cifra=cifra) is None

    def test_vence_a_los_diez_minutos(self):
        cifra = codigos.cifra(codigos.emitir(proposito="prueba", para="x:1"))
        with en(ahora() + timedelta(minutes=10, seconds=1)):
            assert codigos.gastar(proposito="prueba", para="x:1", cifra=cifra) is None

    def test_uno_nuevo_mata_al_anterior(self):
        primero = codigos.cifra(codigos.emitir(proposito="prueba", para="x:1"))
        segundo = codigos.cifra(codigos.emitir(proposito="prueba", para="x:1"))
        if primero != segundo:
            assert codigos.gastar(proposito="prueba", para="x:1", cifra=primero) is None
        assert codigos.gastar(proposito="prueba", para="x:1", cifra=segundo)

    def test_cinco_al_dia(self):
        for _ in range(5):
            codigos.emitir(proposito="prueba", para="x:1")
        with pytest.raises(DemasiadosIntentos):
            codigos.emitir(proposito="prueba", para="x:1")

    def test_la_tabla_no_guarda_la_cifra(self):
        codigo = codigos.emitir(proposito="prueba", para="x:1")
        fila = Codigo.objects.filter(pk=codigo.pk).values_list("proposito", "para", "semilla").get()
        assert codigos.cifra(codigo) not in {*fila, str(codigo.datos)}

    def test_sobrevive_al_cambio_de_clave_secreta(self, settings):
        codigo = codigos.emitir(proposito="prueba", para="x:1")
        cifra, vieja = codigos.cifra(codigo), settings.SECRET_KEY
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 60, [vieja]
        assert codigos.gastar(proposito="prueba", para="x:1", cifra=cifra)


@pytest.mark.django_db(transaction=True)
def test_veinte_aciertos_paralelos_son_uno():
    cifra = codigos.cifra(codigos.emitir(proposito="prueba", para="x:1"))
    enlace = enlaces_de_un_uso.emitir(proposito="prueba", dura=HORA)
    token = enlaces_de_un_uso.token(enlace)

    def gastar(numero: int) -> tuple[bool, bool]:
        try:
            return (
                numero < 20 and codigos.gastar(proposito="prueba", para="x:1", cifra=cifra) is not None,
                enlaces_de_un_uso.gastar(proposito="prueba", token=token) is not None,
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as hilos:
        resultados = list(hilos.map(gastar, range(100)))
    assert [sum(columna) for columna in zip(*resultados, strict=True)] == [1, 1]


@pytest.mark.django_db
class TestEnlaces:
    def test_mirar_no_gasta_y_gastar_una_vez(self):
        token = enlaces_de_un_uso.token(enlaces_de_un_uso.emitir(proposito="prueba", dura=HORA))
        assert len(token) * 4 >= 128
        for _ in range(3):
            assert enlaces_de_un_uso.mirar(proposito="prueba", token=token)
        assert enlaces_de_un_uso.gastar(proposito="prueba", token=token)
        assert enlaces_de_un_uso.gastar(proposito="prueba", token=token) is None
        assert enlaces_de_un_uso.mirar(proposito="prueba", token=token) is None

    def test_ni_vencido_ni_de_otro_proposito(self):
        token = enlaces_de_un_uso.token(enlaces_de_un_uso.emitir(proposito="prueba", dura=HORA))
        assert enlaces_de_un_uso.gastar(proposito="otra", token=token) is None
        with en(ahora() + HORA + timedelta(seconds=1)):
            assert enlaces_de_un_uso.gastar(proposito="prueba", token=token) is None

    def test_muere_si_cambia_la_clave_el_correo_o_el_estado(self):
        for campo, valor in (("password", "otra"), ("email", "otra@ejemplo.cl"), ("estado", "desactivada")):
            usuario = crear(ELENA)
            token = enlaces_de_un_uso.token(enlaces_de_un_uso.emitir(proposito="prueba", usuario=usuario, dura=HORA))
            antes = getattr(usuario, campo)
            setattr(usuario, campo, valor)
            usuario.save(update_fields=[campo])
            assert enlaces_de_un_uso.gastar(proposito="prueba", token=token) is None, campo
            setattr(usuario, campo, antes)
            usuario.save(update_fields=[campo])

    def test_anular_mata_los_de_esa_cuenta_sola(self):
        elena, frida = crear(ELENA), crear(FRIDA)
        tokens = [
            enlaces_de_un_uso.token(enlaces_de_un_uso.emitir(proposito="prueba", usuario=quien, dura=HORA))
            for quien in (elena, frida)
        ]
        enlaces_de_un_uso.anular(proposito="prueba", usuario=elena)
        assert enlaces_de_un_uso.gastar(proposito="prueba", token=tokens[0]) is None
        assert enlaces_de_un_uso.gastar(proposito="prueba", token=tokens[1])

    def test_la_tabla_no_guarda_el_token(self):
        enlace = enlaces_de_un_uso.emitir(proposito="prueba", dura=HORA)
        assert enlaces_de_un_uso.token(enlace) not in EnlaceDeUnUso.objects.values_list("huella", "semilla").get()


class TestAlterados(TestCase):
    """V16: 10,000 altered tokens (2,000 in a plain run), none accepted."""

    @ajustes(max_examples=cuantos(4, 20), deadline=None)
    @given(st.data())
    def test_ninguno_alterado_sirve(self, datos):
        token = enlaces_de_un_uso.token(enlaces_de_un_uso.emitir(proposito="prueba", dura=HORA))
        azar = random.Random(datos.draw(st.integers()))  # Hypothesis's own would record 20,000 draws an example
        for _ in range(500):
            lugar = azar.randrange(len(token))
            otro = azar.choice([letra for letra in "0123456789abcdefñ\x00\ud800" if letra != token[lugar]])
            altered = token[:lugar] + otro + token[lugar + 1 :]
            assert enlaces_de_un_uso.mirar(proposito="prueba", token=altered) is None
