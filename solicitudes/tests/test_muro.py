"""The wall in the database: what a request may never suffer, whoever writes (seguridad.md 4.4).

Every attack is tried as ``portal_app`` and as the owner of the tables, past every action.
"""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, connections, transaction
from django.db.models import F

from portal.demostracion import fabricas
from solicitudes.estados import Estado, Tipo, saltos
from solicitudes.models import Adjunto, Respuesta, Solicitud
from tests.personas import ELENA, FRIDA, MARTA, crear

ROLES = ("default", "dueno")
ATAQUES = {
    "otro folio": "UPDATE solicitudes_solicitud SET folio = 'YN999'",
    "otro número de folio": "UPDATE solicitudes_solicitud SET folio_numero = folio_numero + 1000",
    "otro formulario": "UPDATE solicitudes_solicitud SET tipo = 'conexion'",
    "otro solicitante": "UPDATE solicitudes_solicitud SET solicitante_id = (SELECT id FROM cuentas_usuario"
    " WHERE documento = '414141412')",
    "otra distribuidora": "UPDATE solicitudes_solicitud SET distribuidora_id = (SELECT id FROM catalogo_distribuidora"
    " WHERE prefijo = 'OV')",
    "otra hora de envío": "UPDATE solicitudes_solicitud SET enviada_en = enviada_en + interval '1 second'",
    "otra fecha de la primera respuesta": "UPDATE solicitudes_solicitud SET respondida_en = respondida_en"
    " - interval '1 day' WHERE respondida_en IS NOT NULL",
    "sin fecha de la primera respuesta": "UPDATE solicitudes_solicitud SET respondida_en = NULL, disponible_en = NULL"
    " WHERE respondida_en IS NOT NULL",
    "respuesta borrada": "DELETE FROM solicitudes_respuesta",
    "otro archivo en la respuesta": "UPDATE solicitudes_respuesta SET archivo_id = (SELECT archivo_id"
    " FROM solicitudes_adjunto LIMIT 1)",
    "otra hora en la respuesta": "UPDATE solicitudes_respuesta SET creada_en = now()",
    "otro autor de la respuesta": "UPDATE solicitudes_respuesta SET creada_por_id = (SELECT id FROM cuentas_usuario"
    " WHERE documento = '414141412')",
    "respuesta con otra versión": "UPDATE solicitudes_respuesta SET version = 2",
    "papel borrado": "DELETE FROM solicitudes_adjunto",
    "papel cambiado": "UPDATE solicitudes_adjunto SET archivo_id = (SELECT archivo_id"
    " FROM solicitudes_respuesta LIMIT 1)",
    "solicitud borrada": "DELETE FROM solicitudes_solicitud",
    "contador hacia atrás": "UPDATE solicitudes_contadorfolio SET ultimo = ultimo - 1",
    "contador borrado": "DELETE FROM solicitudes_contadorfolio",
    "salto desconocido": "UPDATE solicitudes_solicitud SET estado = 'observada'",
}


@pytest.fixture
def respondida(transactional_db: None) -> Solicitud:
    crear(FRIDA)
    return fabricas.respondida(fabricas.enviada(crear(ELENA)), crear(MARTA))


def _huella_de_todo() -> list[tuple[object, ...]]:
    return [
        *Solicitud.objects.order_by("pk").values_list(),
        *Adjunto.objects.order_by("pk").values_list(),
        *Respuesta.objects.order_by("pk").values_list(),
    ]


@pytest.mark.req("S-13", "L-10")
@pytest.mark.django_db(transaction=True, databases=ROLES)
def test_ningun_papel_rompe_lo_fijo_ni_el_dueno(respondida: Solicitud) -> None:
    antes = _huella_de_todo()
    pasaron = []
    for (nombre, sql), rol in ((ataque, rol) for ataque in ATAQUES.items() for rol in ROLES):
        try:
            with transaction.atomic(using=rol), connections[rol].cursor() as cursor:
                cursor.execute(sql)
                assert cursor.rowcount != 0, f"«{nombre}» no toca ninguna fila: no prueba nada"
        except IntegrityError as error:
            assert error.__cause__.pgcode == "23514", (nombre, error)
            continue
        pasaron.append((nombre, rol))
    assert not pasaron
    assert _huella_de_todo() == antes


@pytest.mark.django_db(transaction=True, databases=ROLES)
def test_el_orm_tampoco_salta_a_un_estado_que_la_tabla_no_conoce(respondida: Solicitud) -> None:
    for estado in set(Estado) - {Estado.RESPONDIDO, Estado.ANULADO, Estado.PAGO_RECHAZADO}:
        with pytest.raises(IntegrityError), transaction.atomic():
            Solicitud.objects.filter(pk=respondida.pk).update(estado=estado)
        respondida.estado = estado
        with pytest.raises(IntegrityError), transaction.atomic():
            respondida.save(update_fields=["estado"])
    # What the table knows, the wall lets through: it is no second table.
    assert Solicitud.objects.filter(pk=respondida.pk).update(estado=Estado.ANULADO) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("tipo", Tipo)
def test_los_saltos_de_la_base_son_los_de_la_tabla(tipo: Tipo) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tipo, desde, hacia FROM solicitudes_salto WHERE tipo = %s", [tipo.value])
        assert set(cursor.fetchall()) == {salto for salto in saltos() if salto[0] == tipo}


@pytest.mark.django_db
def test_la_web_no_se_hace_otros_saltos() -> None:
    for sql in (
        "INSERT INTO solicitudes_salto VALUES ('informacion', 'anulado', 'respondido')",
        "UPDATE solicitudes_salto SET hacia = 'respondido'",
        "DELETE FROM solicitudes_salto",
        "TRUNCATE solicitudes_salto",
        "ALTER TABLE solicitudes_solicitud DISABLE TRIGGER ALL",
        "DROP TRIGGER solicitudes_estado ON solicitudes_solicitud",
        "SET session_replication_role = replica",
    ):
        with pytest.raises((ProgrammingError, DatabaseError)) as error, transaction.atomic():
            connection.cursor().execute(sql)
        assert error.value.__cause__.pgcode == "42501", sql


@pytest.fixture
def en_cada_estado(db: None) -> Iterator[dict[str, int]]:
    """One request per state, born there by INSERT: the trigger guards jumps, and the actions are guarded elsewhere."""
    modelo = fabricas.enviada(crear(ELENA))
    hechas = {}
    for numero, estado in enumerate(Estado, start=900_000):
        hechas[estado.value] = _nacida_en(modelo, estado, numero).pk
    yield hechas


def _nacida_en(modelo: Solicitud, estado: Estado, numero: int) -> Solicitud:
    respondida = modelo.enviada_en if estado in (Estado.RESPONDIDO, Estado.RESPONDIDO_AUTOMATICO) else None
    campos = {campo.attname: getattr(modelo, campo.attname) for campo in Solicitud._meta.concrete_fields}
    campos |= {"id": None, "folio": f"YN{numero}", "folio_numero": numero, "estado": estado}
    return Solicitud.objects.create(**{**campos, "respondida_en": respondida, "disponible_en": respondida})


def test_los_144_saltos_de_estado_uno_por_uno(en_cada_estado: dict[str, int]) -> None:
    """12 × 12 for the form at hand, each by QuerySet.update(); the other forms have the same trigger."""
    permitidos = {(desde, hacia) for tipo, desde, hacia in saltos() if tipo == Tipo.INFORMACION}
    pasaron = set()
    for desde, pk in en_cada_estado.items():
        for hacia in Estado.values:
            try:
                with transaction.atomic():
                    fecha = {"respondida_en": F("enviada_en")} if hacia.startswith("respondido") else {}
                    Solicitud.objects.filter(pk=pk, respondida_en=None).update(**fecha)
                    Solicitud.objects.filter(pk=pk).update(estado=hacia)
                    pasaron.add((desde, hacia))
                    transaction.set_rollback(True)
            except IntegrityError as error:
                assert "no pasa de" in str(error)
    assert pasaron == permitidos | {(estado, estado) for estado in Estado.values}


def test_una_segunda_primera_respuesta_no_cabe(en_cada_estado: dict[str, int]) -> None:
    marta = crear(MARTA)
    solicitud = Solicitud.objects.get(pk=en_cada_estado["pendiente-respuesta"])
    fabricas.respondida(solicitud, marta)
    primera = solicitud.respuestas.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Respuesta.objects.create(
            solicitud=solicitud, archivo=primera.archivo, creada_por=marta, creada_en=solicitud.enviada_en
        )
