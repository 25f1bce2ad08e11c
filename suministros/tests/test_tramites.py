"""Commercial procedures by their actions: the list, the thread with its files, who decides and what is told."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from nucleo.archivos import puertas
from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import redactar
from nucleo.bitacora.models import Evento
from nucleo.bitacora.verificacion import verificar
from nucleo.comun.errores import CampoRechazado, EstadoCambio, NoPermitido
from portal.demostracion import fabricas, pedidos, suministros
from suministros.models import ArchivoDeTramite, TipoDeTramite, Tramite, Vinculo
from suministros.pasos import acciones_posibles
from suministros.tramites import actions, tipos
from suministros.tramites.estados import TRANSICIONES, AccionTramite
from suministros.tramites.oficio import TRAMITES
from tests.personas import ELENA, FRIDA, JORGE, MARTA, OLGA, SONIA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("U-09")]
A = AccionTramite


@pytest.fixture
def vinculo() -> Vinculo:
    hecho = suministros.vinculo_validado(crear(ELENA))
    pedidos.lista_de_tramites()
    return hecho


def test_un_tramite_se_pide_se_conversa_y_se_responde(vinculo: Vinculo) -> None:
    elena, marta = vinculo.usuario, crear(MARTA)
    tramite = pedidos.conversado(vinculo)
    assert (tramite.estado, tramite.espera_al_solicitante) == ("recibido", False)
    assert tramite.abierto_en is not None
    assert acciones_posibles(TRAMITES, elena, tramite) == {A.ESCRIBIR, A.RETIRAR}
    assert acciones_posibles(TRAMITES, marta, tramite) == {A.ESCRIBIR, A.RESPONDER, A.RECHAZAR}
    papel = fabricas.archivo(marta, uso=actions.USO, nombre="respuesta.pdf")
    token = uuid4()
    for _ in range(2):
        actions.responder(
            actor=marta, tramite_id=tramite.pk, texto="Ya está a tu nombre {numero}.", papeles=[("Respuesta", papel)],
            token=token,
        )  # fmt: skip
    tramite.refresh_from_db()
    assert (tramite.estado, tramite.mensajes.count(), tramite.cerrado_en is not None) == ("respondido", 4, True)
    cadena = f"usuario:{elena.pk}"
    eventos = list(Evento.objects.filter(cadena=cadena, tipo__startswith="TRAMITE_").order_by("numero"))
    assert [evento.tipo for evento in eventos] == [
        "TRAMITE_PEDIDO", "TRAMITE_ABIERTO", "TRAMITE_CONSULTADO", "TRAMITE_COMPLETADO", "TRAMITE_RESPONDIDO",
    ]  # fmt: skip
    assert eventos[-1].datos["archivos"] == [str(papel.pk)]
    assert not list(verificar(cadena))
    dicho = redactar(Aviso.objects.get(clave="tramite-respondido", canal="correo"))
    assert dicho and "Ya está a tu nombre {numero}." in dicho.texto


def test_los_archivos_los_ven_las_partes_y_la_sec(vinculo: Vinculo) -> None:
    pedidos.tramite(vinculo)
    archivo = ArchivoDeTramite.objects.get().archivo
    ven = {
        persona.nombres: puertas.puede_ver(crear(persona), archivo) for persona in (ELENA, FRIDA, MARTA, OLGA, SONIA)
    }
    assert ven == {"Elena": True, "Frida": False, "Marta": True, "Olga": False, "Sonia": True}


def test_lo_que_falta_o_no_se_puede(vinculo: Vinculo) -> None:
    elena, jorge = vinculo.usuario, crear(JORGE)
    tipo = TipoDeTramite.objects.get(nombre=pedidos.CAMBIO_DE_NOMBRE)
    comun: dict[str, Any] = {"vinculo_id": vinculo.pk, "tipo_id": tipo.pk, "texto": "Cambien el nombre"}
    with pytest.raises(CampoRechazado) as rechazo:
        actions.pedir(actor=elena, token=uuid4(), **comun)
    assert rechazo.value.campo == "papel-0"
    ajeno = fabricas.archivo(crear(FRIDA), uso=actions.USO)
    with pytest.raises(NoPermitido):
        actions.pedir(actor=elena, token=uuid4(), papeles=[("Certificado de dominio", ajeno)], **comun)
    with pytest.raises(NoPermitido):
        actions.pedir(actor=crear(FRIDA), token=uuid4(), **comun)
    cerrado = {"nombre": tipo.nombre, "explicacion": "", "papeles": [], "abierto": False}
    assert tipos.guardar(actor=jorge, tipo_id=tipo.pk, datos=cerrado)
    with pytest.raises(CampoRechazado) as rechazo:
        actions.pedir(actor=elena, token=uuid4(), **comun)
    assert rechazo.value.campo == "tipo"
    assert not Tramite.objects.exists()


def test_quien_puede_hacer_que_segun_la_tabla(vinculo: Vinculo) -> None:
    tramite, elena, marta = pedidos.tramite(vinculo), vinculo.usuario, crear(MARTA)
    suyos = {fila.accion for fila in TRANSICIONES if fila.parte == "solicitante"}
    for accion in (A.ESCRIBIR, A.RESPONDER, A.RECHAZAR, A.RETIRAR):
        extra = {} if accion == A.RETIRAR else {"texto": "Algo bien escrito"}
        sin_derecho = [crear(FRIDA), crear(OLGA), crear(SONIA)]
        sin_derecho += [elena] if accion not in suyos else [marta] if accion == A.RETIRAR else []
        for persona in sin_derecho:
            with pytest.raises(NoPermitido):
                getattr(actions, accion.value)(actor=persona, tramite_id=tramite.pk, token=uuid4(), **extra)
    actions.retirar(actor=elena, tramite_id=tramite.pk, token=uuid4())
    with pytest.raises(EstadoCambio) as rechazo:
        actions.responder(actor=marta, tramite_id=tramite.pk, texto="Hecho", token=uuid4())
    assert rechazo.value.quien == str(elena)


def test_la_lista_la_escribe_la_jefatura(vinculo: Vinculo) -> None:
    jorge = crear(JORGE)
    datos = {"nombre": "aumento de POTENCIA", "explicacion": "", "papeles": [], "abierto": True}
    with pytest.raises(CampoRechazado):
        tipos.guardar(actor=jorge, datos=datos)
    with pytest.raises(NoPermitido):
        tipos.guardar(actor=crear(MARTA), datos={**datos, "nombre": "Otro"})
    ultimo = TipoDeTramite.objects.get(nombre="Aumento de potencia")
    tipos.mover(actor=jorge, tipo_id=ultimo.pk, hacia="arriba")
    assert [tipo.nombre for tipo in TipoDeTramite.objects.all()][1] == "Aumento de potencia"
    assert Evento.objects.filter(tipo="TIPO_DE_TRAMITE_MOVIDO").count() == 1


MALAS = {
    "tipo_de_tramite_nombre_unico": "UPDATE suministros_tipodetramite SET nombre = 'igual'",
    "tipo_de_tramite_con_nombre": "UPDATE suministros_tipodetramite SET nombre = '' WHERE id = (SELECT min(id) FROM"
    " suministros_tipodetramite)",
    "tramite_estado_conocido": "UPDATE suministros_tramite SET estado = 'otro', cerrado_en = now()",
    "tramite_cerrado_con_fecha": "UPDATE suministros_tramite SET estado = 'respondido'",
    "mensaje_de_tramite_escrito": "INSERT INTO suministros_mensajedetramite SELECT (jsonb_populate_record(t,"
    ' \'{"id": 999, "texto": ""}\')).* FROM suministros_mensajedetramite t',
    "mensaje_accion_conocida": "INSERT INTO suministros_mensajedetramite SELECT (jsonb_populate_record(t,"
    ' \'{"id": 999, "accion": "otra"}\')).* FROM suministros_mensajedetramite t',
    "suministros_archivodetramite_archivo_id_key": "INSERT INTO suministros_archivodetramite SELECT"
    " (jsonb_populate_record(t, '{\"id\": 999}')).* FROM suministros_archivodetramite t",
}


def test_la_base_rechaza_lo_que_no_es_un_tramite(vinculo: Vinculo) -> None:
    pedidos.tramite(vinculo)
    for restriccion, orden in MALAS.items():
        with pytest.raises(IntegrityError, match=restriccion), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(orden)
