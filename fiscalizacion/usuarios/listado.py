"""Filters, order and pages of the list of accounts: the parameters of the request lists (contrato.md)."""

from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, F, Func, QuerySet, Value
from django.db.models.functions import Concat, Lower
from django.http import QueryDict

from cuentas.models import EstadoCuenta, Perfil, Rol, Usuario
from nucleo.comun import parametros
from nucleo.comun.texto import buscable, compacto

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
    por: int = parametros.TAMANOS[0]
    pagina: int = 1
    escritos: dict[str, str] = field(default_factory=dict)

    @classmethod
    def de(cls, consulta: QueryDict) -> "Filtros":
        return cls(
            rut=compacto(parametros.texto(consulta, "rut")).upper(),
            nombre=buscable(parametros.texto(consulta, "nombre")),
            correo=parametros.texto(consulta, "correo").strip().lower(),
            perfil=parametros.elegido(consulta, "perfil", Perfil.values),
            rol=parametros.elegido(consulta, "rol", [rol for rol in Rol.values if rol]),
            distribuidora=parametros.prefijo(consulta),
            estado=parametros.elegido(consulta, "estado", EstadoCuenta.values),
            orden=parametros.orden(consulta, ORDENES, POR_DEFECTO),
            por=parametros.por_pagina(consulta),
            pagina=parametros.pagina(consulta),
            escritos={clave: parametros.texto(consulta, clave) for clave in ("rut", "nombre", "correo")},
        )

    @property
    def hay(self) -> bool:
        usados = (self.rut, self.nombre, self.correo, self.perfil, self.rol, self.distribuidora, self.estado)
        return any(usados)


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
