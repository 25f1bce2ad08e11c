"""The accounts of a load: applicants, installers and the staff of every distributor and of SEC.

Numbers are of the range that no person has, and addresses of a domain kept for examples.
"""

from typing import TYPE_CHECKING

from portal.volumen.dias import sello
from portal.volumen.mundo import Datos
from portal.volumen.pesos import APELLIDOS, NOMBRES

if TYPE_CHECKING:
    from portal.volumen.cuenta import Cuenta

PRIMER_RUT, ULTIMO_RUT = 47_000_000, 49_999_999


def con_digito(numero: int) -> str:
    """A RUT, compact, with its check digit."""
    suma, factor, resto = 0, 2, numero
    while resto:
        resto, cifra = divmod(resto, 10)
        suma += cifra * factor
        factor = 2 if factor == 7 else factor + 1
    return f"{numero}{'0123456789K0'[11 - suma % 11 if suma % 11 else 0]}"


def fila(
    cuenta_id: int, perfil: str, rol: str, rut: int, clave: str, creada: int, distribuidora: str, instalador: bool
) -> str:
    """A row of ``cuentas_usuario``; the names follow from the number."""
    documento, cuando = con_digito(rut), sello(creada)
    nombres = NOMBRES[rut * 7 % len(NOMBRES)]
    apellidos = f"{APELLIDOS[rut * 11 % len(APELLIDOS)]} {APELLIDOS[rut * 5 // 3 % len(APELLIDOS)]}"
    return (
        f"{cuenta_id}\t{clave}\t\\N\t{perfil}\t{rol}\tRUT\t{documento}\t{perfil}:RUT:{documento}\t{nombres}"
        f"\t{apellidos}\t\tpersona{rut}@ejemplo.cl\t\t\\N\t{'ft'[instalador]}\t{distribuidora}\tactiva\tf\t\\N\t"
        f"\t{cuando}\t{cuando}\t\\N\n"
    )


def fila_de_cuenta(datos: Datos, cuenta: "Cuenta", cuenta_id: int) -> str:
    rut = datos.primeros["rut"] + cuenta.numero
    return fila(cuenta_id, "solicitante", "", rut, datos.clave, cuenta.creada, "\\N", cuenta.es_instalador)
