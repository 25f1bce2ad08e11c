"""Registration until the account is active (A-05, A-06, A-08, A-10 to A-13, A-22 to A-24; AUT-1, AUT-2, AUT-8)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cuentas import limpieza
from cuentas.models import EstadoCuenta, RegistroPendiente, Usuario
from cuentas.registro import actions
from cuentas.tests import ayudas
from nucleo.avisos.models import Aviso
from nucleo.bitacora.models import Evento
from nucleo.comun.reloj import ahora, en
from tests.personas import CLAVE, ELENA, MARTA, crear

NADIA = "solicitante:RUT:123456785"
RECIBIDO = "Hemos recibido tu solicitud de registro"


def _ingresar(cliente, clave=CLAVE):
    return cliente.post("/ingresar/", {"perfil": "solicitante", "documento": "12345678-5", "clave": clave}, follow=True)


@pytest.mark.django_db
class TestDelFormularioALaCuenta:
    @pytest.mark.req("A-06", "A-08", "A-11", "A-23")
    def test_por_el_enlace(self, client):
        respuesta = ayudas.registrar(client, es_instalador="on")
        assert respuesta.url == "/registro/recibido/"
        pagina = client.get(respuesta.url).content.decode()
        assert RECIBIDO in pagina and "n•••@ejemplo.cl" in pagina
        assert not Usuario.objects.filter(clave_de_ingreso=NADIA).exists()
        ruta = ayudas.ruta("activacion")
        correo = Client()
        for _ in range(3):  # a mail scanner opens the link
            assert "Activar mi cuenta" in correo.get(ruta).content.decode()
        assert not Usuario.objects.filter(clave_de_ingreso=NADIA).exists()
        assert "Tu cuenta está activa" in correo.post(ruta).content.decode()
        usuario = Usuario.objects.get(clave_de_ingreso=NADIA)
        assert usuario.is_active and usuario.es_instalador and usuario.celular == "+56912345678"
        assert usuario.celular_verificado_en is None and usuario.rol == ""
        assert usuario.consentimiento_en and usuario.consentimiento_texto == "2026-11"
        assert Aviso.objects.filter(clave="bienvenida", destinatario="nadia@ejemplo.cl").count() == 1
        assert Evento.objects.get(cadena=f"usuario:{usuario.pk}").tipo == "CUENTA_ACTIVADA"
        assert correo.get("/inicio/").status_code == 200
        for metodo in (correo.get, correo.post):
            assert metodo(ruta).status_code == 410
        assert not RegistroPendiente.objects.exists()

    @pytest.mark.req("A-13")
    def test_por_el_codigo_entra_con_sesion_nueva(self, client):
        ayudas.registrar(client)
        antes, cifra = client.session.session_key, ayudas.cifra("activacion")
        assert client.post("/activacion/codigo/", {"codigo": "no"}).status_code == 422
        respuesta = client.post("/activacion/codigo/", {"codigo": cifra}, follow=True)
        assert "Tu cuenta está activa" in respuesta.content.decode()
        assert client.session.session_key != antes and client.get("/inicio/").status_code == 200
        assert Aviso.objects.filter(clave="bienvenida").exists()

    @pytest.mark.req("U-14")
    def test_los_mensajes_y_la_pagina_dicen_que_se_mire_el_spam_y_que_no_se_responda(self, client):
        ayudas.registrar(client)
        assert "correo no deseado (spam)" in client.get("/registro/recibido/").content.decode()
        escrito = ayudas.texto("activacion")
        client.post("/activacion/codigo/", {"codigo": ayudas.cifra("activacion")})
        for texto in (escrito, ayudas.texto("bienvenida")):
            assert "correo no deseado (spam)" in texto and "no lo respondas" in texto

    @pytest.mark.req("A-08", "A-13")
    def test_tres_codigos_malos_matan_el_codigo_y_no_el_enlace(self, client):
        ayudas.registrar(client)
        cifra = ayudas.cifra("activacion")
        malo = f"{(int(cifra) + 1) % 1_000_000:06d}"
        for _ in range(3):
            assert "El código no es correcto" in client.post("/activacion/codigo/", {"codigo": malo}).content.decode()
        assert client.post("/activacion/codigo/", {"codigo": cifra}).status_code == 422
        assert client.post(ayudas.ruta("activacion")).status_code == 200

    @pytest.mark.req("A-08")
    def test_el_enlace_vence_a_las_48_horas(self, client):
        ayudas.registrar(client)
        ruta = ayudas.ruta("activacion")
        with en(ahora() + timedelta(hours=48, minutes=1)):
            respuesta = client.post(ruta)
        assert respuesta.status_code == 410 and "Este enlace ya no sirve" in respuesta.content.decode()

    @pytest.mark.req("A-08", "A-13")
    def test_se_envia_de_nuevo_hasta_cinco_veces_y_lo_anterior_muere(self, client):
        inicio = ahora()
        with en(inicio):
            ayudas.registrar(client)
        vieja = ayudas.ruta("activacion")
        codigos = []
        for minuto in range(1, 7):
            with en(inicio + timedelta(minutes=minuto)):
                codigos.append(client.post("/activacion/reenvio/").status_code)
                if minuto == 1:
                    assert "Enviamos otro correo" in client.get("/registro/recibido/").content.decode()
                    assert client.get(vieja).status_code == 410
                    assert client.get(ayudas.ruta("activacion")).status_code == 200
        assert codigos == [302, 302, 302, 302, 429, 429]

    @pytest.mark.req("A-08", "A-13")
    def test_entre_dos_envios_pasa_un_minuto_y_la_pagina_dice_cuanto_falta(self, client):
        inicio = ahora()
        with en(inicio):
            ayudas.registrar(client)
            assert 'data-cuenta-atras="60"' in client.get("/registro/recibido/").content.decode()
        primera = ayudas.ruta("activacion")
        with en(inicio + timedelta(seconds=42)):
            pagina = client.post("/activacion/reenvio/", follow=True).content.decode()
            assert "Espera 18 segundos para pedir otro." in pagina and 'data-cuenta-atras="18"' in pagina
            assert client.get(primera).status_code == 200 and Aviso.objects.filter(clave="activacion").count() == 1
        with en(inicio + timedelta(seconds=60)):
            assert "data-cuenta-atras" not in client.get("/registro/recibido/").content.decode()
            assert "Enviamos otro correo" in client.post("/activacion/reenvio/", follow=True).content.decode()
        assert Aviso.objects.filter(clave="activacion").count() == 2

    def test_el_correo_mal_escrito_se_cambia_antes_de_activar(self, client):
        ayudas.registrar(client, email="nadie@ejenplo.cl")
        vieja = ayudas.ruta("activacion")
        assert client.post("/registro/correo/", {"email": "no es"}).status_code == 422
        client.post("/registro/correo/", {"email": "NADIA@ejemplo.cl"})
        assert Aviso.objects.filter(clave="activacion").latest("pk").destinatario == "nadia@ejemplo.cl"
        assert client.post(vieja).status_code == 410
        client.post(ayudas.ruta("activacion"))
        assert Usuario.objects.get(clave_de_ingreso=NADIA).email == "nadia@ejemplo.cl"


@pytest.mark.req("A-24", "A-08")
@pytest.mark.django_db
class TestAMedias:
    def test_se_retoma_con_documento_y_clave_y_no_abre_nada_mas(self, client):
        ayudas.registrar(client)
        otro = Client()
        assert "Tu cuenta aún no está activada." not in _ingresar(otro, "otra-clave-distinta").content.decode()
        cuerpo = _ingresar(otro).content.decode()
        assert "Tu cuenta aún no está activada." in cuerpo and "Enviar de nuevo el correo" in cuerpo
        assert otro.get("/inicio/").status_code == 302
        assert "_auth_user_id" not in otro.session
        otro.post("/activacion/codigo/", {"codigo": ayudas.cifra("activacion")})
        assert otro.get("/inicio/").status_code == 200

    def test_se_borra_a_los_siete_dias(self, client):
        ayudas.registrar(client)
        with en(ahora() + timedelta(days=6, hours=23)):
            assert actions.barrer() == 0
        with en(ahora() + timedelta(days=7, minutes=1)):
            hecho = limpieza.barrer()
            assert hecho["registros"] and hecho["codigos"] and not RegistroPendiente.objects.exists()


@pytest.mark.req("A-12")
@pytest.mark.django_db
class TestConocidos:
    def _mirar(self, **cambios):
        cliente = Client()
        datos = ayudas.registro(**cambios) | ayudas.resolver(cliente, "/registro/")
        with CaptureQueriesContext(connection) as consultas:
            respuesta = cliente.post("/registro/", datos, REMOTE_ADDR="10.4.4.4")
        pagina = cliente.get(respuesta.url).content.decode().partition("<main")[2]
        return respuesta.status_code, respuesta.url, len(consultas), _sin_tokens(pagina), cliente

    def test_nadie_sabe_si_el_documento_o_el_correo_existen_y_el_titular_se_entera(self):
        crear(ELENA)
        nuevo = self._mirar(email="x@ejemplo.cl")
        documento = self._mirar(documento=ELENA.documento, email="x@ejemplo.cl")
        correo = self._mirar(documento="11.111.111-1", email="Elena@Ejemplo.cl")
        assert nuevo[:4] == documento[:4]
        assert nuevo[:3] == correo[:3] and nuevo[3].replace("x•••", "e•••") == correo[3]
        avisos = list(Aviso.objects.order_by("pk").values_list("clave", "destinatario"))
        assert avisos == [
            ("activacion", "x@ejemplo.cl"),
            ("registro-existente", "elena@ejemplo.cl"),
            ("registro-existente", "elena@ejemplo.cl"),
        ]
        assert "Ya tienes una cuenta" in ayudas.texto("registro-existente")
        for reenvio in (documento, correo):
            with en(ahora() + timedelta(minutes=1)):
                assert reenvio[4].post("/activacion/reenvio/").status_code == 302
            assert reenvio[4].post("/activacion/codigo/", {"codigo": "000000"}).status_code == 422

    def test_ni_con_el_enlace_adivinado_se_duplica(self):
        crear(ELENA)
        self._mirar(documento=ELENA.documento, email="x@ejemplo.cl")
        registro = RegistroPendiente.objects.get()
        from django.db import transaction

        with transaction.atomic():
            assert actions._crear(registro.pk, "enlace", None) is None
        assert Usuario.objects.count() == 1

    def test_el_correo_de_otro_perfil_no_estorba(self):
        crear(MARTA)
        self._mirar(email="marta@ejemplo.cl")
        assert Aviso.objects.get().clave == "activacion"

    def test_de_dos_registros_del_mismo_correo_gana_el_primero_que_lo_prueba(self):
        uno = self._mirar(email="x@ejemplo.cl")[4]
        ruta_uno = ayudas.ruta("activacion")
        self._mirar(documento="11.111.111-1", email="X@ejemplo.cl")
        ruta_dos = ayudas.ruta("activacion")
        assert uno.post(ruta_dos).status_code == 200
        assert Client().post(ruta_uno).status_code == 410
        assert Usuario.objects.filter(email_plegado="x@ejemplo.cl", estado=EstadoCuenta.ACTIVA).count() == 1


def _sin_tokens(pagina: str) -> str:
    """Without what is random, and without the seconds of the countdown, which a slow machine moves."""
    import re

    sin_segundos = re.sub(r'data-cuenta-atras="\d+">Podrás pedir otro en <span>\d+', "", pagina)
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", sin_segundos)


@pytest.mark.django_db
class TestCampos:
    def _errores(self, client, **cambios):
        respuesta = ayudas.registrar(client, **cambios)
        assert respuesta.status_code == 422
        return respuesta.context["form"].errors, respuesta.content.decode()

    @pytest.mark.req("A-22")
    def test_una_empresa_da_razon_social(self, client):
        pagina = client.get("/registro/").content.decode()
        assert 'name="razon_social"' not in pagina
        assert 'name="nombres"' not in client.get("/registro/?empresa=1").content.decode()
        errores, cuerpo = self._errores(client, documento="76.123.456-0")
        assert set(errores) == {"razon_social"} and "Escribe la razón social de la empresa" in cuerpo
        assert 'name="nombres"' not in cuerpo
        ayudas.registrar(
            client, documento="76.123.456-0", razon_social="Techos Solares Ltda.", nombres="", apellidos=""
        )
        client.post(ayudas.ruta("activacion"))
        empresa = Usuario.objects.get()
        assert empresa.nombre == "Techos Solares Ltda." and empresa.nombres == ""

    @pytest.mark.req("A-22")
    def test_el_segundo_apellido_es_opcional(self, client):
        assert ayudas.registrar(client, apellidos="Pino").status_code == 302

    @pytest.mark.req("A-10")
    def test_el_dni_solo_si_se_ofrece(self, client, settings):
        assert 'name="documento_tipo"' not in client.get("/registro/").content.decode()
        ayudas.registrar(client, documento_tipo="DNI", documento="12.345.678-5")
        assert RegistroPendiente.objects.get().documento_tipo == "RUT"
        settings.DOCUMENTOS_IDENTIDAD = ["RUT", "DNI"]
        assert 'name="documento_tipo"' in client.get("/registro/").content.decode()
        ayudas.registrar(client, documento_tipo="DNI", documento="20.123.456", email="dni@ejemplo.cl")
        client.post(ayudas.ruta("activacion"))
        usuario = Usuario.objects.get()
        assert usuario.clave_de_ingreso == "solicitante:DNI:20123456" and usuario.documento_mostrado == "20.123.456"
        client.logout()
        datos = {"perfil": "solicitante", "documento_tipo": "DNI", "documento": "20123456", "clave": CLAVE}
        assert client.post("/ingresar/", datos).status_code == 302
        assert "DNI" in str(self._errores(Client(), documento_tipo="DNI", documento="123")[0]["documento"])

    @pytest.mark.req("A-11")
    @pytest.mark.parametrize(
        "celular", ["22 123 4567", "+56 2 2123 4567", "011 15 2345 6789", "123", "+1 202 555 0143"]
    )
    def test_el_celular_que_no_lo_es_se_rechaza_con_palabras(self, client, celular):
        errores, cuerpo = self._errores(client, celular=celular)
        assert set(errores) == {"celular"} and "Escribe" in str(errores["celular"])
        assert f'value="{celular}"' in cuerpo

    @pytest.mark.req("A-11")
    def test_sin_consentimiento_no_hay_registro(self, client):
        errores, _ = self._errores(client, consiente="")
        assert set(errores) == {"consiente"}

    @pytest.mark.parametrize(
        ("campo", "valor"),
        [
            ("nombres", "x" * 200),
            ("nombres", "\u202e\u0007"),
            ("nombres", "🌲"),
            ("email", "ſonia@ejemplo.cl"),
            ("email", "a@" + "b" * 300 + ".cl"),
            ("documento", "9" * 5000),
            ("documento", "12.345.678-6"),
            ("clave", "corta"),
            ("celular", "٩١٢٣٤٥٦٧٨"),
        ],
    )
    def test_lo_raro_se_rechaza_con_palabras(self, client, campo, valor):
        errores, _ = self._errores(client, **{campo: valor})
        assert campo in errores

    def test_espacios_y_mayusculas_se_ordenan(self, client):
        ayudas.registrar(client, nombres="  Nadia \u200b  Inés ", email=" NADIA@EJEMPLO.CL ")
        registro = RegistroPendiente.objects.get()
        assert (registro.nombres, registro.email) == ("Nadia Inés", "nadia@ejemplo.cl")

    def test_las_claves_no_vuelven_en_la_pagina(self, client):
        _, cuerpo = self._errores(client, consiente="")
        assert CLAVE not in cuerpo


@pytest.mark.req("A-06")
@pytest.mark.django_db
class TestCaptchaYTrampa:
    def test_otro_codigo_conserva_lo_escrito(self, client):
        viejo = ayudas.resolver(client, "/registro/")
        respuesta = client.post("/registro/", ayudas.registro(otro_codigo="1") | viejo)
        cuerpo = respuesta.content.decode()
        assert respuesta.status_code == 200 and 'value="Nadia"' in cuerpo and CLAVE not in cuerpo
        assert viejo["captcha_0"] not in cuerpo

    def test_por_correo_en_vez_de_la_imagen(self, client):
        client.get("/registro/")
        cuerpo = client.post("/registro/", ayudas.registro(por_correo="1")).content.decode()
        assert 'name="codigo"' in cuerpo and "captcha_0" not in cuerpo and 'value="Nadia"' in cuerpo
        cifra = ayudas.cifra("captcha-codigo")
        malo = client.post("/registro/", ayudas.registro(codigo=f"{(int(cifra) + 1) % 1_000_000:06d}"))
        assert malo.status_code == 422 and not RegistroPendiente.objects.exists()
        assert client.post("/registro/", ayudas.registro(codigo=cifra, email="otro@ejemplo.cl")).status_code == 422
        assert client.post("/registro/", ayudas.registro(codigo=cifra)).status_code == 302

    def test_por_correo_sin_correo_lo_pide(self, client):
        respuesta = client.post("/registro/", ayudas.registro(por_correo="1", email="no"))
        assert respuesta.status_code == 422 and not Aviso.objects.exists()

    def test_la_trampa_contesta_lo_mismo_y_no_guarda_nada(self, client):
        respuesta = ayudas.registrar(client, sitio_web="http://spam.example")
        assert respuesta.url == "/registro/recibido/" and not RegistroPendiente.objects.exists()
        assert RECIBIDO in client.get(respuesta.url).content.decode()

    def test_hay_limite_por_documento_antes_del_hash(self, client):
        from unittest.mock import patch

        with patch("cuentas.registro.actions.make_password", return_value="x") as hasher:
            codigos = [ayudas.registrar(client, email=f"n{n}@ejemplo.cl").status_code for n in range(7)]
        assert codigos == [302] * 5 + [429] * 2 and hasher.call_count == 5
