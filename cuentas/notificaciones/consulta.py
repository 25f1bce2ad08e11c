"""The notices of one account, newest first, and their filters (U-11)."""

from collections.abc import Mapping

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from cuentas.models import Usuario
from nucleo.avisos.models import Aviso, EstadoAviso
from nucleo.comun.periodo import dia, entre

# What a person tells apart, in the words of an address → the states of the outbox.
SITUACIONES: dict[str, tuple[EstadoAviso, ...]] = {
    "enviado": (EstadoAviso.ENVIADO,),
    "pendiente": (EstadoAviso.PENDIENTE, EstadoAviso.ENVIANDO),
    "fallo": (EstadoAviso.MUERTO,),
    "no-enviado": (EstadoAviso.DESCARTADO,),
}


def de(usuario: Usuario) -> QuerySet[Aviso]:
    return Aviso.objects.filter(usuario=usuario)


def pagina(usuario: Usuario, filtros: Mapping[str, str], *, por: int, numero: int) -> Page:
    """``filtros``: what ``FormularioFiltros.filtros`` cleaned. The texts are not read: one of them is enough."""
    avisos = de(usuario).filter(**entre("creado_en", dia(filtros["desde"]), dia(filtros["hasta"])))
    if filtros["canal"]:
        avisos = avisos.filter(canal=filtros["canal"])
    if filtros["estado"]:
        avisos = avisos.filter(estado__in=SITUACIONES[filtros["estado"]])
    ligeros = avisos.defer("texto", "contexto", "error").order_by("-creado_en", "-pk")
    return Paginator(ligeros, por).get_page(numero)
