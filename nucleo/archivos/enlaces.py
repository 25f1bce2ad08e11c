"""What refers to a file. The orphan sweep asks these, so a room that links files declares where (``ready()``)."""

from django.db.models import Model

_enlaces: set[tuple[type[Model], str]] = set()


def declarar(modelo: type[Model], campo: str) -> None:
    """``modelo.campo`` is a foreign key or one-to-one to ``Archivo``."""
    modelo._meta.get_field(campo)
    _enlaces.add((modelo, campo))


def todos() -> list[tuple[type[Model], str]]:
    return sorted(_enlaces, key=lambda enlace: (enlace[0]._meta.label, enlace[1]))
