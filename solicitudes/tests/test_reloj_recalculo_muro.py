"""What the database's own walls refuse to the portal is found by ``recalcular`` when the owner changes it."""

import pytest
from django.db import connections

from solicitudes import recalculo
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_reloj import marta
from solicitudes.tests.vidas_reloj import contar_vidas


@pytest.mark.django_db(transaction=True, databases=["default", "dueno"])
@pytest.mark.req("L-10")
def test_lo_que_el_muro_no_deja_cambiar_tambien_se_encuentra() -> None:
    """Planted by the owner, who can put the triggers aside."""
    s = contar_vidas()["conexion"]
    assert list(recalculo.recalcular()) == []
    tablas = ("solicitudes_solicitud", "solicitudes_adjunto", "solicitudes_comunicacion", "solicitudes_obligacion")
    with connections["dueno"].cursor() as cursor:
        cursor.execute("SET lock_timeout = '5s'")
        for tabla in (*tablas, "pagos_cobro", "pagos_comprobante"):
            cursor.execute(f"ALTER TABLE {tabla} DISABLE TRIGGER USER")
        for columna, valor in (("folio", "YN99"), ("respondida_en", "2026-03-28T00:00Z"), ("tipo", "notificacion"),
                               ("recibida_el", "2026-03-06"), ("enviada_en", "2026-03-07T00:00Z"),
                               ("solicitante_id", marta().pk), ("folio_numero", 99)):  # fmt: skip
            cursor.execute(f"SELECT {columna} FROM solicitudes_solicitud WHERE id = %s", [s.pk])
            antes = cursor.fetchone()[0]
            cursor.execute(f"UPDATE solicitudes_solicitud SET {columna} = %s WHERE id = %s", [valor, s.pk])
            assert columna in {d.campo for d in recalculo.recalcular()}, columna
            cursor.execute(f"UPDATE solicitudes_solicitud SET {columna} = %s WHERE id = %s", [antes, s.pk])
        cursor.execute("DELETE FROM solicitudes_comunicacion WHERE solicitud_id = %s", [s.pk])
        cursor.execute("DELETE FROM solicitudes_adjunto WHERE solicitud_id = %s AND version = 2", [s.pk])
        assert {d.campo.split(" ")[0] for d in recalculo.recalcular()} == {"comunicación", "adjunto"}
        cursor.execute("UPDATE pagos_cobro SET monto = 1, referencia = 'P9' WHERE referencia = 'P2'")
        cursor.execute("UPDATE pagos_comprobante SET estado = 'rechazado' WHERE estado = 'validado'")
        assert {d.campo.split(" ")[0] for d in recalculo.recalcular()} >= {"cobro", "comprobante", "ultimo", "cobros"}
        huerfana = Solicitud.objects.latest("pk")
        for tabla in ("obligacion", "adjunto"):
            cursor.execute(f"DELETE FROM solicitudes_{tabla} WHERE solicitud_id = %s", [huerfana.pk])
        assert "obligación respuesta 1" in {d.campo for d in recalculo.recalcular(huerfana.folio)}
        cursor.execute("DELETE FROM solicitudes_solicitud WHERE id = %s", [huerfana.pk])
    diferencias = [str(d) for d in recalculo.recalcular()]
    assert f"{huerfana.cadena} · solicitud: guardado nada, recalculado sus eventos" in diferencias
    assert any(d.startswith("contador de folios · ultimo") for d in diferencias)
