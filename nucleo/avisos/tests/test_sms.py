"""SMS by an Apprise address: delivered, refused, slow, and never named in a log (A-13, V17)."""

import logging
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from nucleo.avisos import reintentos, sms
from nucleo.avisos.actions import encolar
from nucleo.avisos.despacho import NO_SE_GUARDA, despachar
from nucleo.avisos.direccion_sms import direccion, sirve
from nucleo.avisos.models import Aviso, Causa
from nucleo.avisos.redactores import Redactado
from nucleo.avisos.tests.servidor_sms import ServidorSms
from nucleo.avisos.texto_sms import LARGO, PIEZAS, en_gsm, largo, piezas
from nucleo.comun import reloj

Dejar = Callable[..., Aviso]
pytestmark = [pytest.mark.django_db, pytest.mark.req("A-13")]


@pytest.fixture
def servicio(settings: Any) -> Iterator[ServidorSms]:
    with ServidorSms() as abierto:
        settings.SMS_URL = abierto.url
        yield abierto


@pytest.fixture
def registro() -> Iterator[list[str]]:
    """What reaches the root logger; caplog would also listen where nothing of production does."""
    dichos: list[str] = []
    oyente = logging.Handler()
    oyente.emit = lambda record: dichos.append(record.getMessage())  # type: ignore[method-assign]
    raiz = logging.getLogger()
    nivel = raiz.level
    raiz.addHandler(oyente)
    raiz.setLevel(logging.DEBUG)
    yield dichos
    raiz.removeHandler(oyente)
    raiz.setLevel(nivel)


def _estado(aviso: Aviso) -> tuple[str, str]:
    aviso.refresh_from_db()
    return aviso.estado, aviso.causa


def test_cada_respuesta_tiene_su_destino(
    dejar: Dejar, servicio: ServidorSms, registro: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    esperado = {
        "+56911111110": ("enviado", Causa.NINGUNA),
        "+56911111111": ("muerto", Causa.RECHAZO),  # 500
        "+56911111112": ("pendiente", Causa.TEMPORAL),  # 503: not now
        "+56911111113": ("pendiente", Causa.TEMPORAL),  # 429
        "+56911111114": ("muerto", Causa.RECHAZO),  # 404
        "+56911111115": ("pendiente", Causa.TEMPORAL),  # 401: our credentials
        "+56911111118": ("pendiente", Causa.CORTE),
        "+56911111119": ("enviado", Causa.NINGUNA),
    }
    avisos = {numero: dejar(numero, canal="sms", contexto={"n": "código"}) for numero in esperado}
    assert despachar() == len(esperado)
    assert {numero: _estado(aviso) for numero, aviso in avisos.items()} == esperado
    assert set(servicio.recibidos) == {(numero, "Hola codigo") for numero in esperado}
    assert "500" in avisos["+56911111111"].error
    dicho = "".join(registro) + "".join(capfd.readouterr())
    assert "Aviso" in dicho and "1111111" not in dicho and "codigo" not in dicho


@pytest.mark.parametrize("numero", ["+56911111116", "+56911111117"])
def test_un_servicio_que_calla_o_gotea_no_retiene_al_remitente(
    dejar: Dejar, servicio: ServidorSms, monkeypatch: pytest.MonkeyPatch, numero: str
) -> None:
    monkeypatch.setattr(sms, "PLAZO", 0.5)
    aviso = dejar(numero, canal="sms")
    inicio = time.monotonic()
    despachar()
    assert time.monotonic() - inicio < 2
    assert _estado(aviso) == ("pendiente", Causa.CORTE)
    with reloj.en(reloj.ahora() + timedelta(minutes=2)):
        despachar()  # at least once: it leaves again
    assert [quien for quien, _ in servicio.recibidos] == [numero, numero]


def test_el_plazo_cabe_en_el_arriendo() -> None:
    assert sms.PLAZO <= 10 and reintentos.ARRIENDO.total_seconds() > sms.PLAZO


def test_sin_nadie_al_otro_lado_se_reintenta(dejar: Dejar, settings: Any) -> None:
    with ServidorSms() as cerrado:
        settings.SMS_URL = cerrado.url
    aviso = dejar("+56911111110", canal="sms")
    despachar()
    assert _estado(aviso) == ("pendiente", Causa.CORTE)


def test_lo_reservado_no_se_guarda(dejar: Dejar, servicio: ServidorSms, redactor: Callable[..., None]) -> None:
    redactor(lambda aviso: Redactado("", "tu código es 123456", reservado=True))
    aviso = dejar("+56911111110", canal="sms")
    despachar()
    aviso.refresh_from_db()
    assert aviso.texto == NO_SE_GUARDA and servicio.recibidos == [("+56911111110", "tu codigo es 123456")]


def test_un_texto_largo_va_en_piezas_y_uno_enorme_no_va(
    dejar: Dejar, servicio: ServidorSms, redactor: Callable[..., None]
) -> None:
    redactor(lambda aviso: Redactado("", "palabra " * aviso.contexto["veces"]))
    sale, no_sale = (dejar("+56911111110", canal="sms", contexto={"veces": n}) for n in (30, 300))
    despachar()
    assert _estado(sale) == ("enviado", "") and _estado(no_sale) == ("muerto", Causa.MENSAJE)
    assert [texto[:6] for _, texto in servicio.recibidos] == ["(1/2) ", "(2/2) "]


def test_sin_servicio_no_se_encola_ninguno(settings: Any) -> None:
    settings.SMS_URL = ""
    with transaction.atomic():
        assert encolar(clave="prueba", evento=1, destinatario="+56911111110", canal="sms") is None
    assert not Aviso.objects.exists()


@given(st.text(max_size=400))
def test_cada_pieza_cabe_en_un_sms(texto: str) -> None:
    try:
        partes = piezas(texto)
    except ValueError:
        return
    assert len(partes) <= PIEZAS
    for parte in partes:
        assert largo(parte) <= LARGO and en_gsm(parte) == parte


def test_el_alfabeto() -> None:
    assert en_gsm("Código: ¿ñandú? «Ávila» – 5 €, 日") == 'Codigo: ¿ñandu? "Avila" - 5 €, ?'
    assert largo("[5 €]") == 8


@pytest.mark.parametrize(
    ("plantilla", "llega"),
    [
        ("json://h:1", "json://h:1/%2B569"),
        ("json://h:1/a/?rto=2", "json://h:1/a/%2B569?rto=2"),
        ("json://h/?:para={celular}", "json://h/?:para=%2B569"),
    ],
)
def test_el_numero_entra_en_la_direccion(plantilla: str, llega: str) -> None:
    assert direccion(plantilla, "+569") == llega


def test_una_direccion_que_no_es_de_apprise_se_conoce_antes() -> None:
    assert sirve(f"twilio://AC{'a' * 32}:{'b' * 32}@+56221234567")
    assert not sirve("nada://x") and not sirve("twilio://x")
