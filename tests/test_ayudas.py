"""The fixtures that other tests stand on do what tests/README.md says."""

from urllib.request import urlopen

import pytest
from django.core.mail import send_mail

from cuentas.models import Sesion
from nucleo.comun.reloj import ahora


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("vez", [1, 2])
def test_a_committing_test_leaves_nothing_to_the_next(vez: int) -> None:
    assert Sesion.objects.count() == 0
    Sesion.objects.create(session_key="de-paso", session_data="", expire_date=ahora())


def test_the_portal_answers_over_http(servidor) -> None:
    with urlopen(f"{servidor.url}/salud/", timeout=5) as respuesta:
        assert respuesta.status == 200


def test_a_page_opens_in_the_browser(servidor, pagina) -> None:
    respuesta = pagina.goto("/salud/")
    assert respuesta is not None
    assert respuesta.status == 200
    assert pagina.evaluate("navigator.language") == "es-CL"
    assert Sesion.objects.count() == 0  # the ORM and the browser share this thread


def test_mail_reaches_the_server(smtp_real) -> None:
    send_mail("Asunto con ñ", "Hola", "portal@ejemplo.cl", ["ana@ejemplo.cl"])
    assert [mensaje["Subject"] for mensaje in smtp_real.mensajes] == ["Asunto con ñ"]


def test_redis_can_be_stopped_and_brought_back(redis_real) -> None:
    assert redis_real.responde()
    redis_real.detener()
    assert not redis_real.responde()
    redis_real.iniciar()
    assert redis_real.responde()
