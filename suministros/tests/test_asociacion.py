"""Linking a supply by its pages: number, proof, documents, confirmation (U-02 to U-05)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cuentas.documento.actions import decidir_documento
from cuentas.documento.models import DocumentoIdentidad
from nucleo.archivos.muestras import jpg, png
from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import redactar
from nucleo.comun.reloj import ahora, en
from nucleo.comun.templatetags.formatos import fecha_texto
from portal.demostracion import suministros
from suministros import actions
from suministros.models import EstadoSuministro, Vinculo
from suministros.tests.ayudas import ASOCIACION, Recorrido
from tests.mundo import entrar
from tests.personas import ELENA, FRIDA, IGNACIO, MARTA, crear

pytestmark = pytest.mark.django_db


def _texto(respuesta) -> str:
    return respuesta.content.decode()


@pytest.mark.req("U-02", "U-03", "U-04", "U-05")
def test_quien_no_es_titular_asocia_paso_a_paso_y_una_sola_vez():
    elena, frida = crear(ELENA), crear(FRIDA)
    paso = Recorrido(frida, suministros.suministro(elena))
    assert paso.buscar("2.000-111 222").url == f"{paso.base}comprobacion/"
    assert "Suministro encontrado" in _texto(paso.cliente.get(f"{paso.base}comprobacion/"))
    penultima = paso.suministro.facturas.recientes_primero()[1]
    bien = {"cual": "penultima", "monto": "$ 41.990", "vence_el": penultima.vence_el.strftime("%d/%m/%Y")}
    assert paso.comprobar(**bien).url == f"{paso.base}documentos/"
    # Proven: asking again takes nobody back, and costs nothing.
    assert paso.cliente.get(f"{paso.base}comprobacion/").url == f"{paso.base}documentos/"

    sin_poder = paso.adjuntar()
    assert sin_poder.status_code == 422
    assert "Adjunta el poder que te dio el titular" in _texto(sin_poder)
    assert "documento.jpg" in _texto(sin_poder)
    # The photo came back with the page, and is seen although nothing refers to it yet.
    vista = next(campo.url_ver for campo in sin_poder.context["campos"] if campo.url_ver)
    assert paso.cliente.get(vista).status_code == 200
    assert entrar(elena).get(vista).status_code == 404
    assert "documento.jpg" in _texto(paso.cliente.get(f"{paso.base}documentos/"))
    assert paso.adjuntar(poder=True).url == f"{paso.base}confirmacion/"

    pregunta = _texto(paso.cliente.get(f"{paso.base}confirmacion/"))
    assert "¿Asociar el suministro 2000111222 a tu cuenta?" in pregunta
    token = str(uuid4())
    destino = paso.confirmar(token).url
    assert paso.confirmar(token).url == destino
    vinculo = Vinculo.objects.get()
    assert destino == f"/suministros/{vinculo.pk}/asociado/"
    assert (vinculo.usuario, vinculo.estado, vinculo.poderes.count()) == (frida, "en-analisis", 1)
    hecho = _texto(paso.cliente.get(destino))
    for dicho in ("24 horas hábiles", "spam", "no lo respondas", "Planes de pago y trámites comerciales"):
        assert dicho in hecho
    # The proof served once.
    assert paso.cliente.get(f"{paso.base}confirmacion/").url == ASOCIACION


@pytest.mark.req("U-05", "U-14")
def test_la_confirmacion_lleva_fecha_y_numero_y_quien_ya_lo_tenia_se_entera():
    elena, frida = crear(ELENA), crear(FRIDA)
    primero = suministros.vinculo(elena)
    segundo = suministros.vinculo(frida, titular=elena)
    a_elena = [(aviso.clave, aviso.contexto["vinculo"]) for aviso in Aviso.objects.filter(usuario=elena).order_by("pk")]
    assert a_elena == [("suministro-asociado", primero.pk), ("suministro-en-otra-cuenta", primero.pk)]
    carta = _redactado("suministro-asociado", frida)
    for dicho in ("2000111222", fecha_texto(segundo.asociado_en), "spam", "no lo respondas", "24 horas hábiles"):
        assert dicho in carta.texto
    aviso = _redactado("suministro-en-otra-cuenta", elena)
    assert "2000111222" in aviso.texto
    assert "Frida" not in aviso.texto + aviso.html
    assert "Lobos" not in aviso.texto + aviso.html


def _redactado(clave, usuario):
    return redactar(Aviso.objects.get(clave=clave, usuario=usuario))


@pytest.mark.req("U-14", "U-06")
def test_la_validacion_abre_los_planes_por_correo_y_por_sms(settings):
    settings.SMS_URL = "disco://"
    elena = crear(ELENA)
    elena.celular, elena.celular_verificado_en = "+56912345678", ahora()
    elena.save(update_fields=["celular", "celular_verificado_en"])
    vinculo = suministros.vinculo_validado(elena)
    canales = Aviso.objects.filter(clave="suministro-habilitado", usuario=elena)
    assert sorted(canales.values_list("canal", flat=True)) == ["correo", "sms"]
    for aviso in canales:
        dicho = redactar(aviso)
        assert "planes de pago" in dicho.texto
        assert "2000111222" in dicho.texto
    actions.retirar(actor=elena, vinculo_id=vinculo.pk)
    assert [redactar(aviso) for aviso in canales] == [None, None]


@pytest.mark.req("U-04")
def test_cada_archivo_sube_solo_queda_marcado_y_sobrevive():
    elena = crear(ELENA)
    paso = Recorrido(elena, suministros.suministro(elena))
    paso.buscar()
    paso.comprobar()
    documentos = f"{paso.base}documentos/"
    subido = paso.cliente.post(
        documentos, {"identidad": SimpleUploadedFile("foto.jpg", jpg())}, headers={"HX-Request": "true"}
    )
    assert subido.status_code == 200
    assert "Subido" in _texto(subido)
    assert ">Ver<" in _texto(subido)
    malo = paso.cliente.post(
        documentos, {"identidad": SimpleUploadedFile("falsa.jpg", png())}, headers={"HX-Request": "true"}
    )
    assert malo.status_code == 422
    assert "no corresponde a su extensión" in _texto(malo)
    # The good one is still there, also after the page is loaded again.
    assert "foto.jpg" in _texto(paso.cliente.get(documentos))
    assert paso.cliente.post(documentos, {}).url == f"{paso.base}confirmacion/"
    quitado = paso.cliente.post(documentos, {"quitar": "identidad"}, headers={"HX-Request": "true"})
    assert "foto.jpg" not in _texto(quitado)
    assert paso.cliente.get(f"{paso.base}confirmacion/").url == documentos


@pytest.mark.req("U-04")
def test_con_documento_que_vale_el_titular_no_adjunta_nada():
    elena = crear(ELENA)
    suministros.vinculo_validado(elena)
    paso = Recorrido(elena, suministros.suministro(elena, "7-1"))
    paso.buscar()
    assert paso.comprobar().url == f"{paso.base}documentos/"
    assert paso.cliente.get(f"{paso.base}documentos/").url == f"{paso.base}confirmacion/"
    paso.confirmar()
    assert Vinculo.objects.get(suministro=paso.suministro).estado == "validado"


@pytest.mark.req("U-02")
def test_el_numero_se_busca_mientras_se_escribe():
    elena = crear(ELENA)
    paso = Recorrido(elena, suministros.suministro(elena))
    vivo = {"headers": {"HX-Request": "true"}}
    # Half a number asks nothing of the register, and takes no look-up.
    for medio in ("2", "2000", "200011122"):
        assert _texto(paso.buscar(medio, **vivo)).strip() == ""
    assert "Suministro encontrado" in _texto(paso.buscar("2000111222", **vivo))
    assert "No encontramos ese suministro" in _texto(paso.buscar("2000111223", **vivo))
    # Found while typing is not chosen yet.
    assert paso.cliente.get(f"{paso.base}comprobacion/").url == ASOCIACION
    nadie = paso.buscar("9999999999")
    assert nadie.status_code == 422
    assert 'value="9999999999"' in _texto(nadie)
    vinculo = suministros.vinculo(elena)
    assert paso.buscar().url == vinculo.get_absolute_url()
    assert "ya está en tu cuenta" in _texto(paso.buscar(**vivo))


@pytest.mark.req("U-03")
def test_lo_mal_escrito_no_gasta_intentos_y_lo_errado_no_dice_que_parte():
    elena = crear(ELENA)
    paso = Recorrido(elena, suministros.suministro(elena))
    paso.buscar()
    for mal, dicho in (
        ({"monto": "mucho"}, "Escribe el monto en pesos"),
        ({"vence_el": "31-02-2026"}, "Esa fecha no existe"),
        ({"vence_el": "ayer"}, "Escribe la fecha con día, mes y año"),
        ({"cual": ""}, "Elige la última factura o la penúltima"),
    ):
        respuesta = paso.comprobar(**mal)
        assert respuesta.status_code == 422
        assert dicho in _texto(respuesta)
    monto_malo = _texto(paso.errar(1))
    assert "Te quedan 2 intentos hoy" in monto_malo
    assert "Te quedan 2 intentos hoy" in _texto(paso.errar(1))  # the same answer again
    fecha_mala = _texto(paso.comprobar(vence_el="01-01-2020"))
    assert "Te queda 1 intento hoy" in fecha_mala
    dichos = [
        texto.split('id="resultado"')[1].split("</p>")[0].replace("Te quedan 2 intentos", "").replace(
            "Te queda 1 intento", ""
        )
        for texto in (monto_malo, fecha_mala)
    ]  # fmt: skip
    assert dichos[0] == dichos[1]
    assert paso.comprobar().status_code == 302


@pytest.mark.req("U-03")
@pytest.mark.parametrize("cuantas", [0, 1, 3])
def test_sin_dos_facturas_se_responde_lo_mismo(cuantas):
    elena = crear(ELENA)
    fila = suministros.suministro(elena)
    facturas = list(fila.facturas.recientes_primero())
    fila.facturas.filter(pk__in=[una.pk for una in facturas[cuantas:]]).delete()
    paso = Recorrido(elena, fila)
    paso.buscar()
    respuesta = paso.cliente.post(
        f"{paso.base}comprobacion/", {"cual": "penultima", "monto": "5", "vence_el": "21-11-2026"}
    )
    assert respuesta.status_code == 422
    assert "Los datos no coinciden con esa factura. Te quedan 2 intentos hoy" in _texto(respuesta)


@pytest.mark.req("U-03")
def test_una_factura_anulada_no_es_la_ultima():
    elena = crear(ELENA)
    paso = Recorrido(elena, suministros.suministro(elena))
    ultima, anterior, _ = paso.suministro.facturas.recientes_primero()
    paso.suministro.facturas.filter(pk=ultima.pk).update(estado="anulada")
    paso.buscar()
    assert paso.comprobar().status_code == 422
    assert paso.comprobar(monto=str(anterior.monto), vence_el=fecha_texto(anterior.vence_el)).status_code == 302


@pytest.mark.req("U-03")
def test_lo_comprobado_vence_no_sirve_para_otro_y_muere_con_la_sesion():
    elena = crear(ELENA)
    paso = Recorrido(elena, suministros.suministro(elena))
    otro = Recorrido(elena, suministros.suministro(elena, "7-1"), paso.cliente)
    paso.buscar()
    paso.comprobar()
    otro.buscar()
    assert otro.cliente.get(f"{otro.base}documentos/").url == f"{otro.base}comprobacion/"
    assert otro.confirmar().url == f"{otro.base}comprobacion/"
    assert Recorrido(elena, paso.suministro).confirmar().url == ASOCIACION  # another browser
    with en(ahora() + timedelta(minutes=31)):
        assert paso.cliente.get(f"{paso.base}documentos/").url == f"{paso.base}comprobacion/"
    assert paso.cliente.get(f"{paso.base}documentos/").status_code == 200
    paso.cliente.post("/salir/")
    paso.cliente.force_login(crear(IGNACIO))
    assert paso.cliente.get(f"{paso.base}documentos/").url == ASOCIACION
    assert not Vinculo.objects.exists()


@pytest.mark.req("U-02", "U-05")
def test_un_suministro_retirado_se_encuentra_como_los_demas_y_no_se_asocia():
    elena = crear(ELENA)
    fila = suministros.suministro(elena)
    fila.estado = EstadoSuministro.RETIRADO
    fila.save(update_fields=["estado"])
    paso = Recorrido(elena, fila)
    assert "Suministro encontrado" in _texto(paso.buscar(headers={"HX-Request": "true"}))
    assert paso.buscar().url == f"{paso.base}comprobacion/"
    paso.comprobar()
    negado = paso.cliente.get(f"{paso.base}documentos/")
    assert negado.status_code == 409
    assert "La distribuidora retiró este suministro" in _texto(negado)


@pytest.mark.req("U-05")
def test_un_papel_rechazado_entre_medio_vuelve_a_pedirse():
    elena = crear(ELENA)
    suministros.vinculo(elena)
    paso = Recorrido(elena, suministros.suministro(elena, "7-1"))
    paso.buscar()
    paso.comprobar()
    documento = DocumentoIdentidad.objects.get(usuario=elena)
    decidir_documento(actor=crear(MARTA), documento=documento, decision="no-legible", motivo="Sale cortado el número")
    assert paso.confirmar().url == f"{paso.base}documentos/"
    assert paso.adjuntar().url == f"{paso.base}confirmacion/"
    paso.confirmar()
    assert Vinculo.objects.filter(usuario=elena, estado="en-analisis").count() == 2
