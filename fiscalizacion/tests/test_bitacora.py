"""The event log for SEC: the nightly walk and its alarm (L-10)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from fiscalizacion.bitacora import revision
from fiscalizacion.tasks import revisar_bitacora
from nucleo.avisos.despacho import despachar
from nucleo.bitacora.models import Ancla, Revision
from nucleo.bitacora.verificacion import Rotura
from nucleo.comun.reloj import ahora, en
from portal.demostracion import fabricas
from tests.personas import ELENA, FABIAN, SONIA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("L-10")]


def test_una_cadena_rota_se_ve_en_el_panel_y_llega_por_correo(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any
) -> None:
    settings.PORTAL_DATA = tmp_path
    sonia, fabian = crear(SONIA), crear(FABIAN)
    fabricas.enviada(crear(ELENA))
    despachar()
    mail.outbox.clear()
    client.force_login(fabian)
    with en(ahora() + timedelta(days=1)):
        revisar_bitacora()
        assert Revision.objects.get().roturas == 0 and Ancla.objects.get().cadenas > 0
        assert "La bitácora" not in client.get("/panel/").content.decode()
        rota = Rotura("solicitud:7", 3, "huella", "el contenido no es el que se selló")
        monkeypatch.setattr(revision, "verificar", lambda recuento: iter([rota]))
        revisar_bitacora()
        despachar()
    pagina = client.get("/panel/").content.decode()
    assert "La bitácora no calza" in pagina and "solicitud:7 n.º 3" in pagina
    assert [(correo.to, correo.subject) for correo in mail.outbox] == [([sonia.email], "La bitácora no calza")]
    assert "solicitud:7 n.º 3" in mail.outbox[0].body


def test_si_nadie_revisa_tambien_se_dice(client: Client, settings: Any, tmp_path: Any) -> None:
    settings.PORTAL_DATA = tmp_path
    client.force_login(crear(SONIA))
    revision.revisar()
    assert revision.alarma() == ""
    with en(ahora() + timedelta(days=3)):
        assert "no se revisa" in revision.alarma()
