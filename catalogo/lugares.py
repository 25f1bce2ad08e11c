"""Comunas for the select of a form, under their region, both in Spanish order."""

from itertools import groupby

from catalogo.models import Comuna


def comunas_por_region() -> list[tuple[str, list[tuple[str, str]]]]:
    """``[("Antofagasta", [("02101", "Antofagasta"), …]), …]``: choices that Django renders as optgroups."""
    filas = Comuna.objects.order_by("region__orden", "orden").values_list("region__nombre", "codigo", "nombre")
    return [
        (region, [(codigo, nombre) for _, codigo, nombre in comunas])
        for region, comunas in groupby(filas, key=lambda fila: fila[0])
    ]
