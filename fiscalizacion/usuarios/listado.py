"""Filters, order and pages of the list of accounts: the parameters of the request lists (contrato.md)."""

from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, F, Func, QuerySet, Value
from django.db.models.functions import Concat, Lower
from django.http import QueryDict

from cuentas.models import EstadoCuenta, Perfil, Rol, Usuario
from nucleo.comun.texto import buscable, compacto

TAMANOS = (10, 25, 50, 100)
# Column of the page → what it sorts by; nothing else may reach order_by (V20).
ORDENES = {
    "nombre": "nombre_plegado",
    "rut": "documento",
    "correo": "email",
    "perfil": "perfil",
    "distribuidora": "distribuidora__orden",
    "estado": "estado",
    "ingreso": "last_login",
}
POR_DEFECTO = "nombre"
_TILDES, _LLANAS = "áéíóúüàèìòùâêîôûäëïöçñ", "aeiouuaeiouaeiouaeiocn"


class Plegado(Func):
    """A name without case or accents, in the database: there is no unaccent here (``texto.buscable``)."""

    function = "translate"
    output_field = CharField()


@dataclass(frozen=True)
class Filtros:
    """What the address asks, already cleaned: an unknown value filters nothing."""

    rut: str = ""
    nombre: str = ""
    correo: str = ""
    perfil: str = ""
    rol: str = ""
    distribuidora: str = ""
    estado: str = ""
    orden: str = POR_DEFECTO
    por: int = TAMANOS[0]
    pagina: int = 1
    escritos: dict[str, str] = field(default_factory=dict)

    @classmethod
    def de(cls, consulta: QueryDict) -> "Filtros":
        orden = consulta.get("orden", POR_DEFECTO)
        por, pagina = consulta.get("por", ""), consulta.get("page", "")
        return cls(
            rut=compacto(_corto(consulta, "rut")).upper(),
            nombre=buscable(_corto(consulta, "nombre")),
            correo=_corto(consulta, "correo").strip().lower(),
            perfil=_de(consulta, "perfil", Perfil.values),
            rol=_de(consulta, "rol", [rol for rol in Rol.values if rol]),
            distribuidora=_corto(consulta, "distribuidora").replace(" ", "+").upper(),
            estado=_de(consulta, "estado", EstadoCuenta.values),
            orden=orden if orden.removeprefix("-") in ORDENES else POR_DEFECTO,
            por=int(por) if por in map(str, TAMANOS) else TAMANOS[0],
            pagina=max(1, int(pagina)) if pagina.isascii() and pagina.isdecimal() and len(pagina) < 8 else 1,
            escritos={clave: _corto(consulta, clave) for clave in ("rut", "nombre", "correo")},
        )

    @property
    def hay(self) -> bool:
        usados = (self.rut, self.nombre, self.correo, self.perfil, self.rol, self.distribuidora, self.estado)
        return any(usados)


def _corto(consulta: QueryDict, clave: str) -> str:
    return consulta.get(clave, "")[:80].replace("\x00", "")


def _de(consulta: QueryDict, clave: str, conocidos: list[str]) -> str:
    valor = consulta.get(clave, "")
    return valor if valor in conocidos else ""


def aplicar(filtros: Filtros) -> QuerySet[Usuario]:
    condiciones: dict[str, Any] = {
        "documento__startswith": filtros.rut,
        "nombre_plegado__contains": filtros.nombre,
        "email_plegado__contains": filtros.correo,
        "perfil": filtros.perfil,
        "rol": filtros.rol,
        "distribuidora__prefijo": filtros.distribuidora,
        "estado": filtros.estado,
    }
    entero = Concat("razon_social", "nombres", Value(" "), "apellidos")
    usuarios = Usuario.objects.annotate(nombre_plegado=Plegado(Lower(entero), Value(_TILDES), Value(_LLANAS)))
    return usuarios.filter(**{campo: valor for campo, valor in condiciones.items() if valor})


def pagina(filtros: Filtros) -> Page:
    """The page asked for; one past the end is the last. Who never signed in comes last in both directions."""
    columna = F(ORDENES[filtros.orden.removeprefix("-")])
    bajando = filtros.orden.startswith("-")
    orden = columna.desc(nulls_last=True) if bajando else columna.asc(nulls_last=True)
    usuarios = aplicar(filtros).select_related("distribuidora").order_by(orden, "id")
    return Paginator(usuarios, filtros.por).get_page(filtros.pagina)
