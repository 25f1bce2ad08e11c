"""DAT-6: every CHECK and UNIQUE of the portal's tables refuses a bad row, written by SQL past every form and action.

The catalogue has its own (``catalogo/tests/test_restricciones.py``), so have the event log and most of the accounts.
"""

from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from fiscalizacion.sabana.actions import pedir_sabana
from nucleo.avisos import bajas
from nucleo.avisos.models import Aviso
from nucleo.comun.reloj import hoy
from pagos.models import FormasDePago
from portal.demostracion import estados, fabricas
from solicitudes import actions
from solicitudes.estados import Tipo
from solicitudes.models import ResultadoConexion
from tests.mundo import cartola
from tests.personas import ELENA, FABIAN, FRIDA, MARTA, SONIA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("S-13")]
# Rooms that stand. One that is being built names its constraints in its own tests, and joins here when it stands.
SALAS = ("comun", "archivos", "avisos", "trabajos", "solicitudes", "pagos")
_COPIA = """INSERT INTO {tabla} SELECT (jsonb_populate_record(t, {cambios})).* FROM {tabla} t {donde}"""


def _copia(tabla: str, cambios: str, donde: str = "") -> str:
    """An INSERT of a row like one that exists, but for ``cambios`` (a JSON object in SQL)."""
    return _COPIA.format(tabla=tabla, cambios=cambios, donde=donde or f"WHERE t.id = (SELECT min(id) FROM {tabla})")


_SOLICITUD = "UPDATE solicitudes_solicitud SET "
_RECHAZADO = "WHERE t.estado = 'rechazado'"
_COBRO = "jsonb_build_object('id', 999999, 'referencia', 'P998', 'retirado_en', now()) || jsonb_build_object(%s)"
_OTRO_ID = "'{\"id\": 999999}'"
# constraint → a statement that breaks it and nothing else
MALAS = {
    "archivo_con_contenido": "UPDATE archivos_archivo SET bytes = 0",
    "archivo_digesto_guardado": "UPDATE archivos_archivo SET sha256_guardado = 'abc'",
    "archivo_digesto_recibido": "UPDATE archivos_archivo SET sha256_recibido = repeat('G', 64)",
    "archivo_extension_simple": "UPDATE archivos_archivo SET extension = 'P.DF'",
    "archivo_recibido_o_propio": "UPDATE archivos_archivo SET bytes_recibidos = 0",
    "aviso_canal_conocido": "UPDATE avisos_aviso SET canal = 'fax'",
    "aviso_enviado_con_fecha": "UPDATE avisos_aviso SET enviado_en = now()",
    "aviso_estado_conocido": "UPDATE avisos_aviso SET estado = 'perdido'",
    "aviso_una_vez": _copia(
        "avisos_aviso", "'{\"id\": 999999, \"message_id\": \"<otro@portal>\"}'"),
    "mensaje_modificado_por_alguien": "UPDATE avisos_mensajepredefinido SET modificado_en = now()",
    "mensaje_entero_o_vacio": "UPDATE avisos_mensajepredefinido SET cuerpo = ''",
    "version_de_alguien": "INSERT INTO avisos_versiondemensaje (clave, tramite, numero, asunto, cuerpo)"
    " VALUES ('acuse', 'conexion', 1, 'a', 'b')",
    "version_una_por_numero": "INSERT INTO avisos_versiondemensaje (clave, tramite, numero, asunto, cuerpo)"
    " SELECT 'acuse', 'conexion', 0, 'a', 'b' FROM generate_series(1, 2)",
    "avisos_versiondemensaje_evento_id_key": "INSERT INTO avisos_versiondemensaje"
    " (clave, tramite, numero, asunto, cuerpo, grabada_en, grabada_por_id, evento_id)"
    " SELECT 'acuse', 'conexion', n, 'a', 'b', now(), (SELECT min(id) FROM cuentas_usuario),"
    " (SELECT min(id) FROM bitacora_evento) FROM generate_series(1, 2) n",
    "mensaje_uno_por_tramite": _copia("avisos_mensajepredefinido", _OTRO_ID),
    "un_envio_por_token": _copia("comun_envio", _OTRO_ID),
    "distribuidora_solo_del_personal": "UPDATE cuentas_usuario SET distribuidora_id = NULL"
    " WHERE perfil = 'distribuidora'",
    "perfil_conocido": "UPDATE cuentas_usuario SET perfil = 'otro', rol = '' WHERE perfil = 'solicitante'",
    "rol_del_perfil": "UPDATE cuentas_usuario SET rol = 'administrador' WHERE perfil = 'solicitante'",
    "una_cuenta_por_perfil": "UPDATE cuentas_usuario SET documento = '1' WHERE perfil = 'solicitante'",
    "un_correo_por_perfil": "UPDATE cuentas_usuario SET email = 'A@ejemplo.cl' WHERE perfil = 'solicitante'",
    "un_celular_por_perfil": "UPDATE cuentas_usuario SET celular = '+56911111111', celular_verificado_en = now()"
    " WHERE perfil = 'solicitante'",
    "celular_verificado_existe": "UPDATE cuentas_usuario SET celular = '', celular_verificado_en = now()",
    "consentimiento_con_fecha_y_texto": "UPDATE cuentas_usuario SET consentimiento_texto = '1',"
    " consentimiento_en = NULL",
    "adjunto_una_vez_por_version": _copia("solicitudes_adjunto", _OTRO_ID),
    "un_archivo_por_documento": _copia("solicitudes_borradorarchivo", _OTRO_ID),
    "un_solo_contador": "INSERT INTO solicitudes_contadorfolio (id, ultimo) VALUES (2, 1)",
    "respuesta_una_vez_por_version": _copia("solicitudes_respuesta", _OTRO_ID),
    "disponible_despues_de_respondida": _SOLICITUD + "disponible_en = now() WHERE respondida_en IS NULL",
    "estado_conocido": _copia(
        "solicitudes_solicitud", "'{\"id\": 99, \"folio\": \"YN99\", \"folio_numero\": 99, \"estado\": \"perdida\"}'"),
    "folio_bien_formado": _copia(
        "solicitudes_solicitud", "'{\"id\": 99, \"folio\": \"YN099\", \"folio_numero\": 99}'"),
    "manifestacion_sin_respuesta": _copia(
        "solicitudes_solicitud",
        "'{\"id\": 99, \"folio\": \"YN99\", \"folio_numero\": 99, \"tipo\": \"manifestacion\","
        " \"clase_documento\": \"otro\"}'",
        "WHERE t.respondida_en IS NOT NULL"),
    "obligacion_con_vencimiento": _SOLICITUD + "obligacion = '' WHERE vence_el IS NOT NULL",
    "respondido_con_fecha": _SOLICITUD + "estado = 'respondido' WHERE estado = 'pendiente-respuesta'",
    "tipo_conocido": _copia(
        "solicitudes_solicitud", "'{\"id\": 99, \"folio\": \"YN99\", \"folio_numero\": 99, \"tipo\": \"otro\"}'"),
    "un_tramite_vivo_por_expediente": _copia(
        "solicitudes_solicitud",
        "jsonb_build_object('id', g, 'folio', 'YN' || g, 'folio_numero', g, 'tipo', 'conexion')",
        ", generate_series(998, 999) g WHERE t.id = (SELECT min(id) FROM solicitudes_solicitud"
        " WHERE respondida_en IS NULL AND tipo = 'informacion')"),
    "aumenta_si_sube": _SOLICITUD + "aumenta_capacidad = true WHERE tipo = 'informacion'",
    "cambio_de_capacidad_conocido": _SOLICITUD + "cambio_capacidad = 'otro' WHERE tipo = 'informacion'",
    "capacidad_positiva": _SOLICITUD + "capacidad_instalar = 0",
    "clase_de_documento_de_mc": _SOLICITUD + "clase_documento = 'otro' WHERE tipo = 'informacion'",
    "dias_desde_la_recepcion": _SOLICITUD + "contado_hasta = recibida_el - 1",
    "borrador_tipo_conocido": "UPDATE solicitudes_borrador SET tipo = 'otro'",
    "comunicacion_escrita": _copia("solicitudes_comunicacion", "'{\"id\": 999999, \"texto\": \"\"}'"),
    "conexion_resultado_conocido": _copia("solicitudes_conexion", "'{\"id\": 999999, \"resultado\": \"otro\"}'"),
    "filtro_con_nombre": "UPDATE solicitudes_filtroguardado SET plegado = ''",
    "filtro_con_nombre_propio": _copia("solicitudes_filtroguardado", "'{\"id\": 999999, \"lugar\": 2}'"),
    "filtro_en_sus_lugares": "UPDATE solicitudes_filtroguardado SET lugar = 11",
    "un_filtro_por_lugar": _copia("solicitudes_filtroguardado", "'{\"id\": 999999, \"plegado\": \"otro\"}'"),
    "documento_observado_una_vez": _copia("solicitudes_documentoobservado", _OTRO_ID),
    "obligacion_clase_conocida": "UPDATE solicitudes_obligacion SET clase = 'otra'",
    "obligacion_en_orden": "UPDATE solicitudes_obligacion SET vence_el = recibida_el - 1",
    "obligacion_responsable_conocido": "UPDATE solicitudes_obligacion SET responsable = 'otro'",
    "obligacion_termina_con_su_fin": "UPDATE solicitudes_obligacion SET fin = 'cumplida' WHERE termina_en IS NULL",
    "texto_de_evento_escrito": "UPDATE solicitudes_textodeevento SET texto = ''",
    "una_obligacion_de_cada_clase": _copia(
        "solicitudes_obligacion", _OTRO_ID,
        "WHERE t.id = (SELECT min(id) FROM solicitudes_obligacion WHERE termina_en IS NULL)"),
    "cobro_explicado": _copia("pagos_cobro", _COBRO % "'explicacion', ''"),
    "cobro_monto_positivo": _copia("pagos_cobro", _COBRO % "'monto', 0"),
    "cobro_referencia": _copia("pagos_cobro", _COBRO % "'referencia', 'X1'"),
    "un_cobro_en_vigor": _copia("pagos_cobro", "'{\"id\": 999999, \"referencia\": \"P998\"}'"),
    "un_solo_contador_de_cobros": "INSERT INTO pagos_contadorcobro (id, ultimo) VALUES (2, 1)",
    "formas_de_pago_al_menos_una":
        "UPDATE pagos_formasdepago SET transferencia = false, comprobante = false, descuento = false",
    "formas_de_pago_rut_compacto": "UPDATE pagos_formasdepago SET rut_del_titular = '1-9'",
    "comprobante_metodo_conocido": _copia(
        "pagos_comprobante", "'{\"id\": 999999, \"metodo\": \"otro\"}'", _RECHAZADO),
    "comprobante_estado_conocido": _copia(
        "pagos_comprobante", "'{\"id\": 999999, \"estado\": \"otro\"}'", _RECHAZADO),
    "comprobante_decidido_con_fecha": _copia(
        "pagos_comprobante", "'{\"id\": 999999, \"decidido_en\": null}'", _RECHAZADO),
    "cartola_huella": _copia("pagos_cartola", "'{\"id\": 999999, \"huella\": \"abc\"}'"),
    "cartola_una_vez": _copia("pagos_cartola", _OTRO_ID),
    "linea_aplicada_entera": "UPDATE pagos_lineacartola SET aplicada_en = now()",
    "linea_con_un_cobro":
        "UPDATE pagos_lineacartola SET varias = true, cobro_id = (SELECT min(id) FROM pagos_cobro)",
    "linea_es_abono": "UPDATE pagos_lineacartola SET monto = 0",
    "linea_una_vez_por_cartola": _copia("pagos_lineacartola", "'{\"id\": 999999, \"huella\": \"otra\"}'"),
    "un_comprobante_por_validar": _copia("pagos_comprobante", _OTRO_ID, "WHERE t.estado = 'informado'"),
    "solicitudes_textodeevento_evento_id_key": _copia("solicitudes_textodeevento", _OTRO_ID),
    "pagos_cobro_referencia_key": _copia("pagos_cobro", "'{\"id\": 999999, \"retirado_en\": \"2026-01-01\"}'"),
    "pagos_formasdepago_distribuidora_id_key": _copia("pagos_formasdepago", _OTRO_ID),
    "pagos_formatocartola_distribuidora_id_key": _copia("pagos_formatocartola", _OTRO_ID),
    "pagos_lineacartola_huella_key": _copia("pagos_lineacartola", "'{\"id\": 999999, \"numero\": 99}'"),
    "trabajo_estado_conocido": "UPDATE trabajos_trabajo SET estado = 'a medias'",
    "trabajo_listo_con_archivo": "UPDATE trabajos_trabajo SET estado = 'listo', terminado_en = now()",
    "trabajo_preparado_con_arriendo": "UPDATE trabajos_trabajo SET estado = 'preparando', arriendo = NULL",
    "envios_grano_conocido": "UPDATE solicitudes_totaldeenvios SET grano = 'otro'",
    "respuestas_grano_conocido": "UPDATE solicitudes_totalderespuestas SET grano = 'otro'",
    "un_total_de_envios": "UPDATE solicitudes_totaldeenvios SET grano = 'diario', desde = '2026-01-01',"
    " distribuidora_id = (SELECT min(id) FROM catalogo_distribuidora), tipo = 'conexion', estado = 'enviado'",
    "un_total_de_respuestas": _copia(
        "solicitudes_totalderespuestas", "jsonb_build_object('id', g, 'grano', 'diario')",
        ", generate_series(998, 999) g WHERE t.id = (SELECT min(id) FROM solicitudes_totalderespuestas)"),
    # ``unique=True`` of a field: PostgreSQL's own names
    "avisos_aviso_message_id_key": _copia(
        "avisos_aviso", "'{\"id\": 999999, \"clave\": \"otra\"}'"),
    "avisos_baja_destinatario_key": _copia("avisos_baja", _OTRO_ID),
    "cuentas_usuario_clave_de_ingreso_key": "UPDATE cuentas_usuario SET clave_de_ingreso = 'x'",
    "solicitudes_solicitud_folio_key": _copia("solicitudes_solicitud", "'{\"id\": 99, \"folio_numero\": 99}'"),
    "solicitudes_solicitud_folio_numero_key": _copia("solicitudes_solicitud", "'{\"id\": 99, \"folio\": \"YN99\"}'"),
    "trabajos_trabajo_archivo_id_key": """
        INSERT INTO trabajos_trabajo SELECT (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(),
          'estado', 'listo', 'terminado_en', now(), 'archivo_id', (SELECT min(id::text) FROM archivos_archivo)))).*
        FROM trabajos_trabajo t, generate_series(1, 2)""",
}  # fmt: skip


@pytest.fixture(scope="module")
def filas(django_db_setup: None, django_db_blocker: pytest.FixtureRequest):
    """One row or more in every table, made by the actions; rolled back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        elena, marta = crear(ELENA), crear(MARTA)
        crear(FRIDA)
        fabricas.respondida(fabricas.enviada(elena), marta)
        fabricas.enviada(elena, numero_cliente="7-7", correo_adicional="otra@ejemplo.cl")
        fabricas.borrador_listo(elena, Tipo.INFORMACION)
        pedir_sabana(actor=crear(SONIA), filtros={})
        actions.guardar_filtro(actor=marta, nombre="Anuladas", consulta={"estado": "anulado"})
        bajas.dar(Aviso.objects.get(clave="adicional"))
        _gestionar(estados.Reparto(elena, marta, crear(FABIAN)))
        yield
        transaction.set_rollback(True)


def _gestionar(reparto: estados.Reparto) -> None:
    """A correction asked for, proofs of payment of both fates, a word, a connection and a distributor's bank data."""
    estados.observada(reparto)
    estados.pago_rechazado(reparto)
    estados.pendiente_validacion(reparto)
    conectada = fabricas.respondida(
        fabricas.enviada(reparto.solicitante, tipo=Tipo.NOTIFICACION, numero_cliente="8-8"), reparto.operador
    )
    actions.comunicar(actor=reparto.operador, solicitud_id=conectada.pk, texto="Iremos mañana.", token=uuid4())
    actions.registrar_conexion(
        actor=reparto.operador, solicitud_id=conectada.pk, resultado=ResultadoConexion.CONECTADA, fecha=hoy()
    )
    FormasDePago.objects.create(distribuidora=conectada.distribuidora)
    cartola(reparto.operador)


@pytest.mark.parametrize("restriccion", MALAS)
def test_la_base_rechaza_la_fila(filas: None, restriccion: str) -> None:
    with pytest.raises(IntegrityError, match=restriccion), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(MALAS[restriccion])


def _de_la_base() -> set[str]:
    tablas = [m._meta.db_table for m in apps.get_models() if m._meta.app_label in SALAS]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, conrelid::regclass::text FROM pg_constraint"
            " WHERE contype IN ('c', 'u', 'x') AND conrelid::regclass::text = ANY(%s)"
            " UNION SELECT indexrelid::regclass::text, indrelid::regclass::text FROM pg_index"
            " WHERE indisunique AND NOT indisprimary AND indpred IS NOT NULL AND indrelid::regclass::text = ANY(%s)",
            [tablas, tablas],
        )
        # ``PositiveIntegerField`` adds its own ``…_check``: that it is not negative.
        return {nombre for nombre, _ in cursor.fetchall() if not nombre.endswith("_check")}


def test_ninguna_restriccion_queda_sin_probar() -> None:
    """Here, or by name in the tests of its own room."""
    de_la_base = _de_la_base()
    pruebas = "".join(ruta.read_text() for ruta in settings.BASE_DIR.glob("*/tests/test_*.py"))
    assert {nombre for nombre in de_la_base - set(MALAS) if nombre not in pruebas} == set()
