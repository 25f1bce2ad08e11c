"""How a distributor is paid: jefatura writes it, anybody reads it, SEC says whether answers may wait (P-03, P-07)."""

from typing import Any

import pytest
from django.core import mail

from catalogo.models import Distribuidora
from nucleo.bitacora.models import Evento
from pagos.models import FormasDePago
from pagos.tests.ayudas import nueva, pedir, ver
from solicitudes.tests.ayudas_pasos import escritos, mensajes, navegador
from tests.mundo import entrar
from tests.personas import ELENA, JORGE, MARTA, OLGA, SONIA, crear

pytestmark = pytest.mark.django_db
PAGINA = "/distribuidora/pagos/"
DATOS = {
    "transferencia": "on", "descuento": "on", "banco": "Banco del Sur", "tipo_de_cuenta": "Cuenta corriente",
    "numero_de_cuenta": "00-123-45", "titular": "Red Austral SpA", "rut_del_titular": "76.123.456-0",
    "correo": "pagos@ejemplo.cl", "instrucciones": "Escribe la referencia.\nGuarda el comprobante.",
}  # fmt: skip


def _yn() -> Distribuidora:
    return Distribuidora.objects.get(prefijo="YN")


def _grabar(**cambios: Any) -> Any:
    return navegador(JORGE).post(PAGINA, {**DATOS, **cambios})


@pytest.mark.req("P-03", "P-07")
def test_lo_que_graba_la_jefatura_se_lee_sin_entrar() -> None:
    assert mensajes(_grabar())[0].startswith("Guardamos los datos de pago.")
    formas = FormasDePago.objects.get(distribuidora=_yn())
    assert (formas.transferencia, formas.comprobante, formas.descuento) == (True, False, True)
    assert formas.rut_del_titular == "761234560" and formas.traba_respuesta
    publica = entrar(None).get("/formas-de-pago/", {"distribuidora": "YN"}).content.decode()
    for dato in ("Transferencia electrónica", "Descuento por boleta", "00-123-45", "76.123.456-0", "Guarda el compr"):
        assert dato in publica, dato
    assert "Adjunta el recibo" not in publica
    evento = Evento.objects.get(cadena=f"distribuidora:{_yn().pk}", tipo="FORMAS_DE_PAGO_CAMBIADAS")
    assert evento.actor is not None and evento.actor.perfil == "distribuidora"
    assert "00-123-45" not in str(evento.datos)  # the chain holds digests
    assert mensajes(_grabar()) == ["No cambiaste ningún dato."]
    assert Evento.objects.filter(tipo="FORMAS_DE_PAGO_CAMBIADAS").count() == 1


@pytest.mark.req("P-07")
def test_la_lista_publica_nombra_a_todas_las_activas() -> None:
    lista = entrar(None).get("/formas-de-pago/").content.decode()
    for distribuidora in Distribuidora.objects.filter(activa=True):
        assert distribuidora.nombre.replace("&", "&amp;") in lista
    assert entrar(None).get("/formas-de-pago/?distribuidora=V+").status_code == 200
    assert entrar(None).get("/formas-de-pago/?distribuidora=ZZ").status_code == 404


@pytest.mark.req("P-03")
@pytest.mark.parametrize(
    ("cambios", "dicho"),
    [
        ({"rut_del_titular": "76.123.456-1"}, "El dígito verificador no corresponde"),
        ({"rut_del_titular": ""}, "Escribe el RUT del titular de la cuenta"),
        ({"numero_de_cuenta": " "}, "Escribe el número de la cuenta"),
        ({"transferencia": "", "descuento": ""}, "Elige al menos una forma de pago"),
        ({"correo": "no-es"}, "Escribe un correo como nombre@ejemplo.cl"),
        ({"instrucciones": "x" * 2_001}, "2.000 caracteres o menos"),
    ],
)
def test_lo_que_falta_se_dice_y_nada_cambia(cambios: dict[str, str], dicho: str) -> None:
    mala = _grabar(**cambios)
    assert mala.status_code == 422 and dicho in mala.content.decode()
    assert "Red Austral SpA" in mala.content.decode()
    assert not FormasDePago.objects.exists()


@pytest.mark.req("P-03")
def test_sin_transferencia_no_se_pide_la_cuenta() -> None:
    assert _grabar(transferencia="", numero_de_cuenta="", rut_del_titular="", banco="").status_code == 302
    assert not FormasDePago.objects.get().transferencia


@pytest.mark.req("P-03")
def test_la_vista_previa_es_la_del_ciudadano_y_no_graba() -> None:
    vista = _grabar(vista="1")
    assert vista.status_code == 200 and not FormasDePago.objects.exists()
    cuerpo = vista.content.decode()
    assert "Sin grabar" in cuerpo and "<dd><span>00-123-45</span>" in cuerpo


def test_solo_la_jefatura_la_abre() -> None:
    for persona in (MARTA, OLGA, SONIA):
        assert navegador(persona).post(PAGINA, DATOS).status_code == 403
    assert not FormasDePago.objects.exists()


@pytest.mark.req("P-05")
def test_la_sec_decide_si_las_respuestas_esperan_un_pago() -> None:
    pagina = f"/administracion/distribuidoras/{_yn().pk}/pagos/"
    sonia = navegador(SONIA)
    assert "Ahora ninguna respuesta espera un pago." in sonia.get(pagina).content.decode()
    assert sonia.post(pagina, {"traba": "no", "motivo": ""}).status_code == 422
    hecha = sonia.post(pagina, {"traba": "no", "motivo": "Oficio 12"})
    assert mensajes(hecha) == ["Guardamos el cambio. No avisamos a nadie."]
    assert not FormasDePago.objects.get(distribuidora=_yn()).traba_respuesta
    ficha = sonia.get(f"/administracion/distribuidoras/{_yn().pk}/").content.decode()
    assert "Traba de respuestas por pago cambiada" in ficha and "Oficio 12" in ficha


@pytest.mark.req("P-03")
def test_la_jefatura_sabe_que_cambio_la_cuenta() -> None:
    _grabar()
    assert [clave for clave, _ in escritos()] == ["cuenta-de-pago-cambiada"]
    mensaje = mail.outbox[-1]
    assert mensaje.to == [crear(JORGE).email] and mensaje.subject == "La cuenta de pago de tu distribuidora cambió"
    assert "Jorge" in str(mensaje.body) and "00-123-45" not in str(mensaje.body)
    _grabar(instrucciones="Otras", descuento="")  # no account
    assert len(escritos()) == 1
    _grabar(numero_de_cuenta="99")
    crear(JORGE).__class__.objects.filter(pk=crear(JORGE).pk).update(estado="desactivada")
    assert len(escritos()) == 2 and mail.outbox == []  # whoever left since is not written to


@pytest.mark.req("P-01", "P-08")
def test_sin_cuenta_lo_saben_la_distribuidora_y_quien_debe_pagar() -> None:
    solicitud = nueva()
    for pagina in ("cobro", "respuesta"):
        assert "Pide a tu jefatura que escriba los datos" in ver(MARTA, solicitud, pagina).content.decode()
        assert "Escribe los datos de pago</a>" in ver(JORGE, solicitud, pagina).content.decode()
    pedir(solicitud)
    assert "aún no informa su cuenta bancaria" in ver(ELENA, solicitud, "pago").content.decode()
    _grabar()
    assert "Falta la cuenta" not in ver(MARTA, nueva(), "cobro").content.decode()
    _grabar(transferencia="", descuento="on")
    assert "Falta la cuenta" not in ver(MARTA, nueva(), "cobro").content.decode()
