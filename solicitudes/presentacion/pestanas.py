"""The views of a list as tabs, each with how many of its rows the filters leave."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from nucleo.comun import parametros
from solicitudes.paginas import Cuentas
from solicitudes.vistas import Vista

_DE_LA_VISTA = ("vista", "orden", "page", "contar")  # another view has its own order and begins at its first page


@dataclass(frozen=True)
class Pestana:
    """What ``componentes/vistas.html`` draws. ``numero``: None without a count; ``hay_mas``: it is at least that."""

    etiqueta: str
    url: str
    actual: bool = False
    numero: int | None = None
    hay_mas: bool = False
    tono: str = ""
    icono: str = ""


def pestanas(consulta: QueryDict, vistas: Mapping[str, Vista], actual: str, cuentas: Cuentas) -> list[Pestana]:
    """'Todas' and the reader's views."""
    todas = [("", "Todas", "", ""), *((clave, v.etiqueta, v.tono, v.icono) for clave, v in vistas.items())]
    return [
        Pestana(
            etiqueta,
            _direccion(consulta, clave),
            clave == actual,
            cuentas.numeros[clave],
            clave in cuentas.hay_mas,
            tono,
            icono,
        )
        for clave, etiqueta, tono, icono in todas
    ]


def _direccion(consulta: QueryDict, clave: str) -> str:
    queda = parametros.sin(consulta, *_DE_LA_VISTA)
    if clave:
        queda["vista"] = clave
    return f"?{queda.urlencode()}"
