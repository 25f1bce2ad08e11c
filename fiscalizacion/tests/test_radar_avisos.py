"""The mails of the radar leave on time, once, and never empty."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings

from catalogo.models import Distribuidora, Feriado
from catalogo.plazos import olvidar_calendario
from fiscalizacion.radar import avisos
from nucleo.avisos.despacho import despachar
from nucleo.avisos.models import Aviso
from solicitudes.tests.ayudas_reloj import SI, VIERNES, el, enviada, fresca, responder

pytestmark = [pytest.mark.django_db, pytest.mark.req("F-01", "L-04")]
CORREO = "avisos@distribuidora.ejemplo.cl"


@pytest.fixture
def con_correo() -> None:
    Distribuidora.objects.filter(prefijo="YN").update(correo_avisos=CORREO)


def _encolados() -> list[tuple[str, str]]:
    return list(Aviso.objects.filter(clave__startswith="radar").order_by("pk").values_list("destinatario", "evento"))


def test_los_correos_salen_a_su_hora_una_vez_y_nunca_vacios(con_correo: None) -> None:
    """Ends on Friday 4 Dec. Nothing to tell until Tuesday 1 (three days left); Monday 7 is SEC's."""
    enviada(SI, VIERNES)
    dia = VIERNES
    while dia < date(2026, 12, 8):
        for hora, minuto in ((7, 0), (8, 29), (8, 30), (8, 35), (9, 0), (9, 5), (17, 59), (18, 0), (23, 0)):
            with el(dia, hora, minuto):
                avisos.avisar()
        dia += timedelta(days=1)
    yn = [(CORREO, f"radar:YN:2026-12-0{n}") for n in (1, 3, 4, 7)]
    assert _encolados() == [*yn, (settings.CORREO_SEC, "radar:sec:2026-12-07")]


def test_el_lunes_feriado_la_sec_lo_lee_el_martes_y_dos_relojes_son_uno(
    con_correo: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    enviada(SI, VIERNES)
    lunes = date(2026, 12, 14)
    Feriado.objects.create(fecha=lunes, nombre="Feriado de prueba")
    olvidar_calendario()
    with el(lunes, 9, 30):
        assert avisos.avisar() == 0
    monkeypatch.setattr(avisos, "_sin_encolar", lambda eventos: eventos)  # both schedulers looked before either wrote
    with el(lunes + timedelta(days=1), 9, 30):
        assert [avisos.avisar(), avisos.avisar()] == [2, 0]
    assert [evento for _, evento in _encolados()] == ["radar:YN:2026-12-15", "radar:sec:2026-12-15"]
    olvidar_calendario()


def test_lo_que_dicen_es_lo_de_cuando_salen(con_correo: None, mailoutbox: list[Any]) -> None:
    solicitudes = [enviada(SI, VIERNES) for _ in range(7)]
    with el(date(2026, 12, 7), 9, 1):
        assert avisos.avisar() == 2
        responder(fresca(solicitudes[0]))
        despachar()
        a_yn, a_sec = (next(m for m in mailoutbox[::-1] if m.to == [quien]) for quien in (CORREO, settings.CORREO_SEC))
        assert a_yn.subject == "Plazos de hoy: vencidas sin respuesta, 6"
        folios = [s.folio for s in solicitudes[1:6]]
        assert f"Vencidas sin respuesta: 6. Folios {', '.join(folios)} y 1 más" in a_yn.body
        assert "/bandeja/" in a_yn.body and "/panel/" not in a_yn.body
        assert "Vencidas sin respuesta: 6. Enel Distribución 6" in a_sec.body and "/panel/radar/" in a_sec.body
    with el(date(2026, 12, 9), 8, 31):
        assert avisos.avisar() == 1
        for solicitud in solicitudes[1:]:
            responder(fresca(solicitud))
        antes = len(mailoutbox)
        despachar()
        assert not any("Plazos de hoy" in m.subject for m in mailoutbox[antes:]), "it had nothing left to tell"
