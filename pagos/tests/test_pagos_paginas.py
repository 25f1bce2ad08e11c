"""The payment part of the table, row by row, by the pages of named people: who is told, of how much and why."""

from typing import Any
from uuid import uuid4

import pytest
from django.core import mail

from nucleo.archivos.muestras import pdf
from nucleo.comun.reloj import en
from pagos import actions
from pagos.models import Cobro, Comprobante, FormasDePago
from pagos.tests.ayudas import (
    SECRETO,
    VIERNES,
    decidir,
    enviar,
    errores,
    estado,
    informar,
    nueva,
    pedir,
    responder_con_pago,
    ver,
    visto,
)
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_pasos import con_correo_de_avisos, escritos, mensajes, navegador, papel
from tests.personas import ELENA, JORGE, MARTA

pytestmark = pytest.mark.django_db


@pytest.fixture
def solicitud() -> Any:
    con_correo_de_avisos()
    with en(VIERNES):
        yield nueva()


def _correos() -> str:
    escritos()
    return "\n".join(f"{mensaje.to} {mensaje.subject} {mensaje.body}" for mensaje in mail.outbox)


@pytest.mark.req("P-01", "P-02", "P-04")
def test_pedido_informado_rechazado_informado_y_validado(solicitud: Solicitud) -> None:
    pedida = pedir(solicitud, cupon=papel("cupon.pdf"))
    assert mensajes(pedida) == ["Pago solicitado. Avisamos a Elena Araya Soto por correo."]
    assert estado(solicitud) == "pendiente-pago"
    assert "$38.500" in _correos()
    cobro = Cobro.objects.get(solicitud=solicitud)
    assert (cobro.monto, cobro.explicacion, cobro.cupon and cobro.cupon.uso) == (38_500, "Estudio de la red", "cupon")

    primera = informar(solicitud)
    assert mensajes(primera) == [
        "Comprobante recibido. La distribuidora tiene 2 días hábiles para validarlo. "
        f"Avisamos a {solicitud.distribuidora.nombre} por correo."
    ]
    assert estado(solicitud) == "pendiente-validacion"
    assert [clave for clave, _ in escritos()][-1] == "pago_informado"

    mala = decidir(solicitud, decision="no", motivo="El monto no coincide")
    assert mensajes(mala) == ["Rechazaste el pago. Avisamos a Elena Araya Soto por correo."]
    assert estado(solicitud) == "pago-rechazado"
    assert "El monto no coincide" in _correos()
    pagina = ver(ELENA, solicitud, "pago").content.decode()
    assert "Motivo: “El monto no coincide”" in pagina and pagina.index("El monto no coincide") < pagina.index("$38.500")

    informar(solicitud, comprobante=papel("corregido.pdf"))
    buena = decidir(solicitud, JORGE)
    assert mensajes(buena) == ["Validaste el pago. Falta tu respuesta. Avisamos a Elena Araya Soto por correo."]
    assert estado(solicitud) == "pago-validado"
    assert [c.estado for c in Comprobante.objects.order_by("pk")] == ["rechazado", "validado"]
    caso = ver(ELENA, solicitud, "").content.decode()
    assert "El monto no coincide" in caso and "corregido.pdf" in caso and cobro.referencia in caso


@pytest.mark.req("P-01", "P-04", "P-05")
def test_responder_con_pago_y_validar_la_abre(solicitud: Solicitud) -> None:
    hecha = responder_con_pago(solicitud, cupon=papel("cupon.pdf"))
    assert mensajes(hecha) == [
        "Respuesta guardada. Quedará disponible cuando valides el pago. Avisamos a Elena Araya Soto por correo."
    ]
    assert estado(solicitud) == "pendiente-pago" and solicitud.disponible_en is None
    assert SECRETO not in _correos()
    assert Cobro.objects.get().cupon.uso == "cupon" and solicitud.respuestas.get().archivo.uso == "respuesta"
    informar(solicitud)
    validada = decidir(solicitud)
    assert mensajes(validada)[0].startswith("Validaste el pago y la respuesta quedó disponible.")
    assert estado(solicitud) == "respondido" and solicitud.disponible_en is not None


@pytest.mark.req("P-01")
@pytest.mark.parametrize("escrito", ["38.500", "38500", "$38500", "$ 38.500"])
def test_el_monto_se_lee_como_se_escribe(solicitud: Solicitud, escrito: str) -> None:
    assert pedir(solicitud, monto=escrito).status_code == 302
    assert Cobro.objects.get().monto == 38_500


@pytest.mark.req("P-01", "S-11")
@pytest.mark.parametrize("escrito", ["", "0", "-1", "1e9", "38,5", "3.85", "1000000000", "mil", "٣٨"])
def test_un_monto_mal_escrito_se_dice_y_no_pierde_nada(solicitud: Solicitud, escrito: str) -> None:
    mala = pedir(solicitud, monto=escrito, cupon=papel("cupon.pdf"))
    assert len(errores(mala)) == 1 and "monto" in errores(mala)[0]
    cuerpo = mala.content.decode()
    assert "Estudio de la red" in cuerpo and "cupon.pdf" in cuerpo
    assert estado(solicitud) == "pendiente-respuesta" and not Cobro.objects.exists()
    con_pago = responder_con_pago(solicitud, monto=escrito)
    assert len(errores(con_pago)) == 1 and "informe-reservado.pdf" in con_pago.content.decode()
    assert not solicitud.respuestas.exists()


@pytest.mark.req("P-01", "P-03")
def test_un_cupon_o_comprobante_de_mas_de_un_mega_se_dice(solicitud: Solicitud) -> None:
    pesado = pdf() + b"\n" * (6 * 1024 * 1024)
    assert errores(pedir(solicitud, cupon=papel("c.pdf", pesado)))[0].startswith(
        "Cupón de pago debe pesar 1 MB o menos."
    )
    pedir(solicitud)
    assert errores(informar(solicitud, comprobante=papel("c.pdf", pesado)))[0].startswith(
        "Comprobante de pago debe pesar 1 MB o menos."
    )
    assert estado(solicitud) == "pendiente-pago"


@pytest.mark.req("P-01")
def test_sin_pago_lo_escrito_bajo_el_no_se_ignora(solicitud: Solicitud) -> None:
    respuesta = responder_con_pago(solicitud, pago="no", monto="nada")
    assert respuesta.status_code == 302 and estado(solicitud) == "respondido"
    assert not Cobro.objects.exists()


@pytest.mark.req("P-01")
def test_con_pago_sin_decir_cuanto_ni_que(solicitud: Solicitud) -> None:
    callada = responder_con_pago(solicitud, monto="", explicacion=" ")
    assert errores(callada) == ["Escribe el monto", "Escribe qué se paga"]


@pytest.mark.req("P-01")
def test_la_sec_quita_la_traba_y_nada_sale_gratis_por_error(solicitud: Solicitud) -> None:
    FormasDePago.objects.create(distribuidora=solicitud.distribuidora, traba_respuesta=False)
    assert "Se debe pagar" not in ver(MARTA, solicitud, "respuesta").content.decode()
    vieja = responder_con_pago(solicitud)  # the page was open when SEC changed it
    assert errores(vieja) == ["La SEC no permite que tus respuestas esperen un pago. Responde sin pago."]
    assert not solicitud.respuestas.exists() and estado(solicitud) == "pendiente-respuesta"


@pytest.mark.req("P-02", "S-11")
def test_informar_dice_lo_que_falta_y_guarda_el_archivo(solicitud: Solicitud) -> None:
    pedir(solicitud)
    assert errores(informar(solicitud, metodo="", comprobante="")) == [
        "Elige cómo pagaste",
        "Adjunta Comprobante de pago",
    ]
    sin_metodo = informar(solicitud, metodo="")
    guardado = sin_metodo.context["campos"].campos[0].guardado
    assert informar(solicitud, comprobante_guardado=guardado).status_code == 302
    assert Comprobante.objects.get().archivo.nombre == "transferencia.pdf"


@pytest.mark.req("P-02", "P-03")
def test_solo_los_metodos_de_esta_distribuidora(solicitud: Solicitud) -> None:
    formas = FormasDePago.objects.create(distribuidora=solicitud.distribuidora, transferencia=False, descuento=True)
    pedir(solicitud)
    pagina = ver(ELENA, solicitud, "pago").content.decode()
    assert "Descuento por boleta" in pagina and "Comprobante de pago" in pagina
    assert "Transferencia electrónica" not in pagina
    assert errores(informar(solicitud)) == ["Elige una de las formas de pago de la lista"]
    assert informar(solicitud, metodo="descuento").status_code == 302
    assert Comprobante.objects.get().metodo == "descuento" and formas.descuento


@pytest.mark.req("P-02")
def test_el_mismo_envio_dos_veces_es_uno(solicitud: Solicitud) -> None:
    token = str(uuid4())
    assert [pedir(solicitud, token=token).status_code for _ in range(2)] == [302, 302]
    token = str(uuid4())
    assert [informar(solicitud, token=token).status_code for _ in range(2)] == [302, 302]
    token = str(uuid4())
    assert [decidir(solicitud, token=token).status_code for _ in range(2)] == [302, 302]
    assert Cobro.objects.count() == Comprobante.objects.count() == 1


@pytest.mark.req("P-04")
def test_validar_no_trae_nada_elegido_y_rechazar_pide_el_motivo(solicitud: Solicitud) -> None:
    pedir(solicitud)
    informar(solicitud)
    pagina = ver(MARTA, solicitud, "validacion").content.decode()
    assert "checked" not in pagina and "transferencia.pdf" in pagina and "$38.500" in pagina
    assert errores(decidir(solicitud, decision="")) == ["Elige si el comprobante es correcto"]
    assert errores(decidir(solicitud, decision="no", motivo="  ")) == ["Escribe por qué rechazas el pago"]
    for corto in ("no", "12345678901", "a         b"):
        assert errores(decidir(solicitud, decision="no", motivo=corto)) == [
            "Escribe por qué rechazas el pago, con 10 caracteres o más"
        ]
    assert estado(solicitud) == "pendiente-validacion"
    assert decidir(solicitud, motivo="x").status_code == 302  # a reason left under 'Sí' is nobody's matter


@pytest.mark.req("P-04")
def test_quien_llega_segundo_lo_sabe(solicitud: Solicitud) -> None:
    pedir(solicitud)
    informar(solicitud)
    decidir(solicitud, JORGE)
    for tarde in (decidir(solicitud, decision="no", motivo="El pago no llegó"), ver(MARTA, solicitud, "validacion")):
        assert tarde.status_code == 409
        cuerpo = tarde.content.decode()
        assert "Otra persona ya validó este pago" in cuerpo and "Ver la solicitud" in cuerpo
    assert "Ya decidiste sobre este pago" in decidir(solicitud, JORGE).content.decode()
    assert Comprobante.objects.get().estado == "validado"


@pytest.mark.req("P-04")
def test_se_decide_sobre_lo_que_se_vio(solicitud: Solicitud) -> None:
    pedir(solicitud)
    informar(solicitud)
    que_vio = visto(solicitud)
    decidir(solicitud, JORGE, decision="no", motivo="No se puede leer")
    informar(solicitud, comprobante=papel("otro.pdf"))
    tarde = decidir(solicitud, comprobante_id=que_vio)
    assert tarde.status_code == 409 and "El solicitante informó otro comprobante" in tarde.content.decode()
    assert estado(solicitud) == "pendiente-validacion"


@pytest.mark.req("P-02")
def test_se_paga_el_monto_que_se_leyo(solicitud: Solicitud) -> None:
    pedir(solicitud)
    leido = Cobro.objects.get().pk
    retirado = enviar(MARTA, solicitud, "cobro/retiro", motivo="Era otro monto")
    assert mensajes(retirado) == ["Retiraste el cobro. Avisamos a Elena Araya Soto por correo."]
    assert estado(solicitud) == "pendiente-respuesta"
    assert "Era otro monto" in _correos()
    pedir(solicitud, monto="99.000")
    assert informar(solicitud, cobro_id=leido).status_code == 409
    assert estado(solicitud) == "pendiente-pago" and not Comprobante.objects.exists()
    assert "Era otro monto" in ver(ELENA, solicitud, "").content.decode()


@pytest.mark.req("P-01")
def test_retirar_pide_el_motivo_y_abre_la_respuesta_guardada(solicitud: Solicitud) -> None:
    responder_con_pago(solicitud)
    assert errores(enviar(MARTA, solicitud, "cobro/retiro", motivo="")) == ["Escribe por qué retiras el cobro"]
    enviar(MARTA, solicitud, "cobro/retiro", motivo="Se pidió por error")
    assert estado(solicitud) == "respondido" and solicitud.disponible_en is not None


@pytest.mark.req("P-01")
def test_responder_mientras_se_espera_el_pago_la_deja_trabada(solicitud: Solicitud) -> None:
    pedir(solicitud)
    pagina = ver(MARTA, solicitud, "respuesta").content.decode()
    assert "Se debe pagar" not in pagina
    enviar(MARTA, solicitud, "respuesta", respuesta=papel("informe-reservado.pdf"), comentario=SECRETO)
    assert estado(solicitud) == "pendiente-pago" and solicitud.disponible_en is None
    assert SECRETO not in _correos()


@pytest.mark.req("P-08")
def test_al_abrir_la_solicitud_se_ve_como_pagar(solicitud: Solicitud) -> None:
    FormasDePago.objects.create(
        distribuidora=solicitud.distribuidora, banco="Banco del Sur", tipo_de_cuenta="Cuenta corriente",
        numero_de_cuenta="00-123-45", titular="Los Aromos SpA", rut_del_titular="761234560", instrucciones="Línea 1",
    )  # fmt: skip
    pedir(solicitud)
    for pagina in ("", "pago"):
        cuerpo = ver(ELENA, solicitud, pagina).content.decode()
        for dato in ("Transferencia electrónica", "Banco del Sur", "00-123-45", "76.123.456-0", "Línea 1", "$38.500"):
            assert dato in cuerpo, (pagina, dato)
        assert 'data-copiar="00-123-45"' in cuerpo
    assert "Informar pago" in ver(ELENA, solicitud, "").content.decode()


def test_los_botones_llevan_a_cada_paso(solicitud: Solicitud) -> None:
    caso = solicitud.get_absolute_url()
    assert f"{caso}cobro/" in navegador(MARTA).get(caso).content.decode()
    pedir(solicitud)
    assert f"{caso}pago/" in navegador(ELENA).get(caso).content.decode()
    assert f"{caso}cobro/retiro/" in navegador(MARTA).get(caso).content.decode()
    informar(solicitud)
    assert f"{caso}validacion/" in navegador(MARTA).get(caso).content.decode()
    revision = navegador(MARTA).get(f"{caso}validacion/").content.decode()
    assert "Valida el pago hasta el" in revision and "Responde hasta el" not in revision
    assert f"{caso}pago/" not in navegador(ELENA).get(caso).content.decode()


def test_las_acciones_se_piden_en_su_orden(solicitud: Solicitud) -> None:
    for pagina in ("validacion", "confirmacion", "reversion", "cobro/retiro"):
        assert ver(MARTA, solicitud, pagina).status_code == 409, pagina
    assert set(actions.__all__) >= {"validar_pago", "guardar_formas"}
