"""The log as a file, prepared in the background."""

from pathlib import Path
from typing import Any

from fiscalizacion.bitacora.consulta import Renglon, renglon, seleccionar
from fiscalizacion.bitacora.forms import VER
from nucleo.comun.errores import NoPermitido
from nucleo.comun.hojas import FECHA_HORA, Columna, Hoja, escribir, hora_de_chile
from nucleo.comun.periodo import en_palabras
from nucleo.comun.transacciones import foto
from nucleo.trabajos import constructores
from nucleo.trabajos.constructores import Avance, Ficha, contando
from nucleo.trabajos.models import Trabajo

TIPO = "bitacora"
COLUMNAS = (
    Columna("Fecha y hora", "Hora de Chile", FECHA_HORA, 18.0),
    Columna("Qué", "El hecho, o lo que se quiso abrir", ancho=40.0),
    Columna("Objeto", "Sobre qué", ancho=32.0),
    Columna("Resultado", "Hecho, permitido o negado con su motivo", ancho=28.0),
    Columna("Quién", "La cuenta y su perfil", ancho=36.0),
    Columna("Dirección IP", "Desde dónde", ancho=18.0),
)


def registrar() -> None:
    constructores.registrar(TIPO, construir, Ficha(sala=("Bitácora", "fiscalizacion:bitacora")))


def construir(trabajo: Trabajo, ruta: Path, avance: Avance) -> None:
    """Raises ``NoPermitido`` when the account lost its role meanwhile."""
    if not (trabajo.usuario.is_active and trabajo.usuario.es_administrador):
        raise NoPermitido("La cuenta ya no es de una persona administradora de la SEC.")
    with foto():
        filas = seleccionar(trabajo.filtros)
        total = filas.count()
        leidas = contando(filas.iterator(chunk_size=2000), total, avance)
        escribir(ruta, [Hoja("Bitácora", COLUMNAS, map(_valores, map(renglon, leidas)), total)])
    avance(total, total)


def _valores(r: Renglon) -> tuple[Any, ...]:
    return hora_de_chile(r.cuando), r.que, r.objeto, r.resultado, r.quien, r.direccion


def describir(filtros: dict[str, str]) -> str:
    """What was asked for, in one line."""
    partes = [dict(VER)[filtros["ver"]], en_palabras(filtros["desde"], filtros["hasta"])]
    return " · ".join(partes + [filtros[c] for c in ("rut", "que", "folio", "archivo", "ip") if filtros[c]])
