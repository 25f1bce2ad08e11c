"""Password recovery (A-09; AUT-1, AUT-2, AUT-7, AUT-12)."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cuentas import enlaces_de_un_uso
from cuentas.models import EnlaceDeUnUso, EstadoCuenta, Rol, Usuario
from cuentas.recuperacion import actions
from cuentas.tests import ayudas
from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import redactar
from nucleo.comun.reloj import ahora, en
from tests.personas import CLAVE, ELENA, FRIDA, crear

RECIBIDA = "Hemos recibido tu solicitud, no olvides revisar tu correo"
NUEVA = "siete ulmos en la lluvia"


def pedir(cliente, documento=ELENA.documento, desde="10.5.0.1"):
    datos = {"documento": documento} | ayudas.resolver(cliente, "/recuperacion/")
    return cliente.post("/recuperacion/", datos, REMOTE_ADDR=desde)


def ruta_de(perfil="solicitante") -> str:
    return (
        f"/recuperacion/{enlaces_de_un_uso.token(EnlaceDeUnUso.objects.filter(usuario__perfil=perfil).latest('pk'))}/"
    )


def cambiar(cliente, clave=NUEVA):
    return cliente.post("/recuperacion/nueva-clave/", {"clave": clave, "clave2": clave})


@pytest.mark.req("A-09")
@pytest.mark.django_db
class TestRecuperacion:
    def test_de_la_solicitud_a_la_clave_nueva(self, client):
        crear(ELENA)
        abierta = Client()
        abierta.post("/ingresar/", {"perfil": "solicitante", "documento": ELENA.documento, "clave": CLAVE})
        respuesta = pedir(client)
        assert RECIBIDA in client.get(respuesta.url).content.decode()
        ruta = ruta_de()
        visita = client.get(ruta)
        assert visita.url == "/recuperacion/nueva-clave/" and visita["Referrer-Policy"] == "same-origin"
        assert "Al menos 12 caracteres" in client.get(visita.url).content.decode()
        assert cambiar(client, "corta").status_code == 422
        fin = cambiar(client)
        assert "Tu contraseña cambió. Cerramos tus otras sesiones." in client.get(fin.url).content.decode()
        assert Usuario.objects.get().check_password(NUEVA)
        assert abierta.get("/inicio/").status_code == 302
        assert Aviso.objects.get(clave="clave-cambiada").destinatario == "elena@ejemplo.cl"
        assert client.get(ruta).status_code == 410 and cambiar(client).status_code == 410

    def test_cada_cuenta_activa_recibe_el_suyo_y_el_mensaje_nombra_el_perfil(self, client):
        crear(ELENA)
        otra = crear(FRIDA)
        Usuario.objects.filter(pk=otra.pk).update(
            perfil="sec", rol=Rol.FISCALIZADOR, documento=ELENA.documento, clave_de_ingreso=f"sec:RUT:{ELENA.documento}"
        )
        pedir(client)
        escritos = {aviso.destinatario: redactar(aviso) for aviso in Aviso.objects.filter(clave="recuperacion")}
        assert len(escritos) == 3 and escritos["nadie@portal.invalid"] is None
        assert "perfil Solicitante" in escritos["elena@ejemplo.cl"].texto
        assert "perfil SEC" in escritos["frida@ejemplo.cl"].texto
        assert all(escrito.reservado for escrito in escritos.values() if escrito)

    def test_nadie_sabe_si_existe(self):
        crear(ELENA)
        inactiva = crear(FRIDA)
        Usuario.objects.filter(pk=inactiva.pk).update(estado=EstadoCuenta.DESACTIVADA)
        vistas = []
        for documento in (ELENA.documento, FRIDA.documento, "12345678-5"):
            cliente, antes = Client(), Aviso.objects.count()
            datos = {"documento": documento} | ayudas.resolver(cliente, "/recuperacion/")
            with CaptureQueriesContext(connection) as consultas:
                respuesta = cliente.post("/recuperacion/", datos)
            vistas.append((respuesta.status_code, respuesta.url, len(consultas), Aviso.objects.count() - antes))
        assert len(set(vistas)) == 1, vistas
        enviables = [aviso for aviso in Aviso.objects.all() if redactar(aviso)]
        assert [aviso.destinatario for aviso in enviables] == ["elena@ejemplo.cl"]

    def test_vence_en_una_hora(self, client):
        crear(ELENA)
        pedir(client)
        with en(ahora() + timedelta(hours=1, seconds=5)):
            respuesta = client.get(ruta_de())
        assert respuesta.status_code == 410 and "Este enlace ya no sirve" in respuesta.content.decode()

    @pytest.mark.parametrize("cambio", [{"password": "x"}, {"email": "otro@ejemplo.cl"}, {"estado": "desactivada"}])
    def test_muere_si_cambia_la_cuenta(self, client, cambio):
        crear(ELENA)
        pedir(client)
        ruta = ruta_de()
        assert client.get(ruta).status_code == 302
        Usuario.objects.update(**cambio)
        assert client.get(ruta).status_code == 410 and cambiar(client).status_code == 410

    def test_el_de_otro_proposito_o_alterado_no_abre(self, client):
        usuario = crear(ELENA)
        ajeno = enlaces_de_un_uso.emitir(proposito="activacion", usuario=usuario, dura=timedelta(hours=1))
        bueno = enlaces_de_un_uso.emitir(proposito=actions.RECUPERACION, usuario=usuario, dura=timedelta(hours=1))
        token = enlaces_de_un_uso.token(bueno)
        for malo in (enlaces_de_un_uso.token(ajeno), token[:-1], token.upper(), token + "0", "x", "%00"):
            assert client.get(f"/recuperacion/{malo}/").status_code == 410, malo
        assert client.post(f"/activacion/{token}/").status_code == 410
        assert Usuario.objects.get().check_password(CLAVE)

    def test_sin_captcha_no_hay_mensaje(self, client):
        crear(ELENA)
        assert client.post("/recuperacion/", {"documento": ELENA.documento}).status_code == 422
        assert not Aviso.objects.exists()

    def test_el_host_no_entra_en_el_enlace(self, client, settings):
        crear(ELENA)
        settings.ALLOWED_HOSTS = ["*"]
        datos = {"documento": ELENA.documento} | ayudas.resolver(client, "/recuperacion/")
        client.post("/recuperacion/", datos, headers={"Host": "malo.example"})
        aviso = Aviso.objects.get(destinatario="elena@ejemplo.cl")
        assert "malo.example" not in redactar(aviso).texto and settings.PORTAL_URL in redactar(aviso).texto

    def test_hay_limite_y_es_el_mismo_para_quien_no_existe(self):
        crear(ELENA)
        for documento, desde in ((ELENA.documento, "10.5.1.1"), ("12345678-5", "10.5.1.2")):
            assert [pedir(Client(), documento, desde).status_code for _ in range(6)] == [302] * 5 + [429]


def pedir_codigo(cliente, documento=ELENA.documento, desde="10.5.2.1"):
    return cliente.post("/recuperacion/", {"documento": documento, "por_correo": "1"}, REMOTE_ADDR=desde)


@pytest.mark.req("A-09", "A-06")
@pytest.mark.django_db
class TestSinImagen:
    """The way out of the picture (WCAG 3.3.8): a code to the account's own address."""

    def test_el_codigo_reemplaza_a_la_imagen(self, client):
        crear(ELENA)
        pagina = pedir_codigo(client)
        texto = pagina.content.decode()
        assert pagina.status_code == 200 and 'name="codigo"' in texto and "captcha_0" not in texto
        assert f'value="{ELENA.documento}"' in texto
        datos = {"documento": ELENA.documento, "codigo": ayudas.cifra("recuperacion-codigo")}
        assert Client().post("/recuperacion/", datos).status_code == 422, "of another browser"
        assert not Aviso.objects.filter(clave="recuperacion").exists()
        respuesta = client.post("/recuperacion/", datos)
        assert respuesta.url == "/recuperacion/recibida/"
        assert Aviso.objects.filter(clave="recuperacion", destinatario="elena@ejemplo.cl").count() == 1
        assert client.post("/recuperacion/", datos).status_code == 422, "used"

    def test_uno_equivocado_no_sirve_y_se_puede_pedir_otro(self, client):
        crear(ELENA)
        pedir_codigo(client)
        primero = ayudas.cifra("recuperacion-codigo")
        malo = client.post("/recuperacion/", {"documento": ELENA.documento, "codigo": "000000"})
        assert malo.status_code == 422 and "El código no es correcto o ya no sirve. Pide otro." in malo.content.decode()
        vacio = client.post("/recuperacion/", {"documento": ELENA.documento, "codigo": ""})
        assert "Escribe el código que enviamos a tu correo" in vacio.content.decode()
        pedir_codigo(client)
        datos = {"documento": ELENA.documento, "codigo": primero}
        assert client.post("/recuperacion/", datos).status_code == 422
        datos["codigo"] = ayudas.cifra("recuperacion-codigo")
        assert client.post("/recuperacion/", datos).status_code == 302

    def test_no_sirve_para_otro_documento(self, client):
        crear(ELENA)
        crear(FRIDA)
        pedir_codigo(client)
        datos = {"documento": FRIDA.documento, "codigo": ayudas.cifra("recuperacion-codigo")}
        assert client.post("/recuperacion/", datos).status_code == 422

    def test_nadie_sabe_si_existe(self):
        crear(ELENA)
        inactiva = crear(FRIDA)
        Usuario.objects.filter(pk=inactiva.pk).update(estado=EstadoCuenta.DESACTIVADA)
        vistas = []
        for documento in (ELENA.documento, FRIDA.documento, "123456785"):
            cliente, antes = Client(), Aviso.objects.count()
            cliente.get("/recuperacion/")
            with CaptureQueriesContext(connection) as consultas:
                respuesta = pedir_codigo(cliente, documento)
            texto = respuesta.content.decode().replace(documento, "DOCUMENTO")
            texto = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", texto)
            vistas.append((respuesta.status_code, texto, len(consultas), Aviso.objects.count() - antes))
        assert len({vista[0] for vista in vistas}) == len({vista[1] for vista in vistas}) == 1
        assert len({vista[2:] for vista in vistas}) == 1, [vista[2:] for vista in vistas]
        enviables = [aviso for aviso in Aviso.objects.all() if redactar(aviso)]
        assert [aviso.destinatario for aviso in enviables] == ["elena@ejemplo.cl"]

    def test_tiene_limite_y_pide_el_documento(self, client):
        crear(ELENA)
        assert [pedir_codigo(client).status_code for _ in range(6)] == [200] * 5 + [429]
        vacio = client.post("/recuperacion/", {"documento": "", "por_correo": "1"})
        assert vacio.status_code == 422 and "captcha_0" in vacio.content.decode()
        assert "Escribe tu RUT" in vacio.content.decode()


@pytest.mark.django_db(transaction=True)
def test_de_cien_usos_paralelos_vale_uno():
    usuario = crear(ELENA)
    enlace = enlaces_de_un_uso.emitir(proposito=actions.RECUPERACION, usuario=usuario, dura=timedelta(hours=1))

    def usar(numero):
        try:
            return actions.cambiar_clave(enlace=enlace, clave=f"{NUEVA} {numero}", direccion=None) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as hilos:
        assert sum(hilos.map(usar, range(100))) == 1
