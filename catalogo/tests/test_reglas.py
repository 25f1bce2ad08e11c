"""The terms of reglas.md 3 as rows, and the one that rules on a day."""

from datetime import date, timedelta

import pytest

from catalogo import reglas
from catalogo.datos_reglas import CASOS, DS57_DESDE, PRIMER_DIA
from catalogo.models import ReglaAutomatica, ReglaPlazo

pytestmark = pytest.mark.django_db
HOY = date(2026, 11, 20)

# Copied by hand from the table of reglas.md 3.
TABLA = {
    "si-respuesta": (10, "habiles", "12", "distribuidora"),
    "sc-observacion": (5, "habiles", "13", "distribuidora"),
    "sc-correccion": (5, "habiles", "13", "solicitante"),
    "sc-con-si": (5, "habiles", "15 a)", "distribuidora"),
    "sc-sin-si": (10, "habiles", "15 a)", "distribuidora"),
    "sc-simple": (5, "habiles", "15 b)", "distribuidora"),
    "sc-excede": (20, "habiles", "15 c)", "distribuidora"),
    "sc-excede-baja-densidad": (30, "habiles", "15 c)", "distribuidora"),
    "sc-suministro-nuevo": (20, "habiles", "14", "distribuidora"),
    "sc-conjunto": (20, "habiles", "16", "distribuidora"),
    "sc-conjunto-red": (40, "habiles", "16", "distribuidora"),
    "mc-presentacion": (20, "habiles", "19", "solicitante"),
    "mc-objecion": (5, "habiles", "20", "distribuidora"),
    "nc-observacion": (5, "habiles", "28", "distribuidora"),
    "nc-correccion": (5, "habiles", "28", "solicitante"),
    "nc-correccion-conjunta": (10, "habiles", "28", "solicitante"),
    "nc-respuesta": (5, "habiles", "29", "ambos"),
    "nc-conexion": (10, "habiles", "29", "distribuidora"),
    "respuesta-complemento": (5, "habiles", "79", "distribuidora"),
    "vigencia": (6, "meses", "24", "solicitante"),
    "vigencia-prorroga": (6, "meses", "24", "solicitante"),
    "vigencia-prorroga-especial": (24, "meses", "24", "solicitante"),
    "vigencia-prorroga-conjunto": (36, "meses", "24", "solicitante"),
}


@pytest.mark.req("L-01", "L-04")
@pytest.mark.parametrize("caso", TABLA)
def test_el_plazo_vigente_de_cada_caso(caso: str) -> None:
    cantidad, unidad, articulo, responsable = TABLA[caso]
    regla = reglas.vigente(caso, HOY)
    assert (regla.cantidad, regla.unidad, regla.responsable) == (cantidad, unidad, responsable)
    assert regla.articulo == f"DS 57/2019 art. {articulo}"


def test_el_comprobante_de_pago_se_valida_en_dos_dias_por_el_manual() -> None:
    regla = reglas.vigente("pago-validacion", HOY)
    assert (regla.cantidad, regla.unidad, regla.articulo) == (2, "habiles", "Manual del portal")


@pytest.mark.req("L-01")
def test_toda_fecha_desde_2014_encuentra_su_regla_y_solo_una() -> None:
    for caso in CASOS:
        for dia in (PRIMER_DIA, DS57_DESDE - timedelta(1), DS57_DESDE, HOY, date(2040, 1, 1)):
            en_vigor = [
                regla
                for regla in ReglaPlazo.objects.filter(caso=caso.caso)
                if regla.vigente_desde <= dia <= (regla.vigente_hasta or date.max)
            ]
            assert en_vigor == [reglas.vigente(caso.caso, dia)], (caso.caso, dia)


@pytest.mark.req("L-01")
def test_antes_del_decreto_se_aplica_por_analogia() -> None:
    assert reglas.vigente("si-respuesta", date(2020, 11, 5)).articulo == "DS 57/2019 art. 12 (por analogía)"
    assert reglas.vigente("si-respuesta", date(2020, 11, 6)).articulo == "DS 57/2019 art. 12"


@pytest.mark.req("L-01")
def test_la_regla_del_dia_de_la_recepcion_aunque_despues_cambie() -> None:
    abierta = reglas.vigente("si-respuesta", HOY)
    ReglaPlazo.objects.filter(pk=abierta.pk).update(vigente_hasta=date(2026, 12, 31))
    abierta.pk, abierta.cantidad, abierta.vigente_desde = None, 8, date(2027, 1, 1)
    abierta.save(force_insert=True)
    assert reglas.vigente("si-respuesta", date(2026, 12, 31)).cantidad == 10
    assert reglas.vigente("si-respuesta", date(2027, 1, 1)).cantidad == 8


def test_sin_regla_lo_dice() -> None:
    with pytest.raises(reglas.SinRegla, match="«si-respuesta» el 31-12-2013"):
        reglas.vigente("si-respuesta", date(2013, 12, 31))
    with pytest.raises(reglas.SinRegla, match="«otro»"):
        reglas.vigente("otro", HOY)


def test_las_automaticas_se_apagan() -> None:
    assert reglas.automatica("pago-validacion")
    assert reglas.automatica("mc-objecion")
    ReglaAutomatica.objects.filter(codigo="mc-objecion").update(activa=False)
    assert not reglas.automatica("mc-objecion")
