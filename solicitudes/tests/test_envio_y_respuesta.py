"""Filing and answering, by the actions."""

from datetime import date, datetime
from uuid import uuid4

import pytest

from nucleo.avisos.models import Aviso
from nucleo.bitacora.models import Evento
from nucleo.comun.errores import EstadoCambio, NoPermitido
from nucleo.comun.reloj import CHILE, en
from portal.demostracion import fabricas
from solicitudes import actions
from solicitudes.actions.envio import BorradorIncompleto
from solicitudes.estados import Estado, Tipo
from solicitudes.models import Borrador, Expediente, Solicitud
from tests.personas import ELENA, FRIDA, MARTA, OLGA, SONIA, crear

pytestmark = pytest.mark.django_db


@pytest.mark.req("S-12", "S-13", "S-15")
def test_enviar_da_folio_estado_y_borra_el_borrador() -> None:
    elena = crear(ELENA)
    borrador = fabricas.borrador_listo(elena)
    folio = actions.enviar(actor=elena, borrador_id=borrador.pk, token=uuid4(), datos=fabricas.datos())
    solicitud = Solicitud.objects.get(folio=folio)
    assert folio == f"YN{solicitud.folio_numero}"
    assert solicitud.estado == Estado.PENDIENTE_RESPUESTA
    assert not Borrador.objects.filter(pk=borrador.pk).exists()
    assert list(solicitud.adjuntos.values_list("codigo", flat=True)) == ["formulario", "cedula"]


@pytest.mark.req("S-13")
def test_los_folios_son_consecutivos_en_todo_el_pais() -> None:
    elena = crear(ELENA)
    numeros = [fabricas.enviada(elena, prefijo).folio_numero for prefijo in ("YN", "OV", "V+")]
    assert numeros == [numeros[0], numeros[0] + 1, numeros[0] + 2]
    assert Solicitud.objects.get(folio_numero=numeros[2]).folio == f"V+{numeros[2]}"


@pytest.mark.req("S-12")
def test_enviar_dos_veces_con_la_misma_ficha_es_una_solicitud() -> None:
    elena, token = crear(ELENA), uuid4()
    borrador = fabricas.borrador_listo(elena)
    folios = {
        actions.enviar(actor=elena, borrador_id=borrador.pk, token=token, datos=fabricas.datos()) for _ in range(3)
    }
    assert len(folios) == 1
    assert Solicitud.objects.count() == 1


@pytest.mark.req("L-02", "L-04")
def test_el_plazo_de_una_solicitud_de_informacion() -> None:
    with en(datetime(2026, 11, 21, 10, 0, tzinfo=CHILE)):  # a Saturday
        solicitud = fabricas.enviada(crear(ELENA))
    assert solicitud.recibida_el == date(2026, 11, 23)
    assert solicitud.vence_el == solicitud.plazo_respuesta_el == date(2026, 12, 7)
    assert solicitud.obligacion == solicitud.caso == "si-respuesta"


@pytest.mark.req("S-04")
def test_sin_un_documento_obligatorio_no_se_envia_y_nada_cambia() -> None:
    elena = crear(ELENA)
    borrador = fabricas.borrador_listo(elena)
    actions.quitar_de_borrador(actor=elena, borrador_id=borrador.pk, codigo="cedula")
    with pytest.raises(BorradorIncompleto) as error:
        actions.enviar(actor=elena, borrador_id=borrador.pk, token=uuid4(), datos=fabricas.datos())
    assert error.value.paso == "documentos"
    assert not Solicitud.objects.exists()
    assert not Evento.objects.filter(tipo="SOLICITUD_ENVIADA").exists()


@pytest.mark.req("S-04", "S-17")
def test_quien_actua_por_otro_adjunta_poder_y_cedula_de_quien_lo_otorga() -> None:
    elena = crear(ELENA)
    borrador = fabricas.borrador_listo(elena)
    actions.guardar_datos(actor=elena, borrador_id=borrador.pk, datos={"es_titular": "no"})
    for codigo in ("poder", "cedula_mandante"):
        with pytest.raises(BorradorIncompleto):
            actions.enviar(actor=elena, borrador_id=borrador.pk, token=uuid4(), datos=fabricas.datos())
        papel = fabricas.archivo(elena)
        actions.adjuntar_a_borrador(actor=elena, borrador_id=borrador.pk, codigo=codigo, archivo=papel)
    assert actions.enviar(actor=elena, borrador_id=borrador.pk, token=uuid4(), datos=fabricas.datos())


def test_el_borrador_de_otra_persona_no_existe() -> None:
    borrador = fabricas.borrador_listo(crear(ELENA))
    with pytest.raises(Borrador.DoesNotExist):
        actions.enviar(actor=crear(FRIDA), borrador_id=borrador.pk, token=uuid4(), datos=fabricas.datos())


@pytest.mark.req("A-05")
def test_el_personal_no_abre_borradores() -> None:
    for persona in (MARTA, SONIA):
        with pytest.raises(NoPermitido):
            actions.crear_borrador(actor=crear(persona), tipo=Tipo.INFORMACION)


@pytest.mark.req("S-14")
def test_enviar_avisa_al_solicitante_al_adicional_y_a_la_distribuidora() -> None:
    elena = crear(ELENA)
    datos = fabricas.datos(correo_adicional="otra@ejemplo.cl")
    datos["distribuidora"].correo_avisos = "avisos@distribuidora.ejemplo.cl"
    datos["distribuidora"].save(update_fields=["correo_avisos"])
    borrador = fabricas.borrador_listo(elena)
    actions.enviar(actor=elena, borrador_id=borrador.pk, token=uuid4(), datos=datos)
    assert set(Aviso.objects.values_list("clave", "destinatario")) == {
        ("acuse", elena.email),
        ("adicional", "otra@ejemplo.cl"),
        ("solicitud_nueva", "avisos@distribuidora.ejemplo.cl"),
    }


@pytest.mark.req("L-10")
def test_el_evento_guarda_los_digestos_y_la_regla_y_ningun_dato_personal() -> None:
    elena = crear(ELENA)
    solicitud = fabricas.enviada(elena)
    evento = Evento.objects.get(cadena=solicitud.cadena)
    digestos = dict(evento.datos["adjuntos"])
    assert digestos["formulario"] == solicitud.adjuntos.get(codigo="formulario").archivo.sha256_recibido
    obligacion = solicitud.obligaciones.get()
    assert evento.datos["obligaciones"] == [
        ["respuesta", "si-respuesta", obligacion.regla_id, str(solicitud.recibida_el), str(solicitud.vence_el)]
    ]
    escrito = str(evento.datos)
    assert elena.email not in escrito and elena.documento not in escrito and elena.apellidos not in escrito


@pytest.mark.req("D-04", "D-05")
def test_responder_cierra_la_solicitud_avisa_y_abre_la_respuesta() -> None:
    marta = crear(MARTA)
    solicitud = fabricas.respondida(fabricas.enviada(crear(ELENA)), marta)
    respuesta = solicitud.respuestas.get()
    assert solicitud.estado == Estado.RESPONDIDO
    assert solicitud.numero_solicitud == "2026-014"
    assert solicitud.vence_el is None and solicitud.respondida_en_plazo is True
    assert respuesta.disponible_en == solicitud.disponible_en == solicitud.respondida_en
    assert Aviso.objects.filter(clave="respuesta_disponible", usuario=solicitud.solicitante).count() == 1


def test_una_segunda_respuesta_se_rechaza_con_quien_y_cuando() -> None:
    marta = crear(MARTA)
    solicitud = fabricas.respondida(fabricas.enviada(crear(ELENA)), marta)
    with pytest.raises(EstadoCambio) as error:
        fabricas.respondida(solicitud, marta)
    assert error.value.quien == marta.nombre
    assert error.value.cuando == solicitud.respondida_en
    assert solicitud.respuestas.count() == 1


@pytest.mark.parametrize("persona", [OLGA, ELENA, SONIA])
def test_nadie_mas_que_su_distribuidora_responde(persona: object) -> None:
    solicitud = fabricas.enviada(crear(ELENA))
    with pytest.raises(NoPermitido):
        fabricas.respondida(solicitud, crear(persona))  # type: ignore[arg-type]
    solicitud.refresh_from_db()
    assert solicitud.estado == Estado.PENDIENTE_RESPUESTA


def test_la_primera_apertura_es_un_evento_y_las_siguientes_ninguno() -> None:
    marta = crear(MARTA)
    solicitud = fabricas.enviada(crear(ELENA))
    actions.abrir(actor=marta, solicitud=solicitud)
    actions.abrir(actor=marta, solicitud=solicitud)  # the stale object of a colleague's page
    solicitud.refresh_from_db()
    actions.abrir(actor=marta, solicitud=solicitud)
    assert Evento.objects.filter(cadena=solicitud.cadena, tipo="SOLICITUD_ABIERTA").count() == 1


def test_dos_envios_del_mismo_lugar_comparten_expediente() -> None:
    elena = crear(ELENA)
    primera = fabricas.enviada(elena)
    segunda = fabricas.enviada(elena, numero_cliente="33061182")
    assert primera.expediente_id == segunda.expediente_id
    assert Expediente.objects.count() == 1


@pytest.mark.req("S-12")
def test_la_misma_ficha_con_otra_respuesta_no_dice_que_se_grabo() -> None:
    """Going back, choosing another file and sending again is not a double click: nobody is told that it was stored."""
    marta, token = crear(MARTA), uuid4()
    solicitud = fabricas.enviada(crear(ELENA))
    papel = fabricas.archivo(marta, uso="respuesta", nombre="respuesta.pdf")
    envio = {"actor": marta, "solicitud_id": solicitud.pk, "archivo": papel, "numero_solicitud": "", "token": token}
    folios = {actions.responder(**envio, comentario="Hay capacidad.") for _ in range(2)}
    assert folios == {solicitud.folio}
    with pytest.raises(EstadoCambio):
        actions.responder(**envio, comentario="No hay capacidad.")
    assert solicitud.respuestas.get().comentario == "Hay capacidad."
