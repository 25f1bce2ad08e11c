"""What an account switched off is kept as a row that says why, and never sent (U-11)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from nucleo.avisos import clases, redactores
from nucleo.avisos.actions import encolar, encolar_varios
from nucleo.avisos.clases import Clase
from nucleo.avisos.despacho import despachar
from nucleo.avisos.models import Aviso, Canal, Preferencia
from nucleo.avisos.redactores import Redactado
from tests.personas import ELENA, FRIDA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("U-11")]
LEGAL, RECORDATORIO, CODIGO = "prueba-legal", "prueba-recordatorio", "prueba-codigo"


@pytest.fixture(autouse=True)
def _claves(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.SMS_URL = "disco://"
    monkeypatch.setattr(clases, "_declaradas", dict(clases._declaradas))
    for clave, clase in ((LEGAL, Clase.LEGAL), (RECORDATORIO, Clase.PRESCINDIBLE), (CODIGO, Clase.CODIGO)):
        redactores.registrar(clave, lambda aviso: Redactado("LA1: hola", "Hola"), clase=clase, nombre=clave)


def _estados(**filtro: Any) -> list[tuple[str, str, str, str]]:
    filas = Aviso.objects.filter(**filtro).order_by("clave", "canal")
    return list(filas.values_list("clave", "canal", "estado", "causa"))


def _de_todo(usuario: Any, evento: object) -> None:
    with transaction.atomic():
        for clave in (LEGAL, RECORDATORIO, CODIGO):
            for canal, destino in ((Canal.CORREO, usuario.email), (Canal.SMS, "+56911111111")):
                encolar(clave=clave, evento=evento, destinatario=destino, canal=canal, usuario=usuario)


def test_lo_legal_por_correo_y_los_codigos_salen_siempre() -> None:
    elena, frida = crear(ELENA), crear(FRIDA)
    Preferencia.objects.create(usuario=elena, recordatorios=False, sms=False)
    _de_todo(elena, 1)
    _de_todo(frida, 1)
    apagado = ("descartado", "preferencia")
    assert _estados(usuario=elena) == [
        (CODIGO, "correo", "pendiente", ""), (CODIGO, "sms", "pendiente", ""),
        (LEGAL, "correo", "pendiente", ""), (LEGAL, "sms", *apagado),
        (RECORDATORIO, "correo", *apagado), (RECORDATORIO, "sms", *apagado),
    ]  # fmt: skip
    assert {estado for _, _, estado, _ in _estados(usuario=frida)} == {"pendiente"}


def test_cada_interruptor_apaga_lo_suyo() -> None:
    elena = crear(ELENA)
    for recordatorios, sms, apagados in ((True, False, 2), (False, True, 2), (True, True, 0)):
        Preferencia.objects.update_or_create(usuario=elena, defaults={"recordatorios": recordatorios, "sms": sms})
        _de_todo(elena, f"{recordatorios}{sms}")
        assert Aviso.objects.filter(evento=f"{recordatorios}{sms}", estado="descartado").count() == apagados


def test_un_barrido_pregunta_una_vez_y_no_cuenta_lo_apagado(django_assert_max_num_queries: Any) -> None:
    elena, frida = crear(ELENA), crear(FRIDA)
    Preferencia.objects.create(usuario=elena, recordatorios=False)
    pedidos = [
        {"clave": RECORDATORIO, "evento": f"o:{n}", "destinatario": u.email, "usuario": u.pk}
        for n in range(20)
        for u in (elena, frida)
    ]
    with django_assert_max_num_queries(4):
        assert encolar_varios(pedidos) == 20  # type: ignore[arg-type]
    assert encolar_varios(pedidos) == 0  # type: ignore[arg-type]
    assert Aviso.objects.filter(usuario=elena, estado="descartado").count() == 20
    with CaptureQueriesContext(connection) as consultas:
        encolar(clave=LEGAL, evento=1, destinatario=elena.email, usuario=elena)
    assert not [q for q in consultas if "preferencia" in q["sql"].lower().replace("'preferencia'", "")]


def test_lo_que_se_apaga_mientras_espera_tampoco_sale(
    mailoutbox: list[Any], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    elena = crear(ELENA)
    with transaction.atomic():
        aviso = encolar(clave=RECORDATORIO, evento=1, destinatario=elena.email, usuario=elena)
        sale = encolar(clave=LEGAL, evento=1, destinatario=elena.email, usuario=elena)
    Preferencia.objects.create(usuario=elena, recordatorios=False)
    assert aviso is not None and sale is not None and despachar() == 2
    assert _estados() == [(LEGAL, "correo", "enviado", ""), (RECORDATORIO, "correo", "descartado", "preferencia")]
    assert len(mailoutbox) == 1


def test_lo_que_lleva_un_codigo_no_deja_ni_su_asunto(mailoutbox: list[Any]) -> None:
    """The subject may tell that an address is another account's, and the asker reads this row (A-12)."""
    redactores._redactores[CODIGO] = lambda aviso: Redactado("Ya es de otra cuenta", "123456", reservado=True)
    with transaction.atomic():
        encolar(clave=CODIGO, evento=1, destinatario="ana@ejemplo.cl")
    despachar()
    aviso = Aviso.objects.get()
    assert aviso.asunto == "" and "123456" not in aviso.texto and mailoutbox[0].subject == "Ya es de otra cuenta"
