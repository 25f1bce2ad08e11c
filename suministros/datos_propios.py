"""What 'Mis datos' tells of an account's supplies (L-13). The register itself is the distributor's."""

from typing import Any

from cuentas.datos_propios.secciones import Seccion, registrar
from cuentas.models import Usuario
from suministros.models import PoderSuministro, Vinculo
from suministros.querysets import VinculoQuerySet
from suministros.titular import visible_para_su_cuenta


def _vinculos(usuario: Usuario) -> VinculoQuerySet:
    """Those that were taken away too."""
    return Vinculo.objects.con_todo().filter(usuario=usuario)


def _fila_de_vinculo(vinculo: Vinculo) -> dict[str, Any]:
    titular = visible_para_su_cuenta(vinculo)
    return {
        "numero": vinculo.suministro.numero,
        "distribuidora": str(vinculo.suministro.distribuidora),
        "titular": titular.nombre,
        "documento_del_titular": titular.documento,
        "estado": vinculo.get_estado_display(),
        "asociado_en": vinculo.asociado_en,
        "resuelto_en": vinculo.resuelto_en,
        "retirado_en": vinculo.retirado_en,
    }


def _poderes(usuario: Usuario) -> Any:
    return PoderSuministro.objects.filter(vinculo__usuario=usuario).select_related("archivo", "vinculo__suministro")


def _fila_de_poder(poder: PoderSuministro) -> dict[str, Any]:
    return {
        "numero": poder.vinculo.suministro.numero,
        "archivo": poder.archivo.nombre,
        "estado": poder.get_estado_display(),
        "enviado_en": poder.enviado_en,
        "revisado_en": poder.decidido_en,
        "motivo": poder.motivo,
        "reemplazado_en": poder.reemplazado_en,
        "copia_eliminada_en": poder.archivo.borrado_en,
    }


SECCIONES = (
    Seccion("suministros", "Tus suministros", {
        "numero": "N° de suministro", "distribuidora": "Distribuidora", "titular": "Titular",
        "documento_del_titular": "Documento del titular", "estado": "Estado", "asociado_en": "Asociado",
        "resuelto_en": "Revisado", "retirado_en": "Quitado",
    }, _vinculos, _fila_de_vinculo),
    Seccion("poderes", "Los poderes que enviaste", {
        "numero": "N° de suministro", "archivo": "Archivo", "estado": "Estado", "enviado_en": "Enviado",
        "revisado_en": "Revisado", "motivo": "Motivo", "reemplazado_en": "Reemplazado",
        "copia_eliminada_en": "Copia eliminada",
    }, _poderes, _fila_de_poder),
)  # fmt: skip


def registrar_secciones() -> None:
    for seccion in SECCIONES:
        registrar(seccion)
