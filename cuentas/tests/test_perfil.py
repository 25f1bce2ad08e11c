"""The own profile: summary, password, sessions, accesses (A-15, A-16, A-18, D-08)."""

import re
from typing import Any

import pytest
from django.test import Client

from cuentas.models import Sesion, Usuario
from cuentas.perfil.presentacion import navegador
from nucleo.avisos.models import Aviso
from nucleo.bitacora.models import Evento
from tests.personas import CLAVE, ELENA, FRIDA, IGNACIO, MARTA, SONIA, crear

NUEVA = "siete lagos del sur 26"
pytestmark = pytest.mark.django_db


def ingresar(usuario: Usuario, clave: str = CLAVE, **cabeceras: str) -> Client:
    cliente = Client(**cabeceras)
    datos = {"perfil": usuario.perfil, "documento": usuario.documento, "clave": clave}
    respuesta = cliente.post("/ingresar/", datos)
    assert respuesta.status_code == 302, respuesta.content.decode()
    return cliente


def cuerpo(cliente: Client, ruta: str) -> str:
    respuesta = cliente.get(ruta)
    assert respuesta.status_code == 200
    return re.sub(r"\s+", " ", respuesta.content.decode())


@pytest.mark.req("A-15", "D-08")
@pytest.mark.parametrize(
    ("persona", "dice", "calla"),
    [
        (ELENA, ["44.444.444-4", "elena@ejemplo.cl", "Usuario Solicitante", "Activa"], ["<dt>Distribuidora"]),
        (IGNACIO, ["Instalador SEC (declarado)"], []),
        (MARTA, ["40.404.040-5", "Usuario Distribuidora"], ["Instalador SEC"]),
        (SONIA, ["Usuario SEC", "Administrador"], ["<dt>Distribuidora"]),
    ],
    ids=lambda valor: getattr(valor, "nombres", None),
)
def test_el_resumen_dice_quien_es_la_cuenta(persona: Any, dice: list[str], calla: list[str]) -> None:
    usuario = crear(persona)
    texto = cuerpo(ingresar(usuario), "/perfil/")
    esperado = ["Resumen de perfil", *dice, *([usuario.distribuidora.nombre] if usuario.distribuidora else [])]
    assert [palabra for palabra in esperado if palabra not in texto] == []
    assert [palabra for palabra in calla if palabra in texto] == []


@pytest.mark.req("A-18", "D-08")
def test_el_menu_ofrece_perfil_y_cerrar_sesion_y_nombra_la_distribuidora() -> None:
    usuario = crear(MARTA)
    texto = cuerpo(ingresar(usuario), "/bandeja/")
    menu = texto[texto.index('class="usuario"') : texto.index("</details>")]
    assert 'href="/perfil/"' in menu and "Cerrar sesión" in menu
    assert usuario.nombre in menu and usuario.distribuidora.nombre in menu


@pytest.mark.req("A-16")
def test_la_clave_nueva_cierra_las_otras_sesiones_y_sigue_la_propia() -> None:
    usuario = crear(ELENA)
    propia, otra = ingresar(usuario), ingresar(usuario)
    antes = propia.cookies["sesion"].value
    datos = {"actual": CLAVE, "clave": NUEVA, "clave2": NUEVA}
    respuesta = propia.post("/perfil/clave/", datos)
    assert respuesta.status_code == 302 and respuesta["Location"] == "/perfil/"
    assert propia.get("/perfil/").status_code == 200
    assert propia.cookies["sesion"].value != antes
    assert not Sesion.objects.filter(session_key=antes).exists()
    assert otra.get("/perfil/")["Location"].startswith("/ingresar/")
    usuario.refresh_from_db()
    assert usuario.check_password(NUEVA)
    assert Evento.objects.filter(cadena=f"usuario:{usuario.pk}", tipo="CLAVE_CAMBIADA", actor=usuario).count() == 1
    assert Aviso.objects.filter(clave="clave-cambiada", destinatario=usuario.email).count() == 1


@pytest.mark.req("A-16")
@pytest.mark.parametrize(
    ("datos", "dice"),
    [
        ({"actual": "no-es-la-mia", "clave": NUEVA, "clave2": NUEVA}, "Esa no es tu contraseña actual."),
        ({"actual": CLAVE, "clave": NUEVA, "clave2": NUEVA + "x"}, "Las dos contraseñas no son iguales"),
        ({"actual": CLAVE, "clave": "corta", "clave2": "corta"}, "La contraseña debe tener 12 caracteres o más."),
        ({"actual": CLAVE, "clave": "elena araya", "clave2": "elena araya"}, "12 caracteres o más"),
        ({"actual": CLAVE, "clave": CLAVE, "clave2": CLAVE}, "distinta de la actual"),
        ({}, "Escribe tu contraseña actual"),
    ],
)
def test_lo_que_no_sirve_dice_que_escribir_y_no_cambia_nada(datos: dict[str, str], dice: str) -> None:
    usuario = crear(ELENA)
    respuesta = ingresar(usuario).post("/perfil/clave/", datos)
    assert respuesta.status_code == 422 and dice in respuesta.content.decode()
    usuario.refresh_from_db()
    assert usuario.check_password(CLAVE) and not Evento.objects.filter(tipo="CLAVE_CAMBIADA").exists()


@pytest.mark.req("A-16")
def test_la_clave_actual_no_se_adivina(monkeypatch: pytest.MonkeyPatch) -> None:
    """After five wrong ones no hash is computed, not even for the right one."""
    usuario = crear(ELENA)
    cliente = ingresar(usuario)
    for _ in range(5):
        cliente.post("/perfil/clave/", {"actual": "no-es-la-mia", "clave": NUEVA, "clave2": NUEVA})
    calculados: list[str] = []
    monkeypatch.setattr("cuentas.perfil.actions.check_password", lambda *partes: calculados.append("x") or True)
    respuesta = cliente.post("/perfil/clave/", {"actual": CLAVE, "clave": NUEVA, "clave2": NUEVA})
    assert respuesta.status_code == 429 and calculados == []


def test_las_sesiones_abiertas_se_ven_y_se_cierran_las_demas() -> None:
    usuario, ajena = crear(ELENA), ingresar(crear(FRIDA))
    propia = ingresar(usuario, HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/130.0")
    otra = ingresar(usuario, HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 14) Chrome/130 Safari/537.36")
    texto = cuerpo(propia, "/perfil/sesiones/")
    assert texto.count("Esta sesión") == 1 and texto.count("127.0.0.1") == 2
    assert texto.index("Firefox en Windows") < texto.index("Esta sesión") < texto.index("Chrome en Android")
    assert propia.post("/perfil/sesiones/").status_code == 302
    assert propia.get("/perfil/").status_code == 200 and ajena.get("/perfil/").status_code == 200
    assert otra.get("/perfil/").status_code == 302
    assert Evento.objects.get(tipo="SESIONES_CERRADAS").datos == {"cuantas": 1}


def test_los_accesos_son_los_propios() -> None:
    usuario = crear(ELENA)
    ingresar(crear(FRIDA), REMOTE_ADDR="10.9.9.9")
    cliente = ingresar(usuario, REMOTE_ADDR="10.1.2.3")
    cliente.get("/bandeja/")
    texto = cuerpo(cliente, "/perfil/accesos/")
    assert "Ingreso al portal" in texto and "10.1.2.3" in texto and "Rechazado" in texto
    assert "10.9.9.9" not in texto


@pytest.mark.parametrize(
    ("agente", "dice"),
    [
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge en Mac"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17 like Mac OS X) Version/17 Safari/604", "Safari en iPhone"),
        ("curl/8", "Navegador desconocido"),
        ("", "Navegador desconocido"),
    ],
)
def test_el_navegador_se_nombra_como_lo_conoce_la_gente(agente: str, dice: str) -> None:
    assert navegador(agente) == dice
