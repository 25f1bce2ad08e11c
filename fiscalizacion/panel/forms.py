"""What the panel and the compliance pages are asked for: a period, a distributor, a form."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.urls import reverse

from catalogo.models import Distribuidora
from fiscalizacion.campos import CampoDistribuidora
from nucleo.comun.formularios import FormularioPortal
from nucleo.comun.parametros import prefijo
from nucleo.comun.periodo import CampoDia, exigir_orden
from nucleo.comun.reloj import hoy
from solicitudes.estados import Tipo
from solicitudes.totales.consultas import Alcance

COMIENZO = date(2000, 1, 1)  # no request is older
OTRO = "otro"
PERIODOS = {
    "30": "Últimos 30 días",
    "90": "Últimos 90 días",
    "365": "Últimos 12 meses",
    "ano": "Este año",
    "todo": "Desde el comienzo",
    OTRO: "Otro período",
}
PERIODO = "30"


@dataclass(frozen=True)
class Eleccion:
    """What was chosen, already cleaned. ``consulta``: the same as an address keeps it."""

    alcance: Alcance
    distribuidora: Distribuidora | None
    consulta: dict[str, str]

    @property
    def desde_siempre(self) -> bool:
        return self.alcance.desde <= COMIENZO

    def anterior(self) -> Alcance | None:
        """The period of the same length that ends the day before; none of one without beginning."""
        if self.desde_siempre:
            return None
        a = self.alcance
        ultimo = a.desde - timedelta(days=1)
        return Alcance(ultimo - (a.hasta - a.desde), ultimo, a.distribuidora_id, a.tipo)

    def lista(self, **cambios: Any) -> str:
        """The address of the list of all requests filed in the period, limited further by ``cambios``."""
        parametros = {
            "desde": "" if self.desde_siempre else self.alcance.desde.isoformat(),
            "hasta": self.alcance.hasta.isoformat(),
            **self._limites(),
        }
        return direccion("fiscalizacion:todas", {**parametros, **cambios})

    def radar(self, **cambios: Any) -> str:
        return direccion("fiscalizacion:radar", {**self._limites(), **cambios})

    def cumplimiento(self, prefijo: str = "", **cambios: Any) -> str:
        """The compliance of one distributor, or of all, in the same period."""
        parametros = {**self.consulta, **cambios}
        parametros.pop("distribuidora", None)
        if prefijo:
            return direccion("fiscalizacion:cumplimiento-de", parametros, prefijo)
        return direccion("fiscalizacion:cumplimiento", parametros)

    def _limites(self) -> dict[str, str]:
        return {"distribuidora": self.consulta.get("distribuidora", ""), "tipo": self.alcance.tipo}


def direccion(nombre: str, parametros: dict[str, Any], *partes: str) -> str:
    """An address with the parameters that say something. A ``+`` in a prefix travels as ``%2B``."""
    ruta = reverse(nombre, args=partes).replace("+", "%2B")
    consulta = urlencode({clave: valor for clave, valor in parametros.items() if valor})
    return f"{ruta}?{consulta}" if consulta else ruta


class FormularioPanel(FormularioPortal):
    """The filters, by GET. ``desde`` and ``hasta`` count for 'Otro período' only, or where no period is named."""

    periodo = forms.ChoiceField(label="Período", required=False, choices=list(PERIODOS.items()))
    desde = CampoDia("Desde")
    hasta = CampoDia("Hasta")
    distribuidora = CampoDistribuidora()
    tipo = forms.ChoiceField(label="Formulario", required=False, choices=[("", "Todos"), *Tipo.choices])

    def __init__(self, consulta: QueryDict, *, de: Distribuidora | None = None) -> None:
        """``de``: the page is of one distributor, and does not ask for another."""
        self.de = de
        datos = consulta.copy()
        datos["distribuidora"] = prefijo(consulta)
        con_fechas = datos.get("desde") or datos.get("hasta")
        datos["periodo"] = datos.get("periodo") or (OTRO if con_fechas else PERIODO)
        super().__init__(datos)
        if de is not None:
            del self.fields["distribuidora"]

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        if datos.get("periodo") == OTRO:
            exigir_orden(self)
        return datos

    def eleccion(self) -> Eleccion:
        """What to show; with an error, what the good fields say and the usual period."""
        self.is_valid()
        datos = self.cleaned_data
        distribuidora, tipo = self.de or datos.get("distribuidora"), datos.get("tipo") or ""
        periodo = PERIODO if self.errors else datos["periodo"]
        desde, hasta = self._fechas(periodo)
        consulta = {
            "periodo": "" if periodo == PERIODO else periodo,
            "desde": desde.isoformat() if periodo == OTRO and desde > COMIENZO else "",
            "hasta": hasta.isoformat() if periodo == OTRO else "",
            "distribuidora": distribuidora.prefijo if distribuidora else "",
            "tipo": tipo,
        }
        alcance = Alcance(desde, hasta, distribuidora.pk if distribuidora else None, tipo)
        return Eleccion(alcance, distribuidora, {clave: valor for clave, valor in consulta.items() if valor})

    def _fechas(self, periodo: str) -> tuple[date, date]:
        dia = hoy()
        if periodo == OTRO:
            desde = self.cleaned_data["desde"] or COMIENZO
            # Nothing is filed in the future: a far end would only draw empty months.
            return desde, max(desde, min(self.cleaned_data["hasta"] or dia, dia))
        if periodo == "todo":
            return COMIENZO, dia
        if periodo == "ano":
            return dia.replace(month=1, day=1), dia
        return dia - timedelta(days=int(periodo) - 1), dia
