"""DAT-3: a superuser with every trigger off alters the log 100 times at random; verificar sees each one."""

import random

import pytest
from django.db import transaction

from nucleo.bitacora.actions import registrar
from nucleo.bitacora.verificacion import Recuento, verificar
from nucleo.comun.tests.fabrica import crear_usuario

pytestmark = pytest.mark.req("L-10")
CADENAS, POR_CADENA, INTENTOS = 12, 8, 100
COLUMNAS = {
    "tipo": "'FALSO'",
    "actor_id": "NULL",
    "datos": """'{"folio": "YN2"}'""",
    "direccion_huella": "'\\x00'",
    "ocurrido": "ocurrido + interval '1 microsecond'",
    "registrado": "registrado - interval '1 microsecond'",
    "previo": "sha256('x')",
    "hash": "sha256('y')",
    "cadena": "'solicitud:999'",
    "numero": "numero + 1000",
}


def _una(cursor, azar, donde="true"):
    cursor.execute(f"SELECT id FROM bitacora_evento WHERE {donde} ORDER BY id")
    return azar.choice(cursor.fetchall())[0]


def editar(cursor, azar):
    columna = azar.choice(sorted(COLUMNAS))
    cursor.execute(f"UPDATE bitacora_evento SET {columna} = {COLUMNAS[columna]} WHERE id = %s", [_una(cursor, azar)])


def editar_y_resellar(cursor, azar):
    """The careful forger recomputes the row's own digest."""
    cursor.execute(
        """UPDATE bitacora_evento SET tipo = 'FALSO', hash = sha256(previo || bitacora_canon(cadena, numero, 'FALSO',
           actor_id, datos, direccion_huella, ocurrido, registrado)) WHERE id = %s""",
        [_una(cursor, azar)],
    )


def borrar(cursor, azar):
    cursor.execute("DELETE FROM bitacora_evento WHERE id = %s", [_una(cursor, azar, f"numero < {POR_CADENA}")])


def insertar(cursor, azar):
    """One more event at the end, well sealed, without the head: any other number would clash or leave a gap."""
    cursor.execute(
        """INSERT INTO bitacora_evento (cadena, numero, tipo, actor_id, datos, ocurrido, registrado, previo, hash)
           SELECT cadena, numero + 1, 'FALSO', NULL, '{}', ocurrido, registrado, hash, sha256(hash || bitacora_canon(
           cadena, numero + 1, 'FALSO', NULL, '{}', NULL, ocurrido, registrado)) FROM bitacora_evento WHERE id = %s""",
        [_una(cursor, azar, f"numero = {POR_CADENA}")],
    )


def permutar(cursor, azar):
    """Two events of a chain change places, each keeping its digest."""
    n = azar.randint(1, POR_CADENA - 1)
    cursor.execute(
        """WITH a AS (SELECT * FROM bitacora_evento WHERE id = %s), b AS (SELECT e.* FROM bitacora_evento e, a
             WHERE e.cadena = a.cadena AND e.numero = a.numero + 1)
           UPDATE bitacora_evento e SET datos = o.datos, ocurrido = o.ocurrido,
             registrado = o.registrado, tipo = o.tipo, hash = o.hash
           FROM (SELECT a.id AS destino, b.* FROM a, b UNION ALL SELECT b.id, a.* FROM a, b) o
           WHERE e.id = o.destino""",
        [_una(cursor, azar, f"numero = {n}")],
    )
    assert cursor.rowcount == 2


def cortar_la_cola(cursor, azar):
    cursor.execute(
        "DELETE FROM bitacora_evento WHERE cadena = %s AND numero > %s",
        [f"solicitud:{azar.randrange(CADENAS)}", azar.randrange(POR_CADENA)],
    )


def cortar_y_bajar_la_cabeza(cursor, azar):
    """The forger lowers the head's number and forgets its digest, or drops the head."""
    cortar_la_cola(cursor, azar)
    cursor.execute(
        azar.choice(
            [
                "UPDATE bitacora_cabeza c SET numero ="
                " (SELECT count(*) FROM bitacora_evento e WHERE e.cadena = c.cadena)",
                "DELETE FROM bitacora_cabeza c WHERE numero >"
                " (SELECT count(*) FROM bitacora_evento e WHERE e.cadena = c.cadena)"
                " AND EXISTS (SELECT 1 FROM bitacora_evento e WHERE e.cadena = c.cadena)",
            ]
        )
    )


def cambiar_la_cabeza(cursor, azar):
    cambio = azar.choice(["numero = numero - 1", "hash = sha256('z')", "ocurrido = ocurrido - interval '1 day'"])
    cursor.execute(f"UPDATE bitacora_cabeza SET {cambio} WHERE cadena = %s", [f"solicitud:{azar.randrange(CADENAS)}"])


def cambiar_la_direccion(cursor, azar):
    cursor.execute(
        "UPDATE bitacora_origen SET direccion = '198.51.100.1' WHERE evento_id = %s",
        [_una(cursor, azar, "direccion_huella IS NOT NULL")],
    )


ALTERACIONES = [
    editar,
    editar_y_resellar,
    borrar,
    insertar,
    permutar,
    cortar_la_cola,
    cortar_y_bajar_la_cabeza,
    cambiar_la_cabeza,
    cambiar_la_direccion,
]


def test_cien_alteraciones_y_cien_detectadas(superusuario):
    actor = crear_usuario()
    for n in range(CADENAS):
        with transaction.atomic():
            for paso in range(POR_CADENA):
                registrar(
                    cadena=f"solicitud:{n}",
                    tipo="PRUEBA_HECHA",
                    actor=actor,
                    datos={"folio": f"YN{n}-{paso}"},
                    direccion="203.0.113.5" if paso % 3 == 0 else None,
                )
    recuento = Recuento()
    assert list(verificar(recuento=recuento)) == [] and recuento == Recuento(CADENAS, CADENAS * POR_CADENA)

    azar = random.Random(20261122)
    superusuario.connection.autocommit = False
    tablas = ["bitacora_evento", "bitacora_cabeza", "bitacora_origen"]
    for tabla in tablas:
        superusuario.execute(f"CREATE TEMP TABLE copia_{tabla} AS SELECT * FROM {tabla}")
    no_vistas = []
    for intento in range(INTENTOS):
        alterar = ALTERACIONES[intento % len(ALTERACIONES)]
        alterar(superusuario, azar)
        superusuario.connection.commit()
        if next(verificar(), None) is None:
            no_vistas.append((intento, alterar.__name__))
        for tabla in tablas:
            superusuario.execute(f"DELETE FROM {tabla}; INSERT INTO {tabla} SELECT * FROM copia_{tabla}")
        superusuario.connection.commit()
    assert no_vistas == []
    assert list(verificar()) == []
