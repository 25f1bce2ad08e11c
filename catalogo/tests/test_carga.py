"""The catalogue as loaded into the template database of the tests, and loaded again over SEC's changes."""

import csv
from collections.abc import Callable
from datetime import date
from difflib import SequenceMatcher
from io import StringIO

import holidays
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, models

from catalogo import carga, datos_reglas, lugares, plazos
from catalogo.models import (
    Comuna,
    Distribuidora,
    Feriado,
    Provincia,
    Region,
    ReglaAutomatica,
    ReglaPlazo,
    TipoDocumento,
)
from nucleo.comun.reloj import hoy

pytestmark = pytest.mark.django_db
TABLAS: list[type[models.Model]] = [
    Region, Provincia, Comuna, Distribuidora, Feriado, ReglaPlazo, TipoDocumento, ReglaAutomatica,
]  # fmt: skip


def _todo() -> dict[str, list[tuple]]:
    return {tabla.__name__: list(tabla._default_manager.order_by("pk").values_list()) for tabla in TABLAS}


def _cargar() -> str:
    salida = StringIO()
    call_command("cargar_catalogo", sin_formularios=True, stdout=salida)
    return salida.getvalue()


def test_cuantos_hay() -> None:
    cuantos = [tabla._default_manager.count() for tabla in (Region, Provincia, Comuna, Distribuidora)]
    assert cuantos == [16, 56, 346, 28]


def test_los_codigos_son_texto_con_su_cero() -> None:
    iquique = Comuna.objects.get(nombre="Iquique")
    assert (iquique.codigo, iquique.provincia_id, iquique.region_id) == ("01101", "011", "01")
    assert {len(codigo) for codigo in Comuna.objects.values_list("codigo", flat=True)} == {5}


def test_las_distribuidoras_del_archivo_con_su_prefijo_y_su_rut_compacto() -> None:
    with (settings.BASE_DIR / "datos/distribuidoras.csv").open(encoding="utf-8", newline="") as archivo:
        esperadas = {fila["prefijo_folio"]: fila["nombre_fantasia"] for fila in csv.DictReader(archivo)}
    assert dict(Distribuidora.objects.values_list("prefijo", "nombre")) == esperadas
    assert Distribuidora.objects.get(prefijo="YN").rut == "968005707"
    assert Distribuidora.objects.get(prefijo="V+").nombre == "Crell"


def test_orden_espaniol_en_la_base() -> None:
    """contrato.md: no ICU collation; the folded column must do. Ñ follows every N, accents do not count."""
    provincia = Provincia.objects.get(pk="011")
    for numero, nombre in enumerate(["Ñuñoa", "Nacimiento", "Arica", "Ángol", "Nuñoa", "Nzz", "O'Higgins"]):
        Comuna.objects.create(
            codigo=f"0119{numero}", provincia=provincia, region_id="01", nombre=nombre, orden=carga.orden(nombre)
        )
    nombres = list(Comuna.objects.filter(codigo__startswith="0119").values_list("nombre", flat=True))
    assert nombres == ["Ángol", "Arica", "Nacimiento", "Nuñoa", "Nzz", "Ñuñoa", "O'Higgins"]


@pytest.mark.req("S-03")
def test_comunas_por_region_para_el_formulario() -> None:
    grupos = lugares.comunas_por_region()
    assert len(grupos) == 16
    assert sum(len(comunas) for _, comunas in grupos) == 346
    iniciales = "".join(region[0] for region, _ in grupos)
    assert iniciales == "AAAABCLLLLMMMÑTV"
    assert [region for region, _ in grupos][2:4] == ["Atacama", "Aysén del General Carlos Ibáñez del Campo"]
    metropolitana = dict(grupos)["Metropolitana de Santiago"]
    nombres = [nombre for _, nombre in metropolitana]
    assert ("13120", "Ñuñoa") in metropolitana
    assert len(nombres) == 52
    assert nombres.index("María Pinto") < nombres.index("Ñuñoa") < nombres.index("Padre Hurtado")


@pytest.mark.req("L-02")
def test_feriados_de_2014_a_dos_anios_mas() -> None:
    anios = set(Feriado.objects.values_list("fecha__year", flat=True))
    assert anios == set(range(2014, hoy().year + carga.ANIOS_POR_DELANTE + 1))
    assert Feriado.objects.get(fecha=date(2026, 12, 8)).nombre == "La Inmaculada Concepción"


@pytest.mark.req("L-02")
def test_los_regionales_llevan_su_region_y_no_se_cuentan() -> None:
    morro = Feriado.objects.get(fecha=date(2027, 6, 7))
    assert morro.region is not None
    assert morro.region.nombre == "Arica y Parinacota"
    assert plazos.calendario_al_dia().es_habil(date(2027, 6, 7))
    assert set(Feriado.objects.exclude(region=None).values_list("region__nombre", flat=True)) == {
        "Arica y Parinacota",
        "Ñuble",
    }


def test_cada_subdivision_del_paquete_es_la_region_de_su_nombre() -> None:
    """A wrong line in the table would hang a holiday on another region. The package spells some otherwise."""
    regiones = dict(Region.objects.values_list("orden", "pk"))
    for nombre, subdivision in holidays.country_holidays("CL").subdivisions_aliases.items():
        suyo = carga.orden(nombre)
        parecida = max(regiones, key=lambda nuestro: SequenceMatcher(None, nuestro, suyo).find_longest_match().size)
        assert carga.CUT_DE_SUBDIVISION[subdivision] == regiones[parecida], nombre
    assert sorted(carga.CUT_DE_SUBDIVISION.values()) == sorted(regiones.values())


def test_el_calendario_olvida_lo_que_la_sec_retira() -> None:
    plazos.olvidar_calendario()
    assert not plazos.calendario().es_habil(date(2026, 12, 8))
    Feriado.objects.filter(fecha=date(2026, 12, 8)).update(vigente=False)
    assert plazos.calendario_al_dia().es_habil(date(2026, 12, 8))
    assert not plazos.calendario().es_habil(date(2026, 12, 8))
    plazos.olvidar_calendario()
    assert plazos.calendario().es_habil(date(2026, 12, 8))
    plazos.olvidar_calendario()


def test_cargar_otra_vez_no_cambia_nada() -> None:
    antes = _todo()
    assert _cargar() == "El catálogo ya estaba cargado: no faltaba nada.\n"
    assert _todo() == antes


def _borrar_todo() -> None:
    for tabla in reversed(TABLAS):
        tabla._default_manager.all().delete()


def test_cargar_en_una_base_vacia_dice_cuanto_entro() -> None:
    antes = {tabla: {fila[1:] for fila in filas} for tabla, filas in _todo().items()}
    _borrar_todo()
    salida = _cargar()
    assert "comunas: 346 nuevas" in salida
    assert "distribuidoras: 28 nuevas" in salida
    assert {tabla: {fila[1:] for fila in filas} for tabla, filas in _todo().items()} == antes


def test_si_algo_falla_no_entra_nada(monkeypatch: pytest.MonkeyPatch) -> None:
    def fallar() -> int:
        raise RuntimeError("corte")

    _borrar_todo()
    monkeypatch.setattr(carga, "cargar_documentos", fallar)
    with pytest.raises(RuntimeError, match="corte"):
        carga.cargar_todo()
    assert not any(_todo().values())


def _cambiar_prefijo() -> None:
    Distribuidora.objects.filter(prefijo="CG").update(prefijo="CX")


def _retirar_feriado() -> None:
    Feriado.objects.filter(fecha=date(2026, 12, 8)).update(vigente=False, nombre="Retirado")


def _cerrar_regla() -> None:
    abierta = ReglaPlazo.objects.get(caso="si-respuesta", vigente_hasta=None)
    ReglaPlazo.objects.filter(pk=abierta.pk).update(vigente_desde=date(2020, 11, 9), vigente_hasta=date(2026, 12, 31))
    abierta.pk, abierta.cantidad, abierta.vigente_desde = None, 8, date(2027, 1, 1)
    abierta.save(force_insert=True)


def _relajar_documento() -> None:
    TipoDocumento.objects.filter(codigo="dominio").update(exigencia="nunca", nombre="Dominio", maximo=1000)


def _apagar_regla() -> None:
    ReglaAutomatica.objects.filter(codigo="pago-validacion").update(activa=False)


@pytest.mark.parametrize(
    "cambiar", [_cambiar_prefijo, _retirar_feriado, _cerrar_regla, _relajar_documento, _apagar_regla]
)
def test_lo_que_la_sec_cambia_sobrevive(cambiar: Callable[[], None]) -> None:
    original = _todo()
    cambiar()
    cambiado = _todo()
    assert cambiado != original
    _cargar()
    assert _todo() == cambiado


def test_los_lugares_siguen_al_archivo() -> None:
    Comuna.objects.filter(pk="13120").update(nombre="Nunoa", orden="nunoa")
    _cargar()
    assert Comuna.objects.get(pk="13120").nombre == "Ñuñoa"


def test_se_carga_con_el_papel_de_la_web() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("portal_app",)


def test_las_automaticas_nombran_un_plazo() -> None:
    casos = {caso.caso for caso in datos_reglas.CASOS}
    assert {codigo for codigo, _ in datos_reglas.AUTOMATICAS} <= casos
