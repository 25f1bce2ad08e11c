"""The band that tells SEC that the evidence does not fit, or that nobody looks at it any more."""

from typing import Any

from django import template

from fiscalizacion.bitacora.revision import alarma

register = template.Library()


@register.inclusion_tag("fiscalizacion/bitacora/_alarma.html")
def alarma_de_bitacora() -> dict[str, Any]:
    return {"alarma": alarma()}
