"""How figures, dates and documents are written in Chile (DISENO 3.3). Empty values give an empty text."""

import math
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nucleo.comun.identidad import mostrar_rut
from nucleo.comun.medidas import mostrar_tamano
from nucleo.comun.reloj import CHILE
from nucleo.comun.texto import DURO

register = template.Library()
DIAS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")


@register.filter
def rut(compacto: str | None) -> str:
    """``"123456785"`` → ``12.345.678-5``."""
    return mostrar_rut(compacto) if compacto else ""


@register.filter
def miles(numero: float | Decimal | None) -> str:
    """``12480`` → ``12.480``; ``12480.5`` → ``12.480,5``."""
    if numero is None or numero == "":
        return ""
    return f"{numero:,}".translate(str.maketrans(",.", ".,"))


@register.filter
def pesos(monto: int | str | None) -> str:
    """Whole Chilean pesos: ``38500`` → ``$38.500``."""
    if monto is None or monto == "":
        return ""
    return f"-${miles(-int(monto))}" if int(monto) < 0 else f"${miles(int(monto))}"


@register.filter
def tamano(bytes_: int | str | None) -> str:
    """``427925`` → ``418 KB``, with a space that does not break."""
    if bytes_ is None or bytes_ == "":
        return ""
    return mostrar_tamano(int(bytes_)).replace(" ", DURO)


@register.filter
def porcentaje(valor: float | Decimal | None) -> str:
    """A percentage already in hundredths: ``96`` → ``96 %``, ``91.44`` → ``91,4 %``."""
    if valor is None or valor == "":
        return ""
    redondo = Decimal(str(valor)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{miles(int(redondo) if redondo == redondo.to_integral_value() else redondo)}{DURO}%"


@register.filter
def centesimos(valor: int) -> str:
    """Hundredths of a percent as a number: ``150`` → ``1,5``; ``200`` → ``2``."""
    entero, resto = divmod(valor, 100)
    return f"{entero},{resto:02}".rstrip("0") if resto else str(entero)


def _en_chile(momento: date | datetime) -> date | datetime:
    if isinstance(momento, datetime) and momento.tzinfo is not None:
        return momento.astimezone(CHILE)
    return momento


def _marca(momento: date | datetime, texto: str) -> SafeString:
    legible = momento.isoformat(timespec="minutes") if isinstance(momento, datetime) else momento.isoformat()
    return format_html('<time class="fecha" datetime="{}">{}</time>', legible, texto)


@register.filter
def fecha_texto(momento: date | datetime | None) -> str:
    """``08-03-2026`` without markup, for titles, attributes and mails."""
    return _en_chile(momento).strftime("%d-%m-%Y") if momento else ""


@register.filter
def fecha_hora_texto(momento: datetime | None) -> str:
    """``08-03-2026 a las 15:44`` without markup."""
    return _en_chile(momento).strftime("%d-%m-%Y a las %H:%M") if momento else ""


@register.filter
def fecha(momento: date | datetime | None) -> str:
    """``<time>08-03-2026</time>``, the day in Chile."""
    return _marca(_en_chile(momento), fecha_texto(momento)) if momento else ""


@register.filter
def hora(momento: datetime | None) -> str:
    """``<time>15:44</time>``, the hour in Chile."""
    return _marca(_en_chile(momento), _en_chile(momento).strftime("%H:%M")) if momento else ""


@register.filter
def fecha_hora(momento: datetime | None) -> str:
    """``<time>08-03-2026 15:44</time>``."""
    return _marca(_en_chile(momento), _en_chile(momento).strftime("%d-%m-%Y %H:%M")) if momento else ""


@register.filter
def fecha_larga(momento: date | datetime | None) -> str:
    """``<time>miércoles 11-03-2026</time>``, as deadlines are written."""
    if not momento:
        return ""
    local = _en_chile(momento)
    return _marca(local, f"{DIAS[local.weekday()]} {fecha_texto(local)}")


@register.filter
def minutos(segundos: int | None) -> str:
    """A wait in seconds, in whole minutes rounded up: ``61`` → ``2 minutos``."""
    cuantos = max(math.ceil((segundos or 0) / 60), 1)
    return "1 minuto" if cuantos == 1 else f"{cuantos} minutos"


@register.filter
def extension(nombre: str) -> str:
    """``"Poder simple.docx"`` → ``DOCX``."""
    return nombre.rpartition(".")[2].upper() if "." in nombre else "Archivo"
