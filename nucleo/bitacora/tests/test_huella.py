"""The canonical bytes in Python and in PostgreSQL are the same, whatever the values."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg2.extras import Json

from nucleo.bitacora.huella import canon, texto_jsonb

_textos = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
_valores = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | _textos,
    lambda v: st.lists(v, max_size=4),
    max_leaves=6,
)
_instantes = st.datetimes(datetime(1970, 1, 1), datetime(2300, 1, 1)).map(lambda momento: momento.replace(tzinfo=UTC))


@pytest.mark.django_db(databases=["default", "dueno"])
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cadena=_textos,
    numero=st.integers(0, 2**63 - 1),
    tipo=_textos,
    actor_id=st.none() | st.integers(1, 2**63 - 1),
    datos=st.dictionaries(_textos, _valores, max_size=6),
    direccion_huella=st.none() | st.binary(max_size=32),
    ocurrido=_instantes,
    registrado=_instantes,
)
def test_python_y_postgresql_escriben_lo_mismo(**campos):
    with connections["dueno"].cursor() as cursor:
        cursor.execute(
            "SELECT bitacora_canon(%(cadena)s, %(numero)s, %(tipo)s, %(actor_id)s, %(datos)s::jsonb,"
            " %(direccion_huella)s, %(ocurrido)s, %(registrado)s), %(datos)s::jsonb::text",
            {**campos, "datos": Json(campos["datos"])},
        )
        de_la_base, texto = cursor.fetchone()
    assert canon(**campos) == bytes(de_la_base)
    assert texto_jsonb(campos["datos"]) == texto
    assert canon(**{**campos, "datos": texto}) == bytes(de_la_base)


@pytest.mark.django_db(databases=["default", "dueno"])
@pytest.mark.parametrize("zona", ["America/Santiago", "Asia/Kolkata", "UTC"])
def test_la_zona_de_la_sesion_no_cambia_los_bytes(zona):
    instante = datetime(2026, 4, 5, 3, 30, 0, 123456, tzinfo=UTC)
    with connections["dueno"].cursor() as cursor:
        cursor.execute("SET LOCAL TimeZone = %s", [zona])
        cursor.execute(
            "SELECT bitacora_canon('c', 1, 'T', NULL, '{}', NULL, %s, %s)",
            [instante, instante + timedelta(microseconds=1)],
        )
        assert bytes(cursor.fetchone()[0]) == canon(
            cadena="c",
            numero=1,
            tipo="T",
            actor_id=None,
            datos={},
            direccion_huella=None,
            ocurrido=instante,
            registrado=instante + timedelta(microseconds=1),
        )
