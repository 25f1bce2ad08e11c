"""The documents of each form: their words, their limits, whether they are asked at all."""

from typing import Any

from catalogo.cambios.comun import en_fila
from catalogo.models import Exigencia, TipoDocumento

CAMPOS = ("nombre", "ayuda", "extensiones", "maximo", "exigencia", "articulo", "orden", "vigente")


def foto(tipo: TipoDocumento) -> dict[str, Any]:
    return {campo: getattr(tipo, campo) for campo in CAMPOS}


def exigencias(tipo: TipoDocumento) -> list[tuple[str, str]]:
    """What may be chosen: 'según el caso' only where the row names its case."""
    return [(valor, texto) for valor, texto in Exigencia.choices if valor != Exigencia.CUANDO or tipo.condicion]


def cambiar(*, documento_id: int, datos: dict[str, Any]) -> tuple[TipoDocumento, dict[str, Any]]:
    """``datos``: those of ``CAMPOS`` that change. The document as it stays, and how it was."""
    en_fila()
    tipo = TipoDocumento.objects.select_for_update().get(pk=documento_id)
    antes = foto(tipo)
    for campo in CAMPOS:
        setattr(tipo, campo, datos.get(campo, antes[campo]))
    if tipo.exigencia == Exigencia.SIEMPRE:
        tipo.condicion = ""
    tipo.save(update_fields=[*CAMPOS, "condicion"])
    return tipo, antes
