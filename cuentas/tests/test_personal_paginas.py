"""The invitation page, and what jefatura sees of its own distributor."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from cuentas import enlaces_de_un_uso
from cuentas.models import EnlaceDeUnUso, EstadoCuenta, Usuario
from cuentas.personal import actions, invitacion, pedidos
from cuentas.personal.models import PedidoDeCuenta
from cuentas.tests.test_personal import RUT_NUEVO, datos
from nucleo.bitacora.models import Evento
from nucleo.comun.reloj import ahora
from tests.personas import JORGE, MARTA, OLGA, SONIA, crear

pytestmark = pytest.mark.django_db
BUENA = "siete barcos de lana 41"


def invitada() -> tuple[Usuario, str]:
    usuario = actions.invitar(actor=crear(SONIA), datos=datos())
    return usuario, enlaces_de_un_uso.token(EnlaceDeUnUso.objects.get(usuario=usuario))


@pytest.mark.req("F-06", "A-05")
def test_quien_recibe_la_invitacion_crea_su_clave_y_la_cuenta_queda_activa(client: Client) -> None:
    usuario, token = invitada()
    llegada = client.get(f"/invitacion/{token}/")
    assert (llegada.status_code, llegada["Location"]) == (302, "/invitacion/")  # the token leaves the address
    for _ in range(3):  # what a mail scanner does uses nothing
        assert client.get("/invitacion/").status_code == 200
    respuesta = client.post("/invitacion/", {"clave": BUENA, "clave2": BUENA})
    assert respuesta["Location"] == "/ingresar/?perfil=distribuidora"
    usuario.refresh_from_db()
    assert usuario.is_active and usuario.activada_en and usuario.check_password(BUENA)
    assert Evento.objects.filter(cadena=f"usuario:{usuario.pk}", tipo="CUENTA_ACTIVADA", actor=usuario).exists()
    client.get(f"/invitacion/{token}/")
    assert client.get("/invitacion/").status_code == 410


@pytest.mark.req("F-06")
@pytest.mark.parametrize("clave", ["corta", "passwordpassword", "Rosa Prado Leiva", ""])
def test_una_clave_mala_se_explica_y_el_enlace_sigue_sirviendo(client: Client, clave: str) -> None:
    _, token = invitada()
    client.get(f"/invitacion/{token}/")
    assert client.post("/invitacion/", {"clave": clave, "clave2": clave}).status_code == 422
    assert client.post("/invitacion/", {"clave": BUENA, "clave2": BUENA}).status_code == 302


@pytest.mark.req("F-06")
def test_un_enlace_vencido_ajeno_alterado_o_de_una_cuenta_cerrada_no_sirve(client: Client) -> None:
    usuario, token = invitada()
    otro = enlaces_de_un_uso.emitir(proposito="recuperacion", usuario=usuario, dura=actions.DURA_INVITACION)
    malos = [token[:-1] + ("0" if token[-1] != "0" else "1"), enlaces_de_un_uso.token(otro), "x" * 300, "ñ\u202e"]
    for malo in malos:
        client.get(f"/invitacion/{malo}/")
        assert client.get("/invitacion/").status_code == 410, malo
        assert client.post("/invitacion/", {"clave": BUENA, "clave2": BUENA}).status_code == 410, malo
    EnlaceDeUnUso.objects.filter(proposito=actions.INVITACION).update(vence_en=ahora())
    client.get(f"/invitacion/{token}/")
    assert client.get("/invitacion/").status_code == 410
    actions.invitar_de_nuevo(actor=crear(SONIA), usuario_id=usuario.pk)
    nuevo = enlaces_de_un_uso.token(EnlaceDeUnUso.objects.filter(proposito=actions.INVITACION).latest("pk"))
    actions.desactivar(actor=crear(SONIA), usuario_id=usuario.pk, motivo="x")
    client.get(f"/invitacion/{nuevo}/")
    assert client.get("/invitacion/").status_code == 410


@pytest.mark.req("F-06")
@pytest.mark.django_db(transaction=True)
def test_de_veinte_usos_a_la_vez_vale_uno() -> None:
    _, token = invitada()
    salida = Barrier(20)

    def usar(_: int) -> bool:
        try:
            salida.wait(timeout=20)
            invitacion.aceptar(token=token, clave=BUENA)
        except invitacion.EnlaceGastado:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(20) as grupo:
        assert sum(grupo.map(usar, range(20))) == 1


@pytest.mark.req("A-05")
def test_jefatura_ve_su_equipo_y_no_el_de_otra(client: Client) -> None:
    jorge, marta, olga = crear(JORGE), crear(MARTA), crear(OLGA)
    client.force_login(jorge)
    texto = client.get("/distribuidora/equipo/").content.decode()
    assert marta.nombre in texto and jorge.nombre in texto and olga.nombre not in texto
    assert f"/equipo/{marta.pk}/desactivacion/" in texto
    assert f"/equipo/{jorge.pk}/desactivacion/" not in texto
    assert "/distribuidora/" in client.get("/bandeja/").content.decode()


@pytest.mark.req("A-05", "F-06")
def test_la_desactivada_pierde_su_sesion_en_la_peticion_siguiente() -> None:
    jorge, marta = crear(JORGE), crear(MARTA)
    de_marta, de_jorge = Client(), Client()
    de_marta.force_login(marta)
    de_jorge.force_login(jorge)
    assert de_marta.get("/bandeja/").status_code == 200
    direccion = f"/distribuidora/equipo/{marta.pk}/desactivacion/"
    assert de_jorge.post(direccion, {"motivo": "   "}).status_code == 422
    assert de_jorge.post(direccion, {"motivo": "Cambio de área"}).status_code == 302
    respuesta = de_marta.get("/bandeja/")
    assert (respuesta.status_code, respuesta["Location"].split("?")[0]) == (302, "/ingresar/")
    assert de_jorge.get(direccion).status_code == 409


@pytest.mark.req("A-05")
def test_jefatura_pide_una_cuenta_y_la_sec_la_crea_desde_el_pedido() -> None:
    jorge, sonia = crear(JORGE), crear(SONIA)
    cliente = Client()
    cliente.force_login(jorge)
    pedido = {
        "documento": "46.111.111-4", "nombres": "  Rosa   Elena ", "apellidos": "Prado\u202e Leiva",
        "email": "ROSA@Ejemplo.cl", "rol": "operador", "comentario": "Reemplaza a Marta 🙂",
    }  # fmt: skip
    assert cliente.post("/distribuidora/equipo/nueva/", pedido).status_code == 302
    fila = PedidoDeCuenta.objects.get()
    assert (fila.nombres, fila.apellidos, fila.email) == ("Rosa Elena", "Prado Leiva", "rosa@ejemplo.cl")
    otra_vez = cliente.post("/distribuidora/equipo/nueva/", pedido)
    assert otra_vez.status_code == 422
    assert "Ya pediste una cuenta" in otra_vez.content.decode()
    de_la_sec = Client()
    de_la_sec.force_login(sonia)
    assert "pide una cuenta nueva" in de_la_sec.get("/administracion/usuarios/").content.decode()
    pagina = de_la_sec.get(f"/administracion/usuarios/nuevo/?pedido={fila.pk}")
    assert pagina.context["form"]["email"].value() == "rosa@ejemplo.cl"
    envio = {
        "elegido": "distribuidora", "distribuidora": fila.distribuidora_id, "rol_distribuidora": "operador",
        "documento": fila.documento, "nombres": fila.nombres, "apellidos": fila.apellidos, "email": fila.email,
    }  # fmt: skip
    assert de_la_sec.post("/administracion/usuarios/nuevo/", envio).status_code == 302
    assert Usuario.objects.get(documento=RUT_NUEVO).estado == EstadoCuenta.PENDIENTE
    assert not pedidos.pendientes().exists()
