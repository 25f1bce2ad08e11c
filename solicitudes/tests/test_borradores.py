"""Drafts: what is typed stays, wrong or right; they are few, private, and end after 30 days (reglas.md 6)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from nucleo.archivos.limpieza import barrer_huerfanos
from nucleo.archivos.models import Archivo
from nucleo.avisos import redactores
from nucleo.avisos.models import Aviso
from nucleo.comun.errores import NoPermitido
from nucleo.comun.reloj import ahora, en
from portal.demostracion import fabricas
from solicitudes import actions, avisos_borradores
from solicitudes.actions.borradores import MAXIMO_POR_CUENTA, DemasiadosBorradores, repetir_papel
from solicitudes.actions.envio import BorradorIncompleto
from solicitudes.estados import Tipo
from solicitudes.models import Borrador, BorradorArchivo, Expediente, Solicitud
from tests.personas import ELENA, FRIDA, IGNACIO, MARTA, crear

pytestmark = pytest.mark.django_db
LUGAR = {"numero_cliente": "3306118-2"}


def _navegador(persona: Any) -> Client:
    cliente = Client()
    cliente.force_login(persona)
    return cliente


def _general(solicitud: Solicitud, **cambios: str) -> dict[str, str]:
    return {
        "distribuidora": str(solicitud.distribuidora_id),
        "comuna": "13120",
        "numero_cliente": "3306118-2",
        **cambios,
    }


@pytest.mark.req("S-11")
def test_el_autoguardado_guarda_lo_escrito_sin_juzgarlo_ni_enviarlo() -> None:
    elena = crear(ELENA)
    borrador = actions.crear_borrador(actor=elena, tipo=Tipo.CONEXION)
    escrito = {"numero_cliente": "...", "capacidad_instalar": "mucha", "correo_adicional": "no es un correo"}
    respuesta = _navegador(elena).post(f"/borradores/{borrador.pk}/datos/?autoguardado=1", escrito)
    assert respuesta.status_code == 200
    assert "Borrador guardado a las" in respuesta.content.decode()
    assert "campo__error" not in respuesta.content.decode()
    borrador.refresh_from_db()
    assert {campo: borrador.datos[campo] for campo in escrito} == escrito
    assert not Solicitud.objects.exists()
    pagina = _navegador(elena).get(f"/borradores/{borrador.pk}/datos/").content.decode()
    assert all(f'value="{valor}"' in pagina for valor in escrito.values())


def test_son_veinte_por_cuenta() -> None:
    elena = crear(ELENA)
    Borrador.objects.bulk_create(
        Borrador(dueno=elena, tipo=Tipo.CONEXION, creado_en=ahora(), tocado_en=ahora())
        for _ in range(MAXIMO_POR_CUENTA)
    )
    with pytest.raises(DemasiadosBorradores):
        actions.crear_borrador(actor=elena, tipo=Tipo.CONEXION)
    respuesta = _navegador(elena).post("/nuevo-envio/conexion/", follow=True)
    assert "Tienes 20 borradores. Envía o descarta uno para empezar otro." in respuesta.content.decode()
    assert actions.crear_borrador(actor=crear(FRIDA), tipo=Tipo.CONEXION)


def test_se_borran_a_los_treinta_dias_con_sus_archivos_y_no_antes() -> None:
    elena, inicio = crear(ELENA), ahora()
    with en(inicio):
        borrador = fabricas.borrador_listo(elena)
        enviada = fabricas.enviada(elena)
    suyos = set(borrador.archivos.values_list("archivo", flat=True))
    with en(inicio + timedelta(days=29, hours=23)):
        assert avisos_borradores.borrar_viejos() == 0
    with en(inicio + timedelta(days=30, seconds=1)):
        assert avisos_borradores.borrar_viejos() == 1
        barrer_huerfanos()
    assert not Borrador.objects.exists()
    assert not BorradorArchivo.objects.exists()
    assert not Archivo.objects.filter(pk__in=suyos).exists()
    assert Archivo.objects.filter(pk__in=enviada.adjuntos.values("archivo")).count() == 2


def test_tocarlo_lo_salva() -> None:
    elena, inicio = crear(ELENA), ahora()
    with en(inicio):
        borrador = actions.crear_borrador(actor=elena, tipo=Tipo.INFORMACION)
    with en(inicio + timedelta(days=29)):
        actions.guardar_datos(actor=elena, borrador_id=borrador.pk, datos=LUGAR)
    with en(inicio + timedelta(days=31)):
        assert avisos_borradores.barrer() == (0, 0)


def test_tres_dias_antes_se_avisa_una_vez_por_toque() -> None:
    elena, inicio = crear(ELENA), ahora()
    with en(inicio):
        borrador = actions.crear_borrador(actor=elena, tipo=Tipo.NOTIFICACION)
    with en(inicio + timedelta(days=26, hours=23)):
        assert avisos_borradores.avisar() == 0
    with en(inicio + timedelta(days=27, hours=1)):
        assert avisos_borradores.avisar() == 1
        assert avisos_borradores.avisar() == 0
        aviso = Aviso.objects.get(clave=avisos_borradores.CLAVE)
        redactado = redactores.redactar(aviso)
        assert redactado is not None
        assert redactado.asunto.startswith("Tu borrador de Notificación de Conexión se borrará el ")
        assert f"/borradores/{borrador.pk}/datos/" in redactado.texto
        # Touched meanwhile: the message that still waits has nothing to tell.
        actions.guardar_datos(actor=elena, borrador_id=borrador.pk, datos=LUGAR)
        assert redactores.redactar(aviso) is None
    with en(inicio + timedelta(days=27 + 27, hours=2)):
        assert avisos_borradores.avisar() == 1


def test_lo_que_cambio_en_otra_ventana_no_se_envia() -> None:
    elena = crear(ELENA)
    borrador = fabricas.borrador_listo(elena)
    revisado = borrador.tocado_en
    Borrador.objects.filter(pk=borrador.pk).update(tocado_en=revisado + timedelta(seconds=1))
    with pytest.raises(BorradorIncompleto) as error:
        actions.enviar(actor=elena, borrador_id=borrador.pk, token=uuid4(), datos=fabricas.datos(), tocado_en=revisado)
    assert error.value.paso == "revision"


@pytest.mark.req("S-12")
@pytest.mark.parametrize("pagina", ["datos", "documentos", "revision", "descarte"])
def test_volver_atras_despues_de_enviar_lleva_a_lo_enviado(pagina: str) -> None:
    elena = crear(ELENA)
    borrador = fabricas.borrador_listo(elena)
    direccion = f"/borradores/{borrador.pk}/{pagina}/"
    folio = actions.enviar(actor=elena, borrador_id=borrador.pk, token=uuid4(), datos=fabricas.datos())
    navegador = _navegador(elena)
    assert navegador.get(direccion)["Location"] == f"/solicitudes/{folio}/enviada/"
    # A second window sends with a token of its own.
    assert navegador.post(direccion, {"token": uuid4()})["Location"] == f"/solicitudes/{folio}/enviada/"
    assert Solicitud.objects.count() == 1
    # The fragment that saves by itself is no page, and nobody else learns that the draft was filed.
    assert navegador.post(f"/borradores/{borrador.pk}/datos/?autoguardado=1").status_code == 404
    assert _navegador(crear(FRIDA)).get(direccion).status_code == 404


def test_a_la_revision_de_uno_incompleto_se_le_dice_que_falta() -> None:
    elena = crear(ELENA)
    vacio = actions.crear_borrador(actor=elena, tipo=Tipo.CONEXION)
    sin_papeles = actions.crear_borrador(actor=elena, tipo=Tipo.CONEXION)
    actions.guardar_datos(actor=elena, borrador_id=sin_papeles.pk, datos=_general(fabricas.enviada(elena)))
    for borrador, paso, falta in ((vacio, "datos", "los datos"), (sin_papeles, "documentos", "los documentos")):
        respuesta = _navegador(elena).get(f"/borradores/{borrador.pk}/revision/", follow=True)
        assert respuesta.redirect_chain == [(f"/borradores/{borrador.pk}/{paso}/", 302)]
        assert f"completa {falta} de este paso" in respuesta.content.decode()


def test_la_pagina_de_revision_lleva_lo_que_mostro() -> None:
    """The hidden field, end to end: reviewed in one window, changed in another, filed from the first."""
    elena = crear(ELENA)
    previa = fabricas.enviada(elena)
    borrador = fabricas.borrador_listo(elena)
    actions.guardar_datos(actor=elena, borrador_id=borrador.pk, datos=_general(previa))
    navegador = _navegador(elena)
    campos = navegador.get(f"/borradores/{borrador.pk}/revision/").context["form"]
    enviado = {"token": str(uuid4()), "tocado_en": campos["tocado_en"].value()}
    navegador.post(f"/borradores/{borrador.pk}/datos/?autoguardado=1", _general(previa, numero_cliente="9-9"))
    respuesta = navegador.post(f"/borradores/{borrador.pk}/revision/", enviado, follow=True)
    assert "Tu borrador cambió en otra ventana" in respuesta.content.decode()
    assert Solicitud.objects.count() == 1
    nuevo = respuesta.context["form"]["tocado_en"].value()
    final = navegador.post(f"/borradores/{borrador.pk}/revision/", {**enviado, "tocado_en": nuevo}, follow=True)
    assert final.redirect_chain[-1][0].endswith("/enviada/")
    assert Solicitud.objects.filter(numero_cliente="9-9").count() == 1


# --- What an earlier request told ----------------------------------------------------------------------------


def test_el_borrador_nuevo_trae_los_datos_de_la_ultima() -> None:
    elena = crear(ELENA)
    previa = fabricas.enviada(elena, correo_adicional="otra@ejemplo.cl")
    borrador = actions.crear_borrador(actor=elena, tipo=Tipo.CONEXION)
    respuesta = _navegador(elena).get(f"/borradores/{borrador.pk}/datos/")
    pagina = respuesta.content.decode()
    assert f"Usamos los datos de {previa.folio}. Puedes cambiarlos." in pagina
    assert 'value="3306118-2"' in pagina and 'value="otra@ejemplo.cl"' in pagina
    borrador.refresh_from_db()
    assert borrador.datos == {}, "offered, not stored"
    actions.guardar_datos(actor=elena, borrador_id=borrador.pk, datos=_general(previa, numero_cliente="5-5"))
    pagina = _navegador(elena).get(f"/borradores/{borrador.pk}/datos/").content.decode()
    assert "Usamos los datos" not in pagina and 'value="5-5"' in pagina


def test_a_un_instalador_no_se_le_adivina_el_cliente() -> None:
    ignacio = crear(IGNACIO)
    previa = fabricas.enviada(ignacio)
    navegador = _navegador(ignacio)
    borrador = actions.crear_borrador(actor=ignacio, tipo=Tipo.CONEXION)
    assert "3306118-2" not in navegador.get(f"/borradores/{borrador.pk}/datos/").content.decode()
    navegador.post("/nuevo-envio/conexion/", {"desde": previa.folio})
    elegido = Borrador.objects.get(expediente=previa.expediente)
    assert "3306118-2" in navegador.get(f"/borradores/{elegido.pk}/datos/").content.decode()


def test_nadie_empieza_desde_lo_ajeno() -> None:
    ajena = fabricas.enviada(crear(FRIDA))
    elena = crear(ELENA)
    _navegador(elena).post("/nuevo-envio/conexion/", {"desde": ajena.folio})
    assert Borrador.objects.get(dueno=elena).expediente is None
    with pytest.raises(Expediente.DoesNotExist):
        actions.crear_borrador(actor=elena, tipo=Tipo.CONEXION, expediente_id=ajena.expediente_id)
    with pytest.raises(NoPermitido):
        actions.crear_borrador(actor=crear(MARTA), tipo=Tipo.CONEXION)


def test_se_elige_el_expediente_cuando_hay_alguno() -> None:
    elena = crear(ELENA)
    previa = fabricas.enviada(elena)
    borrador = fabricas.borrador_listo(elena, Tipo.CONEXION)
    navegador = _navegador(elena)
    actions.guardar_datos(actor=elena, borrador_id=borrador.pk, datos=_general(previa, numero_cliente="8-8"))
    direccion = f"/borradores/{borrador.pk}/documentos/"
    assert "¿A qué expediente pertenece?" not in navegador.get(direccion).content.decode()
    actions.guardar_datos(actor=elena, borrador_id=borrador.pk, datos=_general(previa))
    pagina = navegador.get(direccion).content.decode()
    assert f"El de {previa.folio} (Solicitud de Información)" in pagina
    assert navegador.get(direccion).context["form"]["expediente"].value() == str(previa.expediente_id)
    navegador.post(direccion, {"es_titular": "si", "accion": "continuar", "expediente": "nuevo"})
    respuesta = navegador.get(f"/borradores/{borrador.pk}/revision/")
    assert "Uno nuevo" in respuesta.content.decode()
    navegador.post(f"/borradores/{borrador.pk}/revision/", {"token": str(uuid4())})
    assert Solicitud.objects.get(tipo=Tipo.CONEXION).expediente_id != previa.expediente_id


def test_un_expediente_ajeno_o_inventado_se_rechaza_con_palabras() -> None:
    elena, ajena = crear(ELENA), fabricas.enviada(crear(FRIDA))
    previa = fabricas.enviada(elena)
    borrador = fabricas.borrador_listo(elena, Tipo.CONEXION)
    actions.guardar_datos(actor=elena, borrador_id=borrador.pk, datos=_general(previa))
    for malo in (str(ajena.expediente_id), "999999", "x"):
        respuesta = _navegador(elena).post(
            f"/borradores/{borrador.pk}/documentos/", {"es_titular": "si", "accion": "continuar", "expediente": malo}
        )
        assert respuesta.status_code == 422
        assert "Elige un expediente de la lista o uno nuevo" in respuesta.content.decode()


def test_la_cedula_de_la_anterior_sirve_otra_vez() -> None:
    elena = crear(ELENA)
    previa = fabricas.enviada(elena)
    borrador = actions.crear_borrador(actor=elena, tipo=Tipo.CONEXION)
    actions.guardar_datos(actor=elena, borrador_id=borrador.pk, datos=_general(previa))
    direccion = f"/borradores/{borrador.pk}/documentos/"
    navegador = _navegador(elena)
    assert f"Usar la misma de {previa.folio}" in navegador.get(direccion).content.decode()
    pagina = navegador.post(direccion, {"repetir": "cedula"}).content.decode()
    assert "Usar la misma" not in pagina
    assert borrador.archivos.get(codigo="cedula").archivo == previa.adjuntos.get(codigo="cedula").archivo
    # Only papers about people: a signed form belongs to one request.
    assert repetir_papel(actor=elena, borrador_id=borrador.pk, codigo="formulario") is None


def test_la_de_otro_suministro_o_de_otra_persona_no_se_ofrece() -> None:
    elena = crear(ELENA)
    previa = fabricas.enviada(elena)
    fabricas.enviada(crear(FRIDA), numero_cliente="7-7")
    borrador = actions.crear_borrador(actor=elena, tipo=Tipo.CONEXION)
    actions.guardar_datos(actor=elena, borrador_id=borrador.pk, datos=_general(previa, numero_cliente="7-7"))
    assert "Usar la misma" not in _navegador(elena).get(f"/borradores/{borrador.pk}/documentos/").content.decode()
    assert repetir_papel(actor=elena, borrador_id=borrador.pk, codigo="cedula") is None


@pytest.mark.parametrize("pagina", ["descarte", "datos", "documentos"])
def test_lo_que_llega_cuando_el_borrador_recien_se_fue_no_lo_encuentra(
    pagina: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """'Descartar' twice, or a save by script while 'Grabar' files it: the second waits, and finds nothing."""
    elena = crear(ELENA)
    borrador = actions.crear_borrador(actor=elena, tipo=Tipo.INFORMACION)
    ido = Borrador.objects.get(pk=borrador.pk)
    borrador.delete()
    monkeypatch.setattr("solicitudes.views.borradores._borrador", lambda request, borrador_id: ido)
    assert _navegador(elena).post(f"/borradores/{ido.pk}/{pagina}/", {}).status_code == 404
