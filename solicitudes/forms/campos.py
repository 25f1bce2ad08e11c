"""Fields that the forms share: capacities as people write them."""

import re
from decimal import Decimal
from typing import Any

from django import forms

from nucleo.comun.templatetags.formatos import DURO, miles

MAXIMO_KW = 99_999
# As long as a hand types: one over the maximum is told the maximum, not how to write a number.
_KW = re.compile(r"[0-9]{1,15}([.,][0-9]{1,3})?")
# "1.500" is a thousand and a half for one reader, one and a half for another: nobody's capacity is guessed.
_AMBIGUO = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+")


class CampoKilowatts(forms.Field):
    """A capacity in kW: a Decimal over 0 with at most 3 decimals, or None. Comma or dot, as typed."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "campo-corto"})

    def to_python(self, value: Any) -> Decimal | None:
        texto = str(value or "").strip()
        texto = re.sub(r"\s*kw$", "", texto, flags=re.IGNORECASE)
        if not texto:
            return None
        if _AMBIGUO.fullmatch(texto):
            raise forms.ValidationError("Escribe los kW sin puntos y con coma para los decimales, como 1500 o 1,5")
        if not _KW.fullmatch(texto):
            raise forms.ValidationError("Escribe los kW con cifras y hasta 3 decimales, como 4,5")
        kilowatts = Decimal(texto.replace(",", "."))
        if kilowatts <= 0:
            raise forms.ValidationError("Escribe una capacidad mayor que 0 kW")
        if kilowatts > MAXIMO_KW:
            # As the field takes it: without the dot of thousands.
            raise forms.ValidationError(f"Escribe una capacidad de {MAXIMO_KW} kW o menos")
        return kilowatts


def mostrar_kw(kilowatts: Decimal | None) -> str:
    """``Decimal("4.500")`` → ``4,5 kW``; nothing for None."""
    if kilowatts is None:
        return ""
    return f"{miles(kilowatts.normalize() if kilowatts % 1 else kilowatts.quantize(Decimal(1)))}{DURO}kW"
