"""What refers to a file. The orphan sweep asks these, so a room that links files declares where (``ready()``)."""

from django.apps import apps
from django.db.models import Model

from nucleo.archivos.models import Archivo

_enlaces: set[tuple[type[Model], str]] = set()


def declarar(modelo: type[Model], campo: str) -> None:
    """``modelo.campo`` holds an ``Archivo`` or its id. Raises FieldDoesNotExist for an unknown field."""
    modelo._meta.get_field(campo)
    _enlaces.add((modelo, campo))


def todos() -> list[tuple[type[Model], str]]:
    """What was declared and every foreign key there is: a forgotten declaration must not cost a document."""
    llaves = {
        (modelo, campo.name)
        for modelo in apps.get_models(include_auto_created=True)
        for campo in modelo._meta.concrete_fields
        if campo.related_model is Archivo
    }
    return sorted(_enlaces | llaves, key=lambda enlace: (enlace[0]._meta.label, enlace[1]))
