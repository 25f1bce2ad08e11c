"""The distributor's pages beside the answer: who may open each, what it does once, whom it tells."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages

from nucleo.bitacora.models import Evento
from nucleo.comun.reloj import CHILE, en
from portal.demostracion import fabricas
from solicitudes import textos
from solicitudes.estados import Estado, Tipo, TipoEvento
from solicitudes.models import Comunicacion, Observacion, Solicitud
from solicitudes.tests.ayudas_pasos import con_correo_de_avisos, enviar, escritos, mensajes, navegador, papel, ver
from tests.personas import ELENA, FABIAN, FRIDA, JORGE, MARTA, OLGA, crear

pytestmark = pytest.mark.django_db
VIERNES = datetime(2026, 11, 20, 10, 0, tzinfo=CHILE)
A_ELENA = "elena@ejemplo.cl"


def _enviada(tipo: Tipo = Tipo.CONEXION, **cambios: Any) -> Solicitud:
    con_correo_de_avisos()
    with en(VIERNES):
        return fabricas.enviada(crear(ELENA), tipo=tipo, **cambios)


def _respondida(tipo: Tipo = Tipo.CONEXION) -> Solicitud:
    solicitud = _enviada(tipo)
    with en(VIERNES):
        return fabricas.respondida(solicitud, crear(MARTA))


@pytest.mark.parametrize("pagina", ["observacion", "clasificacion", "asignacion", "notas", "numero"])
def test_la_pagina_es_de_su_distribuidora(pagina: str) -> None:
    with en(VIERNES):
        solicitud = _enviada()
        codigos = {p.nombres: ver(p, solicitud, pagina).status_code for p in (MARTA, JORGE, OLGA, ELENA, FRIDA, FABIAN)}
    assert codigos == {"Marta": 200, "Jorge": 200, "Olga": 404, "Elena": 403, "Frida": 403, "Fabián": 403}
    solicitud.refresh_from_db()
    assert not solicitud.es_nueva


@pytest.mark.parametrize(
    "pagina", ["observacion", "objecion", "clasificacion", "conexion", "prorroga", "complementacion"]
)
def test_en_otro_estado_se_dice_quien_y_cuando(pagina: str) -> None:
    """An SI filed by Elena admits none of these."""
    with en(VIERNES):
        solicitud = _enviada(Tipo.INFORMACION)
        for respuesta in (ver(MARTA, solicitud, pagina), enviar(MARTA, solicitud, pagina, motivo="x")):
            assert respuesta.status_code in (409, 422)
        assert ver(MARTA, solicitud, pagina).status_code == 409
        assert "Elena Araya Soto" in ver(MARTA, solicitud, pagina).content.decode()


# --- The correction --------------------------------------------------------------------------------------------


@pytest.mark.req("L-05")
def test_pedir_una_correccion() -> None:
    solicitud, token = _enviada(), str(uuid4())
    antes = len(escritos())
    with en(VIERNES):
        for _ in range(2):
            respuesta = enviar(
                MARTA, solicitud, "observacion", token=token, corregir_cedula="on", motivo_cedula="No se lee",
                motivo_formulario="no marcado",
            )  # fmt: skip
            assert respuesta.status_code == 302
    solicitud.refresh_from_db()
    assert (solicitud.estado, solicitud.vence_el) == (Estado.OBSERVADA, date(2026, 11, 27))
    observacion = Observacion.objects.get()
    assert list(observacion.documentos.values_list("codigo", "motivo")) == [("cedula", "No se lee")]
    motivo = textos.ultimo(solicitud, TipoEvento.SOLICITUD_OBSERVADA)
    assert motivo == "Copia de la cédula de identidad: No se lee"
    assert escritos(antes) == [("solicitud_observada", A_ELENA)]
    assert mensajes(respuesta) == ["Pediste la corrección. Avisamos a Elena Araya Soto por correo."]


def test_una_correccion_sin_documentos_o_sin_motivos_conserva_todo() -> None:
    with en(VIERNES):
        solicitud = _enviada()
        vacia = enviar(MARTA, solicitud, "observacion", motivo="Un comentario general")
        sin_motivo = enviar(MARTA, solicitud, "observacion", corregir_cedula="on", motivo="Un comentario general")
    assert (vacia.status_code, sin_motivo.status_code) == (422, 422)
    assert "Elige al menos un documento" in vacia.content.decode()
    cuerpo = sin_motivo.content.decode()
    assert "Escribe qué hay que corregir en Copia de la cédula de identidad" in cuerpo
    assert "Un comentario general" in cuerpo
    assert 'name="corregir_cedula"' in cuerpo and sin_motivo.context["form"]["corregir_cedula"].value() is True
    assert not Observacion.objects.exists()


@pytest.mark.req("L-05")
def test_la_correccion_tardia_se_anuncia_y_se_marca() -> None:
    solicitud = _enviada()
    with en(datetime(2026, 11, 30, 10, 0, tzinfo=CHILE)):
        assert "El plazo para pedirla terminó" in ver(MARTA, solicitud, "observacion").content.decode()
        enviar(MARTA, solicitud, "observacion", corregir_cedula="on", motivo_cedula="No se lee")
    assert Observacion.objects.get().tarde


@pytest.mark.req("L-05")
def test_la_propiedad_conjunta_solo_se_pregunta_en_la_notificacion() -> None:
    with en(VIERNES):
        conexion = _enviada()
        assert "propiedad conjunta" not in ver(MARTA, conexion, "observacion").content.decode()
        notificacion = _enviada(Tipo.NOTIFICACION)
        assert "propiedad conjunta" in ver(MARTA, notificacion, "observacion").content.decode()
        enviar(MARTA, notificacion, "observacion", corregir_te4="on", motivo_te4="Falta firma", propiedad_conjunta="on")
    notificacion.refresh_from_db()
    assert notificacion.obligacion == "nc-correccion-conjunta"
    assert notificacion.vence_el == date(2026, 12, 4)


@pytest.mark.req("L-06")
def test_objetar_una_manifestacion_que_aumenta() -> None:
    with en(VIERNES):
        solicitud = _enviada(Tipo.MANIFESTACION, cambio_capacidad="sube", capacidad_nueva=9)
        antes = len(escritos())
        assert enviar(MARTA, solicitud, "objecion").status_code == 422
        assert enviar(MARTA, solicitud, "objecion", motivo="Supera lo permitido").status_code == 302
        assert enviar(MARTA, solicitud, "objecion", motivo="Otra vez").status_code == 409
        assert escritos(antes) == [("manifestacion_objetada", A_ELENA)]
        solicitud.refresh_from_db()
        assert solicitud.estado == Estado.OBSERVADA
        igual = _enviada(Tipo.MANIFESTACION)
        assert ver(MARTA, igual, "objecion").status_code == 409


# --- What does not move the state --------------------------------------------------------------------------------


@pytest.mark.req("L-01")
def test_reclasificar_muestra_los_dos_plazos() -> None:
    with en(VIERNES):
        solicitud = _enviada()
        pagina = ver(MARTA, solicitud, "clasificacion").content.decode()
        assert "04-12-2026" in pagina and "21-12-2026" in pagina
        assert 'value="sc-sin-si"' not in pagina
        mala = enviar(MARTA, solicitud, "clasificacion", caso="sc-sin-si", motivo="x")
        assert mala.status_code == 422 and "Elige un caso de la lista" in mala.content.decode()
        antes = len(escritos())
        respuesta = enviar(MARTA, solicitud, "clasificacion", caso="sc-excede", motivo="Cambia el empalme")
        assert escritos(antes) == []
    assert "El último día para responder es el lunes\u00a021-12-2026" in mensajes(respuesta)[0]
    solicitud.refresh_from_db()
    assert (solicitud.caso, solicitud.plazo_respuesta_el) == ("sc-excede", date(2026, 12, 21))


def test_asignar_a_alguien_del_equipo() -> None:
    with en(VIERNES):
        solicitud, jorge, olga = _enviada(), crear(JORGE), crear(OLGA)
        assert enviar(MARTA, solicitud, "asignacion", a=str(olga.pk)).status_code == 422
        assert enviar(MARTA, solicitud, "asignacion", a="999999").status_code == 422
        respuesta = enviar(MARTA, solicitud, "asignacion", a=str(jorge.pk))
        assert mensajes(respuesta) == ["Asignaste la solicitud a Jorge Tapia Mena. No avisamos a nadie."]
        solicitud.refresh_from_db()
        assert solicitud.asignada_a == jorge
        enviar(JORGE, solicitud, "asignacion", a="")
        solicitud.refresh_from_db()
    assert solicitud.asignada_a is None


def test_una_nota_interna_no_avisa_a_nadie_y_no_se_repite() -> None:
    with en(VIERNES):
        solicitud, token = _enviada(), str(uuid4())
        antes = len(escritos())
        for _ in range(2):
            assert enviar(MARTA, solicitud, "notas", token=token, nota="Llamar mañana").status_code == 302
        assert Evento.objects.filter(cadena=solicitud.cadena, tipo=TipoEvento.NOTA_ANOTADA).count() == 1
        assert escritos(antes) == []
        assert "Llamar mañana" not in navegador(ELENA).get(solicitud.get_absolute_url()).content.decode()


@pytest.mark.req("D-05")
def test_el_numero_se_edita_hasta_la_anulacion_tambien_en_la_manifestacion() -> None:
    with en(VIERNES):
        solicitud = _enviada(Tipo.MANIFESTACION)
        assert enviar(MARTA, solicitud, "numero", numero=" 2026-77 ").status_code == 302
        solicitud.refresh_from_db()
        assert (solicitud.numero_solicitud, solicitud.numero_solicitud_compacto) == ("2026-77", "202677")
        assert 'value="2026-77"' in ver(MARTA, solicitud, "numero").content.decode()
        assert enviar(MARTA, solicitud, "numero", numero="9" * 41).status_code == 422
        vaciado = enviar(MARTA, solicitud, "numero", numero="")
        assert "N° de solicitud quitado." in [str(m) for m in get_messages(vaciado.wsgi_request)][-1]
        solicitud.refresh_from_db()
        assert solicitud.numero_solicitud == ""
        Solicitud.objects.filter(pk=solicitud.pk).update(estado=Estado.ANULADO)
        assert ver(MARTA, solicitud, "numero").status_code == 409
        assert enviar(MARTA, solicitud, "numero", numero="1").status_code == 409


@pytest.mark.req("D-05")
def test_el_numero_se_edita_en_su_lugar() -> None:
    """By htmx: the form, its error, the number with its link again; a refusal sends the browser to its page."""
    con_htmx = {"HX-Request": "true"}
    with en(VIERNES):
        solicitud, marta = _enviada(), navegador(MARTA)
        direccion = solicitud.direccion("numero")
        formulario = marta.get(direccion, headers=con_htmx).content.decode()
        assert "<html" not in formulario and 'name="numero"' in formulario
        malo = marta.post(direccion, {"token": str(uuid4()), "numero": "9" * 41}, headers=con_htmx)
        assert malo.status_code == 422 and "<html" not in malo.content.decode()
        bueno = marta.post(direccion, {"token": str(uuid4()), "numero": "2026-77"}, headers=con_htmx)
        assert bueno.status_code == 200 and "2026-77" in bueno.content.decode() and "Editar" in bueno.content.decode()
        Solicitud.objects.filter(pk=solicitud.pk).update(estado=Estado.ANULADO)
        for negada in (marta.get(direccion, headers=con_htmx), marta.post(direccion, {}, headers=con_htmx)):
            assert negada["HX-Redirect"] == direccion


# --- After the answer -----------------------------------------------------------------------------------------------


@pytest.mark.req("L-11", "S-11")
def test_complementar_la_respuesta_conserva_el_archivo_con_error() -> None:
    solicitud = _respondida()
    with en(VIERNES):
        antes = len(escritos())
        mala = enviar(MARTA, solicitud, "complementacion", comentario="c" * 4001, respuesta=papel("costos.pdf"))
        assert mala.status_code == 422 and "costos.pdf" in mala.content.decode()
        guardado = mala.context["campos"].campos[0].guardado
        ajena = enviar(JORGE, solicitud, "complementacion", comentario="Ok", respuesta_guardado=guardado)
        assert ajena.status_code == 422 and "Adjunta el complemento" in ajena.content.decode()
        buena = enviar(MARTA, solicitud, "complementacion", comentario="Los costos", respuesta_guardado=guardado)
        assert buena.status_code == 302
        assert escritos(antes) == [("respuesta_complementada", A_ELENA)]
        assert "pidió completarla" not in ver(MARTA, solicitud, "complementacion").content.decode()
        assert enviar(ELENA, solicitud, "complemento", motivo="Falta el plazo").status_code == 302
        pedida = ver(MARTA, solicitud, "complementacion").content.decode()
        assert "pidió completarla" in pedida and "Falta el plazo" in pedida
    ultima = solicitud.respuestas.get(version=2)
    assert (ultima.archivo.nombre, ultima.comentario) == ("costos.pdf", "Los costos")


def test_registrar_la_conexion() -> None:
    solicitud = _respondida(Tipo.NOTIFICACION)
    with en(datetime(2026, 11, 24, 10, 0, tzinfo=CHILE)):
        antes = len(escritos())
        vacia = enviar(MARTA, solicitud, "conexion")
        assert "Elige qué pasó con la conexión" in vacia.content.decode() and vacia.status_code == 422
        futura = enviar(MARTA, solicitud, "conexion", resultado="conectada", fecha="2026-11-30")
        assert "Elige un día entre el envío de la notificación y hoy" in futura.content.decode()
        buena = enviar(
            MARTA, solicitud, "conexion", resultado="conectada", fecha="2026-11-24", comentario="Sin reparos"
        )
        assert buena.status_code == 302
        assert escritos(antes) == [("conexion_registrada", A_ELENA)]
        assert "Ya registraste «Conectada»" in ver(MARTA, solicitud, "conexion").content.decode()


@pytest.mark.req("L-08")
def test_registrar_una_prorroga_una_vez() -> None:
    solicitud = _respondida()
    with en(VIERNES):
        antes = len(escritos())
        pagina = ver(MARTA, solicitud, "prorroga").content.decode()
        assert "20-05-2027" in pagina and "22-11-2027" in pagina  # 20 May 2027, and 6 months later on a Monday
        assert enviar(MARTA, solicitud, "prorroga", caso="vigencia", motivo="x").status_code == 422
        assert enviar(MARTA, solicitud, "prorroga", caso="vigencia-prorroga", motivo="Faltan obras").status_code == 302
        assert escritos(antes) == [("prorroga_registrada", A_ELENA)]
        assert ver(MARTA, solicitud, "prorroga").status_code == 409


# --- Comunicación -----------------------------------------------------------------------------------------------------


def _comunicar(persona: Any, **datos: Any) -> Any:
    return navegador(persona).post("/comunicaciones/nueva/", {"token": str(uuid4()), **datos})


@pytest.mark.req("D-06")
def test_comunicar_desde_la_solicitud() -> None:
    with en(VIERNES):
        solicitud = _enviada()
        antes = len(escritos())
        pagina = navegador(MARTA).get("/comunicaciones/nueva/", {"folio": solicitud.folio}).content.decode()
        assert f"{solicitud.folio} · Solicitud de Conexión · Elena Araya Soto" in pagina
        assert f'value="{solicitud.numero_cliente}"' in pagina
        datos = {"folio": solicitud.folio.lower(), "numero_cliente": "33061182", "comentario": "Falta la firma"}
        respuesta = _comunicar(MARTA, **datos, comunicacion=papel("firma.pdf"))
        assert respuesta.status_code == 302 and respuesta["Location"] == solicitud.get_absolute_url()
        assert escritos(antes) == [("comunicacion", A_ELENA)]
    comunicacion = Comunicacion.objects.get()
    assert comunicacion.de_la_distribuidora and comunicacion.archivo is not None
    solicitud.refresh_from_db()
    assert not solicitud.es_nueva


@pytest.mark.req("D-06")
def test_el_folio_ajeno_se_ve_igual_que_uno_que_no_existe() -> None:
    with en(VIERNES):
        solicitud = _enviada()
        for cabeceras in ({}, {"HX-Request": "true"}):
            ajeno, nada = (
                navegador(OLGA).get("/comunicaciones/nueva/", {"folio": f}, headers=cabeceras).content.decode()
                for f in (solicitud.folio, "YN999999")
            )
            assert "Elena" not in ajeno
            assert ("No encontramos" in ajeno) == ("No encontramos" in nada)
        propio = navegador(MARTA).get("/comunicaciones/nueva/", {"folio": solicitud.folio}, headers=cabeceras)
        assert "Elena Araya Soto" in propio.content.decode() and "<html" not in propio.content.decode()
