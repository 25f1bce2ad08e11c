"""A period of whole days of Chile, both ends included and both optional: its fields, and what it asks of a query."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from nucleo.comun.formularios import FormularioPortal
from nucleo.comun.reloj import CHILE
from nucleo.comun.widgets import Fecha

# A date half typed has the year 2, and no instant follows the last day of 9999: no time zone likes either.
_ANIO = "Escribe un año entre 2000 y 2100"
_ANIOS = (MinValueValidator(date(2000, 1, 1), _ANIO), MaxValueValidator(date(2100, 12, 31), _ANIO))


class CampoDia(forms.DateField):
    """A day of the years in which the portal may have one; always optional."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            widget=Fecha,
            error_messages={"invalid": "Escribe la fecha como 31-12-2026"},
            validators=_ANIOS,
        )


class FormularioPeriodo(FormularioPortal):
    """When what is asked for was filed. Without an end, there is no limit on that side."""

    desde = CampoDia("Enviadas desde")
    hasta = CampoDia("Enviadas hasta")

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        exigir_orden(self)
        return datos

    def periodo(self) -> dict[str, str]:
        """Both ends as an address or an order keeps them: ``2026-12-31``, or empty."""
        return {fin: valor.isoformat() if (valor := self.cleaned_data[fin]) else "" for fin in ("desde", "hasta")}


def exigir_orden(formulario: forms.Form) -> None:
    """From ``clean``: says at ``hasta`` that the period ends before it begins."""
    desde, hasta = (formulario.cleaned_data.get(fin) for fin in ("desde", "hasta"))
    if desde and hasta and desde > hasta:
        formulario.add_error("hasta", "La fecha final debe ser igual o posterior a la inicial")


def entre(campo: str, desde: date | None, hasta: date | None) -> dict[str, datetime]:
    """The conditions on the instant ``campo`` of a model."""
    limites = {}
    if desde:
        limites[f"{campo}__gte"] = _comienzo(desde)
    if hasta:
        limites[f"{campo}__lt"] = _comienzo(hasta + timedelta(days=1))
    return limites


def dia(escrito: str) -> date | None:
    """What ``periodo()`` wrote, read again."""
    return date.fromisoformat(escrito) if escrito else None


def en_palabras(desde: str, hasta: str) -> str:
    """What ``periodo()`` wrote, for people."""
    fines = [f"{fin:%d-%m-%Y}" if (fin := dia(escrito)) else "" for escrito in (desde, hasta)]
    if all(fines):
        return "Del {} al {}".format(*fines)
    if not any(fines):
        return "Todas las fechas"
    return f"Desde el {fines[0]}" if fines[0] else f"Hasta el {fines[1]}"


def _comienzo(dia: date) -> datetime:
    return datetime.combine(dia, time(), CHILE)
