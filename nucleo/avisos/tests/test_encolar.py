"""The outbox row is written with the fact it tells, once, or not at all."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError

from nucleo.avisos import despertador
from nucleo.avisos.actions import encolar
from nucleo.avisos.despacho import despachar
from nucleo.avisos.models import Aviso, EstadoAviso
from nucleo.comun import reloj

pytestmark = pytest.mark.django_db


def test_el_aviso_cae_con_el_hecho_que_cuenta() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert encolar(clave="acuse", evento=1, destinatario="ana@ejemplo.cl", contexto={})
        raise ZeroDivisionError
    assert not Aviso.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_fuera_de_una_transaccion_se_niega() -> None:
    with pytest.raises(TransactionManagementError):
        encolar(clave="acuse", evento=1, destinatario="ana@ejemplo.cl", contexto={})


def test_un_mismo_aviso_entra_una_vez() -> None:
    datos: dict[str, Any] = {"clave": "acuse", "evento": 7, "destinatario": "ana@ejemplo.cl", "contexto": {}}
    assert encolar(**datos) is not None
    assert encolar(**datos) is None
    for otro in ({"clave": "otra"}, {"evento": "8"}, {"destinatario": "b@ejemplo.cl"}, {"canal": "portal"}):
        assert encolar(**(datos | otro)) is not None
    assert Aviso.objects.count() == 5


def test_el_evento_vale_como_fila_numero_o_texto() -> None:
    previo = Aviso.objects.create(evento="1", clave="a", destinatario="x")
    for evento, guardado in ((previo, str(previo.pk)), (12, "12"), ("activacion:17:2", "activacion:17:2")):
        aviso = encolar(clave="acuse", evento=evento, destinatario="ana@ejemplo.cl", contexto={})
        assert aviso is not None and aviso.evento == guardado


def test_sin_destinatario_no_hay_aviso() -> None:
    assert encolar(clave="acuse", evento=1, destinatario="  ", contexto={}) is None
    assert not Aviso.objects.exists()


def test_una_direccion_imposible_no_detiene_el_hecho() -> None:
    aviso = encolar(clave="acuse", evento=1, destinatario="a" * 1000 + "@ejemplo.cl", contexto={})
    assert aviso is not None and aviso.estado == EstadoAviso.MUERTO


def test_el_message_id_es_unico_y_no_cambia(settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Portal <avisos@portal.ejemplo.cl>"
    uno = encolar(clave="acuse", evento=1, destinatario="ana@ejemplo.cl", contexto={})
    dos = encolar(clave="acuse", evento=2, destinatario="ana@ejemplo.cl", contexto={})
    assert uno is not None and dos is not None and uno.message_id != dos.message_id
    assert uno.message_id.endswith("@portal.ejemplo.cl>")


def test_un_aviso_puede_esperar_su_hora(dejar: Callable[..., Aviso], mailoutbox: list[Any]) -> None:
    cuando = reloj.ahora() + timedelta(hours=3)
    dejar(desde=cuando)
    assert despachar() == 0
    with reloj.en(cuando + timedelta(seconds=1)):
        assert despachar() == 1
    assert len(mailoutbox) == 1


def test_despierta_a_los_remitentes_solo_tras_confirmar(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    toques: list[int] = []
    monkeypatch.setattr(despertador, "tocar", lambda: toques.append(1))
    with django_capture_on_commit_callbacks(execute=True):
        encolar(clave="acuse", evento=1, destinatario="ana@ejemplo.cl", contexto={})
        assert toques == []
    assert toques == [1]


def test_la_base_rechaza_lo_que_el_codigo_no_escribe() -> None:
    valores = "'1', 'acuse', 'a@b.cl', %s, false, '{}', %s, %s, 0, now(), '', '', '', '', now(), null"
    columnas = (
        "evento, clave, destinatario, canal, adicional, contexto, message_id, estado, intentos, proximo, causa,"
        " error, asunto, texto, creado_en, enviado_en"
    )
    for canal, estado in (("paloma", "pendiente"), ("correo", "perdido"), ("correo", "enviado")):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO avisos_aviso ({columnas}) VALUES ({valores})", [canal, f"<{canal}{estado}>", estado]
            )
