"""``respuesta.context`` of a page is what its view gave, without a copy of the context at each piece of the page.

Django's test client keeps one of every included template, a dozen to a page: a tenth of what drawing it costs.
"""

from collections.abc import Iterator

import pytest
from django.template.base import Template
from django.template.context import Context
from django.test.signals import template_rendered


def _dibujar(plantilla: Template, context: Context) -> str:
    if context.template is plantilla:
        template_rendered.send(sender=plantilla, template=plantilla, context=context)
    return str(plantilla.nodelist.render(context))


@pytest.fixture(scope="session", autouse=True)
def _solo_las_paginas(django_test_environment: None) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(Template, "_render", _dibujar)
        yield
