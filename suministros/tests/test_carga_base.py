"""What PostgreSQL itself refuses of a load."""

import pytest
from django.db import IntegrityError, connection, transaction

from catalogo.models import Distribuidora
from tests.mundo import carga

MALAS = {
    "carga_una_abierta": "INSERT INTO suministros_carga SELECT"
    " (jsonb_populate_record(t, '{\"id\": 999999}')).* FROM suministros_carga t",
    "carga_estado_conocido": "UPDATE suministros_carga SET estado = 'otro'",
    "carga_clase_conocida": "UPDATE suministros_carga SET clase = 'otra'",
    "carga_huella": "UPDATE suministros_carga SET huella = 'abc'",
    "carga_resuelta_con_fecha": "UPDATE suministros_carga SET estado = 'aplicada'",
    "carga_aplicada_sin_rechazos": "UPDATE suministros_carga SET rechazadas = 1",
}


@pytest.mark.req("U-10")
@pytest.mark.django_db
@pytest.mark.parametrize("restriccion", MALAS)
def test_la_base_rechaza_la_carga(restriccion: str) -> None:
    carga(Distribuidora.objects.get(prefijo="YN"))
    with pytest.raises(IntegrityError, match=restriccion), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(MALAS[restriccion])
