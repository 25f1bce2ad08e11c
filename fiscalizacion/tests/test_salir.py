"""'Salir' ends SEC's session, on the server and at once (F-08)."""

import pytest
from django.test import Client

from tests.personas import FABIAN, SONIA, crear

DE_SEC = ("/panel/", "/todas/", "/perfil/")


@pytest.mark.django_db
@pytest.mark.req("F-08", "A-03")
@pytest.mark.parametrize("persona", [FABIAN, SONIA], ids=["fiscalizador", "administrador"])
def test_salir_termina_la_sesion(client: Client, persona: object) -> None:
    usuario = crear(persona)
    client.force_login(usuario)
    pagina = client.get("/panel/")
    assert pagina.status_code == 200 and 'action="/salir/"' in pagina.content.decode()
    cookie = client.cookies["sesion"].value
    assert usuario.sesiones.count() == 1
    assert "Ud. ha cerrado sesión" in client.post("/salir/", follow=True).content.decode()
    assert not usuario.sesiones.exists()
    copiada = Client()
    copiada.cookies["sesion"] = cookie
    for ruta in DE_SEC:
        assert copiada.get(ruta).status_code == 302, ruta
