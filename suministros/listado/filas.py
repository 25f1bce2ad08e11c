"""The rows of 'Mis suministros' (U-01)."""

from dataclasses import dataclass

from django.db.models import Prefetch

from cuentas.models import Usuario
from suministros.models import PoderSuministro, Vinculo
from suministros.querysets import VinculoQuerySet
from suministros.titular import Titular, visible_para_su_cuenta


@dataclass(frozen=True)
class Fila:
    """``lugar``: the N° of the first column. ``poder``: the one that counts, or None."""

    lugar: int
    vinculo: Vinculo
    titular: Titular
    poder: PoderSuministro | None


def vinculos_de(usuario: Usuario) -> VinculoQuerySet:
    vigentes = PoderSuministro.objects.select_related("archivo").filter(reemplazado_en=None)
    propios = Vinculo.objects.visibles_para(usuario).con_todo()
    return propios.prefetch_related(Prefetch("poderes", vigentes, to_attr="poderes_vigentes"))


def filas(vinculos: list[Vinculo], desde: int) -> list[Fila]:
    """``desde``: the place of the first one in the whole list."""
    return [
        Fila(
            lugar, vinculo, visible_para_su_cuenta(vinculo), next(iter(getattr(vinculo, "poderes_vigentes", [])), None)
        )
        for lugar, vinculo in enumerate(vinculos, desde)
    ]
