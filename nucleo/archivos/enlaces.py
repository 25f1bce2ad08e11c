"""What refers to a file. The orphan sweep asks these, so a room that links files declares where (``ready()``)."""

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
        (relacion.related_model, relacion.field.name)
        for relacion in Archivo._meta.get_fields(include_hidden=True)
        if relacion.auto_created and not relacion.concrete and (relacion.one_to_many or relacion.one_to_one)
    }
    return sorted(_enlaces | llaves, key=lambda enlace: (enlace[0]._meta.label, enlace[1]))
