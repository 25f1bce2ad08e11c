"""From an uploaded file to staged lines and the report of those refused: one transaction, safe to begin again."""

import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from nucleo.comun.texto import una_linea
from suministros.carga import columnas, tablas
from suministros.carga.errores import ArchivoIlegible
from suministros.carga.lectura import Avance, Lectura
from suministros.carga.tablas import Tablas
from suministros.models import Carga, ClaseCarga, EstadoCarga

_CERROJO = 0x43415247  # "CARG": the class of these advisory locks
_LOTE = 20_000  # lines
_RECHAZOS = "carga_id, linea, columna, escrito, que_hacer"
_LARGO_ESCRITO = 80


def revisar(carga_id: int, ruta: Path, avance: Avance) -> Carga:
    """Stages the file and says how the load stands. One that was discarded or reviewed meanwhile is left alone."""
    try:
        with transaction.atomic():
            tomar(carga_id)
            carga = Carga.objects.get(pk=carga_id)
            if carga.estado != EstadoCarga.EN_REVISION:
                return carga
            _revisar(carga, ruta, avance)
    except ArchivoIlegible as error:
        _cerrar(carga_id, estado=EstadoCarga.ILEGIBLE, mensaje=error.mensaje[:400])
    return Carga.objects.get(pk=carga_id)


def tomar(numero: int) -> None:
    """Holds a load until the transaction ends: a worker given up for dead may still be at it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_CERROJO, numero % 2**31])


def preparar() -> None:
    """Room to sort and join millions of lines, in this transaction alone.

    Nobody has counted the staged lines yet: the planner takes them for a few, and looking each one up would never end.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")
        cursor.execute("SET LOCAL enable_nestloop = off")


def _revisar(carga: Carga, ruta: Path, avance: Avance) -> None:
    propias, formato = tablas.de(carga.clase), columnas.de(carga.clase)
    lectura = Lectura(formato, avance)
    vaciar(carga)
    carga.rechazos.all().delete()
    lineas = _poner(carga, lectura, propias, lectura.lineas(ruta, carga.nombre))
    preparar()
    with connection.cursor() as cursor:
        datos: dict[str, Any] = {"carga": carga.pk, "distribuidora": carga.distribuidora_id, "titulo": propias.titulo}
        cursor.execute(propias.repetidas, datos)
        if carga.clase == ClaseCarga.FACTURAS:
            cursor.execute(tablas.DESCONOCIDOS, datos)
        rechazadas = carga.rechazos.values("linea").distinct().count()
        cuentas = {} if rechazadas else _contar(cursor, carga, propias, datos)
    if rechazadas:
        vaciar(carga)
    estado = EstadoCarga.CON_RECHAZOS if rechazadas else EstadoCarga.LISTA
    hojas = _hojas(lectura)
    _cerrar(carga.pk, estado=estado, lineas=lineas, rechazadas=rechazadas, hojas=hojas[:400], **cuentas)


def _contar(cursor: Any, carga: Carga, propias: Tablas, datos: dict[str, Any]) -> dict[str, int]:
    cursor.execute(propias.cuentas, datos)
    cuentas = dict(zip(("nuevas", "cambiadas", "iguales"), cursor.fetchone(), strict=True))
    if carga.clase == ClaseCarga.SUMINISTROS:
        cursor.execute(f"SELECT count(*) {tablas.AUSENTES}", datos)
        cuentas["ausentes"] = cursor.fetchone()[0]
        cursor.execute(tablas.VINCULADOS, datos)
        tocados = cursor.fetchall()
        cuentas["titulares"] = sum(titular for _, titular, _ in tocados)
        cuentas["retirados"] = sum(retirado for _, _, retirado in tocados)
    return cuentas


def vaciar(carga: Carga) -> None:
    """Forgets the staged lines of a load."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {tablas.de(carga.clase).lineas} WHERE carga_id = %s", [carga.pk])  # noqa: S608 - ours


def _cerrar(carga_id: int, **campos: Any) -> None:
    """The end of a review, unless somebody discarded the load meanwhile: then nothing of it stays."""
    with transaction.atomic():
        if not Carga.objects.filter(pk=carga_id, estado=EstadoCarga.EN_REVISION).update(**campos):
            transaction.set_rollback(True)


def _poner(carga: Carga, lectura: Lectura, propias: Tablas, lineas: Iterator[tuple[int, list[str]]]) -> int:
    """Copies the lines into their table, batch by batch; how many were read."""
    campos = ", ".join(("carga_id", "linea", *lectura.formato.campos))
    total = 0
    while tanda := list(islice(lineas, _LOTE)):
        total += len(tanda)
        buenas, malas = [], []
        for linea, celdas in tanda:
            valores, errores = lectura.formato.leer(celdas)
            if errores:
                malas += [_rechazo(carga, linea, error) for error in errores]
            else:
                buenas.append("\t".join((str(carga.pk), str(linea), *valores)))
        _copiar(propias.lineas, campos, buenas)
        _copiar("suministros_linearechazada", _RECHAZOS, malas)
    return total


def _rechazo(carga: Carga, linea: int, error: columnas.Error) -> str:
    titulo, escrito, que_hacer = error
    corto = una_linea(escrito[: _LARGO_ESCRITO * 2])[:_LARGO_ESCRITO]
    return "\t".join(
        texto.replace("\\", "\\\\") for texto in (str(carga.pk), str(linea), titulo, corto, que_hacer[:200])
    )


def _copiar(tabla: str, campos: str, filas: list[str]) -> None:
    if filas:
        with connection.cursor() as cursor:
            cursor.copy_expert(f"COPY {tabla} ({campos}) FROM STDIN", io.StringIO("\n".join(filas) + "\n"), 1 << 16)


def _hojas(lectura: Lectura) -> str:
    """Which sheets were left out, in words; nothing when all were read."""
    if not lectura.ajenas:
        return ""
    return f"Leímos {', '.join(lectura.leidas)}. No leímos {', '.join(lectura.ajenas)}: no tiene estas columnas."
