"""Every constraint of the catalogue refuses a bad row, written by SQL past every form."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from catalogo.models import Enlace

pytestmark = pytest.mark.django_db

# constraint → a statement that breaks it and nothing else
MALAS = {
    "region_cut_de_dos": "INSERT INTO catalogo_region VALUES ('1', 'x', 'x')",
    "provincia_cut_de_tres": "INSERT INTO catalogo_provincia (codigo, region_id, nombre, orden)"
    " VALUES ('01', '01', 'x', 'x')",
    "provincia_de_su_region": "UPDATE catalogo_provincia SET region_id = '02' WHERE codigo = '011'",
    "comuna_cut_de_cinco": "INSERT INTO catalogo_comuna (codigo, provincia_id, region_id, nombre, orden)"
    " VALUES ('0110', '011', '01', 'x', 'x')",
    "comuna_de_su_provincia": "UPDATE catalogo_comuna SET provincia_id = '014' WHERE codigo = '01101'",
    "prefijo_de_dos": "UPDATE catalogo_distribuidora SET prefijo = 'yn' WHERE prefijo = 'YN'",
    "distribuidora_clase_conocida": "UPDATE catalogo_distribuidora SET clase = 'otra' WHERE prefijo = 'YN'",
    "distribuidora_con_nombre": "UPDATE catalogo_distribuidora SET nombre = '' WHERE prefijo = 'YN'",
    "distribuidora_rut_compacto": "UPDATE catalogo_distribuidora SET rut = '96.800.570-7' WHERE prefijo = 'YN'",
    "densidad_una_vez": "INSERT INTO catalogo_muybajadensidad (comuna_id, distribuidora_id)"
    " SELECT '01101', id FROM catalogo_distribuidora, generate_series(1, 2) WHERE prefijo = 'YN'",
    "feriado_una_vez": "INSERT INTO catalogo_feriado (fecha, nombre, vigente) VALUES ('2026-12-08', 'x', true)",
    "feriado_con_nombre": "UPDATE catalogo_feriado SET nombre = '' WHERE fecha = '2026-12-08'",
    "regla_una_por_inicio": "UPDATE catalogo_reglaplazo SET vigente_desde = '2014-01-01' WHERE caso = 'sc-simple'",
    "regla_una_abierta": "UPDATE catalogo_reglaplazo SET vigente_hasta = NULL WHERE caso = 'sc-simple'",
    "regla_cantidad_positiva": "UPDATE catalogo_reglaplazo SET cantidad = 0",
    "regla_en_orden": "UPDATE catalogo_reglaplazo SET vigente_hasta = '2013-12-31' WHERE caso = 'pago-validacion'",
    "regla_unidad_conocida": "UPDATE catalogo_reglaplazo SET unidad = 'horas'",
    "regla_responsable_conocido": "UPDATE catalogo_reglaplazo SET responsable = 'nadie'",
    "regla_sin_solape": "UPDATE catalogo_reglaplazo SET vigente_hasta = '2020-11-06' WHERE vigente_hasta IS NOT NULL",
    "documento_una_vez_por_tramite": "UPDATE catalogo_tipodocumento SET codigo = 'otros' WHERE codigo = 'formulario'",
    "documento_codigo_llano": "UPDATE catalogo_tipodocumento SET codigo = 'Cédula' WHERE codigo = 'te4'",
    "documento_con_nombre": "UPDATE catalogo_tipodocumento SET nombre = ''",
    "documento_maximo_posible": "UPDATE catalogo_tipodocumento SET maximo = 5242881",
    "documento_extensiones_conocidas": "UPDATE catalogo_tipodocumento SET extensiones = 'pdf,exe'",
    "documento_exigencia_conocida": "UPDATE catalogo_tipodocumento SET exigencia = 'a veces' WHERE condicion = ''",
    "enlace_con_palabras": "UPDATE catalogo_enlace SET titulo = ''",
    "enlace_direccion_o_archivo": "UPDATE catalogo_enlace SET direccion = ''",
    "enlace_direccion_segura": "UPDATE catalogo_enlace SET direccion = 'javascript:alert(1)'",
    "documento_condicion_si_cuando": "UPDATE catalogo_tipodocumento SET condicion = '' WHERE exigencia = 'cuando'",
}


@pytest.mark.parametrize("restriccion", MALAS)
def test_la_base_rechaza_la_fila(restriccion: str) -> None:
    with pytest.raises(IntegrityError, match=restriccion), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(MALAS[restriccion])


def test_ninguna_restriccion_queda_sin_probar() -> None:
    declaradas = {r.name for modelo in apps.get_app_config("catalogo").get_models() for r in modelo._meta.constraints}
    assert set(MALAS) == declaradas | {"regla_sin_solape"}


@pytest.mark.parametrize("hasta", ["'2026-12-31'", "NULL"])
@pytest.mark.req("L-01")
def test_dos_plazos_del_mismo_caso_no_rigen_el_mismo_dia(hasta: str) -> None:
    """Neither a closed nor an open one; another case may."""
    sql = (
        "INSERT INTO catalogo_reglaplazo (caso, descripcion, cantidad, unidad, articulo, responsable, vigente_desde,"
        f" vigente_hasta) VALUES (%s, 'x', 1, 'habiles', 'x', 'ambos', '2026-01-01', {hasta})"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, ["caso-nuevo"])
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(sql, ["si-respuesta"])


@pytest.mark.req("A-20")
@pytest.mark.parametrize(
    "direccion", ["//otro.cl", "/\\otro.cl", "JavaScript:x", "data:text/html,x", "https://a b", 'https://a"b', "x"]
)
def test_ninguna_direccion_rara_llega_a_la_pagina_de_enlaces(direccion: str) -> None:
    with pytest.raises(IntegrityError, match="enlace_direccion_segura"), transaction.atomic():
        Enlace.objects.filter(codigo="ayuda").update(direccion=direccion)
