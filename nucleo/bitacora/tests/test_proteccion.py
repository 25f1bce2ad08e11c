"""The web's role cannot change the evidence (DAT-2), and verificar sees a protection that is missing."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from nucleo.bitacora import ajuste, cadenas, proteccion
from nucleo.bitacora.actions import registrar
from nucleo.bitacora.models import Acceso, Ajuste, Cabeza, Evento, Origen
from nucleo.bitacora.verificacion import verificar
from nucleo.comun.reloj import ahora

pytestmark = pytest.mark.req("L-10")
NEGADAS = {
    "UPDATE": "UPDATE bitacora_evento SET tipo = 'OTRO'",
    "DELETE": "DELETE FROM bitacora_evento",
    "TRUNCATE": "TRUNCATE bitacora_evento CASCADE",
    "DISABLE TRIGGER": "ALTER TABLE bitacora_evento DISABLE TRIGGER evento_sellar",
    "DROP": "DROP TABLE bitacora_evento CASCADE",
    "head update": "UPDATE bitacora_cabeza SET numero = 0",
    "session_replication_role": "SET session_replication_role = replica",
}
OTRAS_NEGADAS = [
    "UPDATE bitacora_acceso SET permitido = true",
    "DELETE FROM bitacora_acceso",
    "TRUNCATE bitacora_acceso",
    "UPDATE bitacora_origen SET direccion = '10.0.0.9'",
    "DELETE FROM bitacora_origen",
    "DELETE FROM bitacora_cabeza",
    "INSERT INTO bitacora_cabeza VALUES ('catalogo', 0, '', NULL)",
    "UPDATE bitacora_ajuste SET desfase_maximo_segundos = NULL",
    "DELETE FROM bitacora_ajuste",
    "ALTER FUNCTION bitacora_negar() OWNER TO portal_app",
    "DROP FUNCTION bitacora_sellar CASCADE",
    "CREATE FUNCTION public.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT $1'",
    "SELECT setval('bitacora_evento_id_seq', 1)",
    "SET ROLE portal_dueno",
]
# What the owner, who passes every grant, still hits.
NEGADAS_AL_DUENO = [
    "UPDATE bitacora_evento SET tipo = 'OTRO'",
    "DELETE FROM bitacora_evento",
    "TRUNCATE bitacora_evento CASCADE",
    "UPDATE bitacora_cabeza SET numero = 0",
    "DELETE FROM bitacora_cabeza",
    "TRUNCATE bitacora_cabeza",
    "INSERT INTO bitacora_cabeza VALUES ('catalogo', 3, 'x', NULL)",
    "UPDATE bitacora_acceso SET permitido = true",
    "DELETE FROM bitacora_acceso",
    "TRUNCATE bitacora_acceso",
    "UPDATE bitacora_origen SET direccion = '10.0.0.9'",
    "TRUNCATE bitacora_origen",
]


@pytest.fixture
def evidencia(transactional_db):
    with transaction.atomic():
        registrar(cadena="solicitud:1", tipo="PRUEBA_VACIA", actor=None, direccion="10.0.0.1")
        Acceso.objects.create(accion="ver", objeto="solicitud:1", permitido=False, cuando=ahora())
    yield
    assert Evento.objects.get().tipo == "PRUEBA_VACIA"
    assert Cabeza.objects.get().numero == 1
    assert Acceso.objects.get().permitido is False


def _negada(alias, orden):
    with pytest.raises(DatabaseError), transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute(orden)


@pytest.mark.django_db(databases=["default", "dueno"], transaction=True)
def test_los_siete_intentos_del_rol_de_la_web(evidencia):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("portal_app",)
    assert len(NEGADAS) == 7
    for orden in [*NEGADAS.values(), *OTRAS_NEGADAS]:
        _negada("default", orden)


@pytest.mark.django_db(databases=["default", "dueno"], transaction=True)
def test_tampoco_el_dueno_por_descuido(evidencia):
    for orden in NEGADAS_AL_DUENO:
        _negada("dueno", orden)


@pytest.mark.django_db(databases=["default", "dueno"], transaction=True)
def test_el_dueno_puede_olvidar_una_direccion_y_la_cadena_sigue_entera(evidencia):
    Origen.objects.using("dueno").all().delete()
    assert list(verificar()) == []


@pytest.mark.django_db(transaction=True)
def test_la_web_no_abre_el_desfase():
    for orden in (ajuste.fijar, Ajuste(unico=True, desfase_maximo_segundos=None).save):
        with pytest.raises(DatabaseError), transaction.atomic():
            orden(None, using="default") if orden is ajuste.fijar else orden()


@pytest.mark.django_db(databases=["default", "dueno"], transaction=True)
def test_despues_de_migrar_la_base_lleva_el_ajuste(settings):
    settings.BITACORA_DESFASE_MAXIMO = 5
    call_command("migrate", verbosity=0)
    assert Ajuste.objects.get().desfase_maximo_segundos == 5
    with pytest.raises(DatabaseError), transaction.atomic():
        registrar(cadena="catalogo", tipo="PRUEBA_VACIA", actor=None, ocurrido=ahora() - timedelta(minutes=1))
    settings.BITACORA_DESFASE_MAXIMO = None
    call_command("ajustar_bitacora", verbosity=0)
    assert Ajuste.objects.get().desfase_maximo_segundos is None


@pytest.mark.django_db(databases=["default", "dueno"], transaction=True)
@pytest.mark.parametrize(
    ("orden", "palabras"),
    [
        ("ALTER TABLE bitacora_evento DISABLE TRIGGER evento_negar", "evento_negar"),
        ("ALTER TABLE bitacora_evento ENABLE REPLICA TRIGGER evento_sellar", "evento_sellar"),
        ("DROP TRIGGER cabeza_cuidar ON bitacora_cabeza", "cabeza_cuidar"),
        ("GRANT UPDATE ON bitacora_evento TO portal_app", "UPDATE sobre bitacora_evento"),
        ("GRANT UPDATE (hash) ON bitacora_cabeza TO portal_app", "UPDATE sobre bitacora_cabeza"),
        ("GRANT TRUNCATE ON bitacora_acceso TO PUBLIC", "TRUNCATE sobre bitacora_acceso"),
    ],
)
def test_verificar_ve_una_proteccion_que_falta(superusuario, orden, palabras):
    assert list(verificar()) == []
    superusuario.execute(orden)
    assert palabras in str(next(verificar()))
    with pytest.raises(CommandError, match=palabras) as error:
        call_command("verificar_eventos")
    assert error.value.returncode == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rol", "palabras"), [("portal_dueno", "es dueño de la bitácora"), ("nadie", "no existe el rol")]
)
def test_verificar_ve_un_rol_que_no_sirve(monkeypatch, rol, palabras):
    """Of another role: granting the owner's to the web's would reach every database of the cluster."""
    monkeypatch.setattr(proteccion, "ROL_WEB", rol)
    assert palabras in str(next(verificar()))


@pytest.mark.django_db
def test_la_orden_busca_por_folio(monkeypatch, capsys):
    registrar(cadena="solicitud:1", tipo="PRUEBA_VACIA", actor=None)
    registrar(cadena="solicitud:2", tipo="PRUEBA_VACIA", actor=None)
    monkeypatch.setattr(cadenas, "_buscadores", {})
    with pytest.raises(CommandError, match="Nadie registró"):
        call_command("verificar_eventos", folio="YN1")
    cadenas.registrar("folio", {"YN1": "solicitud:1"}.get)
    call_command("verificar_eventos", folio="YN1")
    call_command("verificar_eventos")
    assert [linea.split(",")[0] for linea in capsys.readouterr().out.splitlines()] == [
        "Sin roturas: 1 eventos en 1 cadenas",
        "Sin roturas: 2 eventos en 2 cadenas",
    ]
    with pytest.raises(CommandError, match="No hay ninguna solicitud con el folio YN9"):
        call_command("verificar_eventos", folio="YN9")
