"""Every table says what the web's role may do with it, and PostgreSQL agrees (L-10, DAT-2).

Written by hand: a new model fails here until somebody has decided. Letters: S select, I insert, U update, D delete.
"""

import pytest
from django.apps import apps
from django.db import connection

SOLO_LEER, SOLO_AGREGAR, SIN_BORRAR, LIBRE = "S", "SI", "SIU", "SIUD"
# What is evidence. Everything else of the portal is LIBRE: its history is in the events.
PROTEGIDOS = {
    "bitacora.Evento": SOLO_AGREGAR,
    "bitacora.Origen": SOLO_AGREGAR,
    "bitacora.Acceso": SOLO_AGREGAR,
    "bitacora.Revision": SOLO_AGREGAR,
    "bitacora.Ancla": SOLO_AGREGAR,
    "bitacora.Cabeza": SOLO_LEER,
    "bitacora.Ajuste": SOLO_LEER,
    "avisos.VersionDeMensaje": SOLO_AGREGAR,
    "cuentas.Cambio": SOLO_AGREGAR,
    "solicitudes.Comunicacion": SOLO_AGREGAR,
    "solicitudes.Conexion": SOLO_AGREGAR,
    "solicitudes.DocumentoObservado": SOLO_AGREGAR,
    "solicitudes.Obligacion": SIN_BORRAR,
    "solicitudes.Observacion": SIN_BORRAR,
    "pagos.Cobro": SIN_BORRAR,
    "pagos.Comprobante": SIN_BORRAR,
    "cuentas.DocumentoIdentidad": SIN_BORRAR,  # one that was replaced stays as history
    "suministros.PoderSuministro": SIN_BORRAR,
    "suministros.LimitesDePlan": SOLO_AGREGAR,
    "suministros.CuotaDePlan": SOLO_AGREGAR,
    "suministros.Plan": SIN_BORRAR,
    "suministros.FacturaEnPlan": SIN_BORRAR,
    "suministros.Tramite": SIN_BORRAR,
    "suministros.MensajeDeTramite": SOLO_AGREGAR,
    "suministros.ArchivoDeTramite": SOLO_AGREGAR,
}
CAMBIAN = {
    "archivos.Archivo", "avisos.Aviso", "avisos.Baja", "avisos.MensajePredefinido",
    "avisos.Preferencia", "comun.Envio", "comun.Intento",
    "cuentas.Codigo", "cuentas.EnlaceDeUnUso", "cuentas.RegistroPendiente",
    "cuentas.PedidoDeCuenta", "cuentas.Usuario",
    "cuentas.CodigoDeRecuperacion", "cuentas.SegundoFactor", "cuentas.Sesion",
    "solicitudes.Adjunto", "solicitudes.Borrador", "solicitudes.BorradorArchivo", "solicitudes.ContadorFolio",
    "solicitudes.Expediente", "solicitudes.FiltroGuardado", "solicitudes.Respuesta", "solicitudes.Solicitud",
    "trabajos.Trabajo",
    "solicitudes.TextoGuardado",
    "solicitudes.TextoDeEvento",  # what a person wrote is erasable; the chain keeps its digest (DAT-4)
    "solicitudes.TotalDeEnvios", "solicitudes.TotalDeRespuestas",  # sums; recalcular compares them with the requests
    "suministros.Suministro", "suministros.Factura",  # the distributor's register, as its last load left it
    "suministros.Vinculo",
    "suministros.TipoDeTramite",
    "suministros.Carga",  # what was loaded stands in the events, with the digest of the file
    "suministros.LineaSuministro", "suministros.LineaFactura", "suministros.LineaRechazada",  # staged, swept
    "pagos.ContadorCobro", "pagos.FormasDePago",
    "pagos.Cartola", "pagos.LineaCartola", "pagos.FormatoCartola",  # staged, swept; the proof that they settled stays
}  # fmt: skip
# Reference data that SEC edits (each change is an event), and what belongs to libraries.
SALAS_QUE_CAMBIAN = {"catalogo", "auth", "contenttypes", "sessions", "captcha"}


def _permisos(tabla: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(left(p, 1), '' ORDER BY orden) FROM unnest(ARRAY['SELECT','INSERT','UPDATE','DELETE'])"
            " WITH ORDINALITY t(p, orden) WHERE has_table_privilege('portal_app', %s, p)",
            [tabla],
        )
        return cursor.fetchone()[0] or ""


@pytest.mark.req("L-10")
@pytest.mark.django_db
@pytest.mark.parametrize("modelo", apps.get_models(), ids=lambda modelo: modelo._meta.label)
def test_cada_tabla_cambia_como_se_decidio(modelo):
    etiqueta = modelo._meta.label
    if etiqueta in PROTEGIDOS:
        esperado = PROTEGIDOS[etiqueta]
    else:
        assert etiqueta in CAMBIAN or modelo._meta.app_label in SALAS_QUE_CAMBIAN, (
            f"decide en tests/test_mutabilidad.py si {etiqueta} puede cambiar"
        )
        esperado = LIBRE
    assert _permisos(modelo._meta.db_table) == esperado
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege('portal_app', %s, 'TRUNCATE, TRIGGER, REFERENCES')", [modelo._meta.db_table]
        )
        assert cursor.fetchone() == (False,)


def test_la_tabla_no_nombra_modelos_que_ya_no_existen():
    existentes = {modelo._meta.label for modelo in apps.get_models()}
    assert (PROTEGIDOS.keys() | CAMBIAN) - existentes == set()
