"""What others ask about links. Reads only."""

from collections.abc import Iterable
from uuid import UUID

from cuentas.documento.models import CON_MOTIVO, EstadoDocumento
from cuentas.models import Usuario
from suministros.models import PoderSuministro, Vinculo
from suministros.querysets import VinculoQuerySet


def vigentes() -> VinculoQuerySet:
    """Links that were not withdrawn: the staff of their distributors may decide on the account's document."""
    return Vinculo.objects.filter(retirado_en=None)


def validados(usuario: Usuario) -> list[Vinculo]:
    """Those whose place and number a form may take over (reglas.md 8), the newest first."""
    return list(Vinculo.objects.con_todo().visibles_para(usuario).filter(estado=EstadoDocumento.VALIDADO))


def validado(usuario: Usuario, vinculo_id: int | None) -> Vinculo | None:
    """The own link of that id, if it is validated."""
    return next((vinculo for vinculo in validados(usuario) if vinculo.pk == vinculo_id), None)


def archivos_de_poderes(usuario: Usuario) -> Iterable[UUID]:
    """The files of the powers of attorney that the account sent, replaced ones included."""
    return PoderSuministro.objects.filter(vinculo__usuario=usuario).values_list("archivo_id", flat=True)


def poder_validado(usuario: Usuario, distribuidora_id: int, numero_compacto: str) -> bool:
    """Whether the account holds a validated link to that supply of another holder, which spares the poder."""
    return any(
        not vinculo.es_titular
        for vinculo in Vinculo.objects.con_todo().filter(
            usuario=usuario,
            retirado_en=None,
            estado=EstadoDocumento.VALIDADO,
            suministro__distribuidora_id=distribuidora_id,
            suministro__numero_compacto=numero_compacto,
        )
    )


def poderes_negados(usuario: Usuario) -> list[PoderSuministro]:
    """Those of the account's links that were not accepted and that nothing has replaced: it owes another one."""
    vigentes = PoderSuministro.objects.filter(
        vinculo__usuario=usuario, vinculo__retirado_en=None, reemplazado_en=None, estado__in=CON_MOTIVO
    )
    return list(vigentes.select_related("vinculo__suministro__distribuidora").order_by("decidido_en", "pk"))
