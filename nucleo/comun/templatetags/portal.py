"""Template tags and filters of the portal, built in everywhere (settings.TEMPLATES).

Formats live in ``formatos``, the pieces of DISENO 6 in ``componentes``, the charts in ``graficos``.
"""

from django import template

from nucleo.comun.templatetags import componentes, formatos, graficos

register = template.Library()
for _modulo in (formatos, componentes, graficos):
    register.tags.update(_modulo.register.tags)
    register.filters.update(_modulo.register.filters)
