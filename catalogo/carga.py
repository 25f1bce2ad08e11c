"""Loads the reference data. Places follow the file; of the rest only what is missing enters, for SEC edits it.

A row that SEC switched off, renamed or closed is never touched or brought back.
"""

import csv
from datetime import date
from pathlib import Path

import holidays
from django.conf import settings
from django.db import transaction

from catalogo import datos_documentos, datos_enlaces, datos_reglas
from catalogo.models import (
    Comuna,
    Distribuidora,
    Enlace,
    Feriado,
    Provincia,
    Region,
    ReglaAutomatica,
    ReglaPlazo,
    TipoDocumento,
)
from nucleo.avisos import catalogo_mensajes
from nucleo.comun.identidad import leer_rut
from nucleo.comun.reloj import hoy
from nucleo.comun.texto import orden
from nucleo.comun.transacciones import uno_a_la_vez

PRIMER_ANIO = datos_reglas.PRIMER_DIA.year
ANIOS_POR_DELANTE = 2

# Regions as the package names them (ISO 3166-2:CL), by CUT code.
CUT_DE_SUBDIVISION = {
    "TA": "01", "AN": "02", "AT": "03", "CO": "04", "VS": "05", "LI": "06", "ML": "07", "BI": "08",
    "AR": "09", "LL": "10", "AI": "11", "MA": "12", "RM": "13", "LR": "14", "AP": "15", "NB": "16",
}  # fmt: skip


def _filas(nombre: str) -> list[dict[str, str]]:
    ruta: Path = settings.BASE_DIR / "datos" / nombre
    with ruta.open(encoding="utf-8", newline="") as archivo:
        return list(csv.DictReader(archivo))


@transaction.atomic
def cargar_todo() -> dict[str, int]:
    """Loads everything in one transaction. Returns how many rows entered, by what they are."""
    uno_a_la_vez("catalogo.carga")  # two starts at once would both find the tables empty
    return {
        **cargar_lugares(),
        "distribuidoras": cargar_distribuidoras(),
        "feriados": cargar_feriados(hoy()),
        "reglas de plazo": cargar_reglas(),
        "reglas automáticas": cargar_automaticas(),
        "tipos de documento": cargar_documentos(),
        "enlaces de interés": cargar_enlaces(),
        "mensajes": catalogo_mensajes.cargar(),
    }


def cargar_lugares() -> dict[str, int]:
    """Regions, provincias and comunas as in the file, names included: they are law, not SEC's choice."""
    antes = {modelo: modelo.objects.count() for modelo in (Region, Provincia, Comuna)}
    filas = _filas("comunas.csv")
    regiones = {
        fila["region_codigo"]: Region(codigo=fila["region_codigo"], nombre=fila["region"], orden=orden(fila["region"]))
        for fila in filas
    }
    provincias = {
        fila["provincia_codigo"]: Provincia(
            codigo=fila["provincia_codigo"],
            region_id=fila["region_codigo"],
            nombre=fila["provincia"],
            orden=orden(fila["provincia"]),
        )
        for fila in filas
    }
    comunas = [
        Comuna(
            codigo=fila["comuna_codigo"],
            provincia_id=fila["provincia_codigo"],
            region_id=fila["region_codigo"],
            nombre=fila["comuna"],
            orden=orden(fila["comuna"]),
        )
        for fila in filas
    ]
    _poner_al_dia(Region, list(regiones.values()), ["nombre", "orden"])
    _poner_al_dia(Provincia, list(provincias.values()), ["region", "nombre", "orden"])
    _poner_al_dia(Comuna, comunas, ["provincia", "region", "nombre", "orden"])
    nombres = {Region: "regiones", Provincia: "provincias", Comuna: "comunas"}
    return {nombres[modelo]: modelo.objects.count() - cuantas for modelo, cuantas in antes.items()}


def _poner_al_dia(modelo: type[Region | Provincia | Comuna], filas: list, campos: list[str]) -> None:
    modelo.objects.bulk_create(filas, update_conflicts=True, unique_fields=["codigo"], update_fields=campos)


def cargar_distribuidoras() -> int:
    """Those of the file of which neither prefix nor either name is known: SEC may have changed one of them."""
    conocidas = list(Distribuidora.objects.values_list("prefijo", "nombre", "razon_social"))
    ya = {valor for fila in conocidas for valor in fila}
    nuevas = [
        Distribuidora(
            prefijo=fila["prefijo_folio"],
            nombre=fila["nombre_fantasia"],
            orden=orden(fila["nombre_fantasia"]),
            razon_social=fila["razon_social"],
            rut=leer_rut(fila["rut"]) if fila["rut"] else "",
            clase=fila["clase"],
        )
        for fila in _filas("distribuidoras.csv")
        if not ya & {fila["prefijo_folio"], fila["nombre_fantasia"], fila["razon_social"]}
    ]
    return len(Distribuidora.objects.bulk_create(nuevas))


def feriados_publicados(anios: range) -> dict[tuple[date, str | None], str]:
    """(day, CUT of the region or None) → name, as the package ``holidays`` knows them for ``anios``."""

    def del_pais(subdivision: str | None) -> dict[date, str]:
        return dict(
            holidays.country_holidays("CL", subdiv=subdivision, language="es", categories="public", years=anios)
        )

    nacionales = del_pais(None)
    todos: dict[tuple[date, str | None], str] = {(dia, None): nombre for dia, nombre in nacionales.items()}
    for subdivision in holidays.country_holidays("CL").subdivisions:
        region = CUT_DE_SUBDIVISION[subdivision]
        propios = {dia: nombre for dia, nombre in del_pais(subdivision).items() if dia not in nacionales}
        todos |= {(dia, region): nombre for dia, nombre in propios.items()}
    return todos


def cargar_feriados(dia: date) -> int:
    """From 2014 to two years after ``dia``."""
    publicados = feriados_publicados(range(PRIMER_ANIO, dia.year + ANIOS_POR_DELANTE + 1))
    ya = set(Feriado.objects.values_list("fecha", "region_id"))
    nuevos = [
        Feriado(fecha=fecha, region_id=region, nombre=nombre)
        for (fecha, region), nombre in sorted(publicados.items(), key=str)
        if (fecha, region) not in ya
    ]
    return len(Feriado.objects.bulk_create(nuevos))


def cargar_reglas() -> int:
    """Only the cases without any row: SEC may have closed, split or moved the periods of the others."""
    ya = set(ReglaPlazo.objects.values_list("caso", flat=True))
    nuevas = [
        ReglaPlazo(
            caso=caso.caso,
            descripcion=caso.descripcion,
            cantidad=caso.cantidad,
            unidad=caso.unidad,
            responsable=caso.responsable,
            **tramo._asdict(),
        )
        for caso in datos_reglas.CASOS
        if caso.caso not in ya
        for tramo in datos_reglas.tramos(caso.articulo)
    ]
    return len(ReglaPlazo.objects.bulk_create(nuevas))


def cargar_automaticas() -> int:
    ya = set(ReglaAutomatica.objects.values_list("codigo", flat=True))
    nuevas = [
        ReglaAutomatica(codigo=codigo, descripcion=descripcion)
        for codigo, descripcion in datos_reglas.AUTOMATICAS
        if codigo not in ya
    ]
    return len(ReglaAutomatica.objects.bulk_create(nuevas))


def cargar_documentos() -> int:
    ya = set(TipoDocumento.objects.values_list("tramite", "codigo"))
    nuevos = [
        TipoDocumento(tramite=tramite, orden=numero * 10, **documento._asdict())
        for tramite, documentos in datos_documentos.POR_TRAMITE.items()
        for numero, documento in enumerate(documentos, start=1)
        if (tramite, documento.codigo) not in ya
    ]
    return len(TipoDocumento.objects.bulk_create(nuevos))


def cargar_enlaces() -> int:
    """The six of A-20 that are missing; one that SEC renamed, moved or hid keeps its ``codigo`` and stays as it is."""
    ya = set(Enlace.objects.values_list("codigo", flat=True))
    nuevos = [
        Enlace(orden=numero * 10, **enlace._asdict())
        for numero, enlace in enumerate(datos_enlaces.ENLACES, start=1)
        if enlace.codigo not in ya
    ]
    return len(Enlace.objects.bulk_create(nuevos))
