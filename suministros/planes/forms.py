"""What is typed about payment plans. Shape only: the limits of a distributor are judged by ``propuesta``."""

import re
from decimal import Decimal
from typing import Any

from django import forms

from nucleo.comun.campos import CampoMonto, motivo
from nucleo.comun.envios import CampoToken
from nucleo.comun.formularios import FormularioPortal
from nucleo.comun.reloj import hoy
from nucleo.comun.templatetags.formatos import centesimos, miles
from nucleo.comun.widgets import Fecha
from suministros.models import LimitesDePlan
from suministros.models.planes import CUOTAS_MAXIMAS, INTERES_MAXIMO
from suministros.planes.actions import LARGO_DEL_MOTIVO
from suministros.planes.propuesta import SIN_FACTURAS

ELIGE_CUOTAS = "Elige en cuántas cuotas quieres pagar"


class CampoPorcentaje(forms.CharField):
    """``1,5`` or ``1.5`` → 150, hundredths of a percent up to ``maximo``."""

    def __init__(self, *, maximo: int, **kwargs: Any) -> None:
        self.maximo = maximo
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "ancho-12"}), **kwargs)

    def clean(self, value: Any) -> int:
        escrito = re.sub(r"[\s%]", "", str(super().clean(value))).replace(",", ".")
        if not re.fullmatch(r"\d{1,3}(\.\d{1,2})?", escrito, re.ASCII):
            raise forms.ValidationError("Escribe el porcentaje con dos decimales o menos, por ejemplo 1,5")
        centesimos = int(Decimal(escrito) * 100)
        if centesimos > self.maximo:
            raise forms.ValidationError(f"Escribe un porcentaje de {miles(Decimal(self.maximo) / 100)} % o menos")
        return centesimos

    def prepare_value(self, value: Any) -> Any:
        return centesimos(value) if isinstance(value, int) else value


class Ids(forms.MultipleChoiceField):
    """The ids of ticked rows. Which of them still are to be had is judged on the locked rows."""

    def to_python(self, value: Any) -> list[int]:  # type: ignore[override]
        return [int(uno) for uno in super().to_python(value) if uno.isascii() and uno.isdecimal() and len(uno) < 18]

    def validate(self, value: Any) -> None:
        if not value:
            raise forms.ValidationError(self.error_messages["required"])


class FormularioPlan(FormularioPortal):
    """A plan as it is asked. ``vista``: which table was on the page when it was sent."""

    token = CampoToken()
    vista = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    facturas = Ids(label="Facturas", widget=forms.CheckboxSelectMultiple, error_messages={"required": SIN_FACTURAS})
    cuotas = forms.TypedChoiceField(
        label="Cuotas", coerce=int, error_messages={"required": ELIGE_CUOTAS, "invalid_choice": ELIGE_CUOTAS}
    )
    primer_pago = CampoMonto(
        label="Primer pago",
        minimo=0,
        error_messages={"required": "Escribe cuánto pagarás primero; 0 si nada"},
    )

    def __init__(self, *args: Any, limites: LimitesDePlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numeros = range(limites.cuotas_minimo, limites.cuotas_maximo + 1)
        self.fields["cuotas"].choices = [(n, "1 cuota" if n == 1 else f"{n} cuotas") for n in numeros]  # type: ignore[attr-defined]
        minimo = limites.primer_pago_minimo
        self.fields["primer_pago"].help_text = (
            f"{minimo} % de la deuda o más." if minimo else "Puede ser 0: pagas todo en las cuotas."
        )


class FormularioToken(FormularioPortal):
    """A step without anything to write."""

    token = CampoToken()


class FormularioMotivo(FormularioToken):
    motivo = motivo("Motivo", exige="Escribe el motivo", largo=LARGO_DEL_MOTIVO)


def _entero(etiqueta: str, minimo: int, maximo: int, pide: str, ayuda: str = "") -> forms.IntegerField:
    fuera = f"Escribe un número entre {minimo} y {maximo}"
    return forms.IntegerField(
        label=etiqueta,
        help_text=ayuda,
        min_value=minimo,
        max_value=maximo,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "ancho-12"}),
        error_messages={"required": pide, "invalid": fuera, "min_value": fuera, "max_value": fuera},
    )


class FormularioLimites(FormularioPortal):
    """What jefatura allows, and from which day on."""

    abierto = forms.BooleanField(label="Ofrecer planes de pago en el portal", required=False)
    cuotas_minimo = _entero("Mínimo de cuotas", 1, CUOTAS_MAXIMAS, "Escribe el mínimo de cuotas")
    cuotas_maximo = _entero("Máximo de cuotas", 1, CUOTAS_MAXIMAS, "Escribe el máximo de cuotas")
    primer_pago_minimo = _entero(
        "Primer pago mínimo, en % de la deuda", 0, 90, "Escribe el primer pago mínimo; 0 si no pides ninguno"
    )
    interes = CampoPorcentaje(
        label="Interés mensual, en %",
        maximo=INTERES_MAXIMO,
        help_text="Sobre el saldo que queda por pagar. Por ejemplo 1,5; 0 si no cobras interés.",
        error_messages={"required": "Escribe el interés mensual; 0 si no cobras interés"},
    )
    deuda_minima = CampoMonto(
        label="Deuda mínima",
        minimo=0,
        help_text="Lo menos que deben sumar las facturas elegidas.",
        error_messages={"required": "Escribe la deuda mínima; 0 si no pides ninguna"},
    )
    desde = forms.DateField(
        label="Rigen desde",
        widget=Fecha({"class": "ancho-12"}),
        help_text="Hoy o un día que no haya pasado. Lo pedido antes conserva sus límites.",
        error_messages={"required": "Elige desde qué día rigen", "invalid": "Escribe la fecha como 31-12-2026"},
    )

    def clean(self) -> dict[str, Any]:
        minimo, maximo = self.cleaned_data.get("cuotas_minimo"), self.cleaned_data.get("cuotas_maximo")
        if minimo and maximo and minimo > maximo:
            self.add_error("cuotas_maximo", "El máximo de cuotas debe ser igual o mayor que el mínimo")
        return self.cleaned_data

    @classmethod
    def inicial(cls, limites: LimitesDePlan | None) -> dict[str, Any]:
        if limites is None:
            return {"abierto": True, "desde": hoy()}
        return {nombre: getattr(limites, nombre) for nombre in cls.base_fields if nombre != "desde"} | {"desde": hoy()}
