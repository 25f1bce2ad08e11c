"""A new e-mail or mobile replaces the old one only after its code (A-17, AUT-1, AUT-12)."""

import re
from typing import Any

import pytest
from django.test import Client

from cuentas import codigos
from cuentas.models import Codigo, EstadoCuenta
from cuentas.tests.test_perfil import cuerpo, ingresar
from nucleo.avisos import redactores
from nucleo.avisos.models import Aviso
from nucleo.bitacora.models import Evento
from nucleo.comun.reloj import ahora, en
from tests.personas import CLAVE, ELENA, FRIDA, MARTA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("A-17")]
NUEVO = "elena.nueva@ejemplo.cl"


def pedir(cliente: Client, correo: str = NUEVO, clave: str = CLAVE) -> Any:
    return cliente.post("/perfil/contacto/", {"que": "correo", "correo": correo, "actual": clave})


def ultimo_codigo() -> str:
    return codigos.cifra(Codigo.objects.latest("pk"))


def texto_del_aviso(clave: str) -> str:
    aviso = Aviso.objects.filter(clave=clave).latest("pk")
    return redactores.redactar(aviso).texto


def test_el_correo_cambia_solo_con_el_codigo_del_nuevo() -> None:
    usuario = crear(ELENA)
    cliente = ingresar(usuario)
    assert pedir(cliente, f"  {NUEVO}").status_code == 302
    usuario.refresh_from_db()
    assert usuario.email == "elena@ejemplo.cl"
    assert Aviso.objects.get(clave="correo-nuevo").destinatario == NUEVO
    respuesta = cliente.post("/perfil/contacto/correo/", {"codigo": ultimo_codigo()})
    assert respuesta.status_code == 302
    usuario.refresh_from_db()
    assert usuario.email == NUEVO
    avisados = set(Aviso.objects.filter(clave="correo-propio-cambiado").values_list("destinatario", flat=True))
    assert avisados == {"elena@ejemplo.cl", NUEVO}
    evento = Evento.objects.get(tipo="CORREO_CAMBIADO")
    assert evento.actor == usuario and "ejemplo" not in str(evento.datos)
    assert cliente.get("/perfil/").status_code == 200


def test_un_codigo_malo_usado_o_de_otra_cuenta_no_cambia_nada() -> None:
    usuario, frida = crear(ELENA), crear(FRIDA)
    cliente, ajena = ingresar(usuario), ingresar(frida)
    pedir(cliente)
    bueno = ultimo_codigo()
    malo = f"{(int(bueno) + 1) % 1_000_000:06d}"
    assert cliente.post("/perfil/contacto/correo/", {"codigo": malo}).status_code == 422
    assert ajena.post("/perfil/contacto/correo/", {"codigo": bueno}).status_code == 422
    assert cliente.post("/perfil/contacto/celular/", {"codigo": bueno}).status_code == 422
    usuario.refresh_from_db()
    frida.refresh_from_db()
    assert (usuario.email, frida.email) == ("elena@ejemplo.cl", "frida@ejemplo.cl")
    assert cliente.post("/perfil/contacto/correo/", {"codigo": bueno}).status_code == 302
    assert cliente.post("/perfil/contacto/correo/", {"codigo": bueno}).status_code == 422


def _mascara(respuesta: Any) -> tuple[int, str, str]:
    sin_token = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", respuesta.content.decode())
    return respuesta.status_code, respuesta.get("Location", ""), sin_token


@pytest.mark.req("A-12")
@pytest.mark.parametrize("escrito", ["frida@ejemplo.cl", "FRIDA@ejemplo.cl"])
def test_un_correo_tomado_responde_igual_y_avisa_a_su_duena(escrito: str) -> None:
    crear(FRIDA)
    cliente = ingresar(crear(ELENA))
    with en(ahora()):  # the page counts the seconds to another code
        libre = _mascara(pedir(cliente))
        pagina_libre = _mascara(cliente.get("/perfil/contacto/correo/"))
        assert _mascara(pedir(cliente, escrito)) == libre
        assert _mascara(cliente.get("/perfil/contacto/correo/")) == pagina_libre
    texto = texto_del_aviso("correo-nuevo")
    assert "Alguien pidió usar este correo" in texto and ultimo_codigo() not in texto
    # Even guessed, the code gives nothing: the unique key decides, and the words are those of a wrong code.
    respuesta = cliente.post("/perfil/contacto/correo/", {"codigo": ultimo_codigo()})
    assert respuesta.status_code == 422 and "El código no es correcto" in respuesta.content.decode()
    assert not Evento.objects.filter(tipo="CORREO_CAMBIADO").exists()


def test_el_mismo_correo_sirve_en_otro_perfil_y_si_la_otra_cuenta_no_esta_activa() -> None:
    crear(MARTA)
    frida = crear(FRIDA)
    frida.estado = EstadoCuenta.DESACTIVADA
    frida.save(update_fields=["estado"])
    usuario = crear(ELENA)
    cliente = ingresar(usuario)
    for correo in ("marta@ejemplo.cl", "frida@ejemplo.cl"):
        pedir(cliente, correo)
        assert ultimo_codigo() in texto_del_aviso("correo-nuevo")
        assert cliente.post("/perfil/contacto/correo/", {"codigo": ultimo_codigo()}).status_code == 302
        usuario.refresh_from_db()
        assert usuario.email == correo


@pytest.mark.parametrize(
    ("correo", "clave", "dice"),
    [
        (NUEVO, "no-es-la-mia", "Esa no es tu contraseña actual."),
        (NUEVO, "", "Escribe tu contraseña actual"),
        ("no-es-correo", CLAVE, "nombre@ejemplo.cl"),
        ("elıena@ejemplo.cl", CLAVE, ""),
        ("", CLAVE, "Escribe"),
    ],
)
def test_lo_que_no_sirve_no_manda_nada(correo: str, clave: str, dice: str) -> None:
    respuesta = pedir(ingresar(crear(ELENA)), correo, clave)
    assert respuesta.status_code == 422 and dice in respuesta.content.decode()
    assert not Aviso.objects.filter(clave="correo-nuevo").exists()


def test_sin_sms_el_celular_se_confirma_por_el_correo_y_queda_sin_verificar() -> None:
    usuario = crear(ELENA)
    cliente = ingresar(usuario)
    datos = {"que": "celular", "celular": "9 8765 4321", "actual": CLAVE}
    assert cliente.post("/perfil/contacto/", datos).status_code == 302
    assert Aviso.objects.get(clave="celular-nuevo").destinatario == usuario.email
    assert ultimo_codigo() in texto_del_aviso("celular-nuevo")
    assert cliente.post("/perfil/contacto/celular/", {"codigo": ultimo_codigo()}).status_code == 302
    usuario.refresh_from_db()
    assert usuario.celular == "+56987654321" and usuario.celular_verificado_en is None
    assert "(sin verificar)" in cuerpo(cliente, "/perfil/")


def test_con_sms_el_codigo_va_al_celular_y_lo_verifica(settings: Any) -> None:
    settings.SMS_URL = "json://localhost"
    usuario = crear(ELENA)
    cliente = ingresar(usuario)
    cliente.post("/perfil/contacto/", {"que": "celular", "celular": "+56 9 8765 4321", "actual": CLAVE})
    aviso = Aviso.objects.get(clave="celular-nuevo")
    assert (aviso.canal, aviso.destinatario) == ("sms", "+56987654321")
    cliente.post("/perfil/contacto/celular/", {"codigo": ultimo_codigo()})
    usuario.refresh_from_db()
    assert usuario.celular_verificado_en is not None


def test_pedir_otra_cosa_no_es_una_falla() -> None:
    cliente = ingresar(crear(ELENA))
    assert cliente.post("/perfil/contacto/", {}).status_code == 422
    assert cliente.get("/perfil/contacto/fax/").status_code == 404
