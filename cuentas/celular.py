"""Mobile numbers of Chile and Argentina, stored as E.164 (A-11)."""

import re

import phonenumbers
from django import forms
from phonenumbers import NumberParseException, PhoneNumberType

EJEMPLO = "Escribe tu celular como +56 9 1234 5678, o uno argentino como 11 2345 6789"
FIJO = "Escribe un celular: los teléfonos fijos no reciben mensajes"
ARGENTINO = "Escribe el celular argentino con código de área sin 0 y número sin 15, como 11 2345 6789"
SIN_CERO_NI_QUINCE = "Escribe el código de área sin 0 y el número sin 15"
_E164 = phonenumbers.PhoneNumberFormat.E164
PAISES = {56: "CL", 54: "AR"}


class CelularIncorrecto(ValueError):
    """The text is no mobile number; ``args[0]`` says what to write."""


def leer_celular(texto: str) -> str:
    """``"9 1234 5678"``, ``"+56 9 1234 5678"``, ``"11 2345 6789"`` (Argentina) → ``"+56912345678"``…"""
    limpio = re.sub(r"[\s().\-\u2010-\u2015\u00a0]", "", texto)
    if not re.fullmatch(r"\+?[0-9]{8,15}", limpio):
        raise CelularIncorrecto(EJEMPLO)
    numero = _leer(_internacional(limpio))
    pais = PAISES.get(numero.country_code or 0)
    if pais is None:
        raise CelularIncorrecto(EJEMPLO)
    if not _es_movil(numero, pais):
        raise CelularIncorrecto(_por_que_no(numero, pais, limpio))
    return str(phonenumbers.format_number(numero, _E164))


def mostrar_celular(e164: str) -> str:
    """``"+56912345678"`` → ``"+56 9 1234 5678"``."""
    if not e164:
        return ""
    if e164.startswith("+569") and len(e164) == 12:
        return f"+56 9 {e164[4:8]} {e164[8:]}"
    return str(phonenumbers.format_number(_leer(e164), phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def _es_movil(numero: phonenumbers.PhoneNumber, pais: str) -> bool:
    """Chile: nine digits that begin with 9, assigned or not: its plan adds ranges faster than the library's tables,
    which also call most of its numbers FIXED_LINE_OR_MOBILE. Argentina: what the tables call mobile."""
    if pais == "CL":
        return phonenumbers.is_possible_number(numero) and str(numero.national_number).startswith("9")
    return bool(phonenumbers.number_type(numero) == PhoneNumberType.MOBILE)


def _por_que_no(numero: phonenumbers.PhoneNumber, pais: str, limpio: str) -> str:
    if phonenumbers.is_valid_number(numero):
        return FIJO
    return _argentino(limpio) if pais == "AR" else EJEMPLO


def _argentino(limpio: str) -> str:
    """What to write instead of a number dialled as inside Argentina: the number itself, where it can be read."""
    nacional = re.sub(r"^\+?549?(?=0|[0-9]{2,4}15)", "0", limpio)
    for escrito in (nacional, f"0{nacional}"):
        try:
            leido = phonenumbers.parse(escrito, "AR")
        except NumberParseException:
            continue
        if phonenumbers.number_type(leido) == PhoneNumberType.MOBILE:
            return f"{SIN_CERO_NI_QUINCE}: {mostrar_celular(phonenumbers.format_number(leido, _E164))}"
    return ARGENTINO


def _internacional(limpio: str) -> str:
    if limpio.startswith("+"):
        # An Argentine mobile is dialled from abroad with a 9 that nobody writes at home.
        return re.sub(r"^\+54(?!9)", "+549", limpio)
    if re.fullmatch(r"0[0-9]{10,13}", limpio) or re.match("15[0-9]{7}", limpio):
        raise CelularIncorrecto(_argentino(limpio))
    if limpio.startswith("0"):
        raise CelularIncorrecto(EJEMPLO)
    if len(limpio) == 9:
        return f"+56{limpio}"
    if len(limpio) == 10:
        return f"+549{limpio}"
    if limpio.startswith(("56", "54")):
        return _internacional(f"+{limpio}")
    if len(limpio) == 12 and "15" in limpio[2:6]:
        raise CelularIncorrecto(_argentino(limpio))
    raise CelularIncorrecto(EJEMPLO)


def _leer(texto: str) -> phonenumbers.PhoneNumber:
    try:
        return phonenumbers.parse(texto, None)
    except NumberParseException as error:
        raise CelularIncorrecto(EJEMPLO) from error


class CampoCelular(forms.CharField):
    """Any spelling of a mobile → E.164, or "" where it is optional."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("label", "Celular")
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault(
            "help_text", "De Chile, +56 9 1234 5678; o de Argentina, código de área sin 0 y número sin 15."
        )
        kwargs.setdefault("error_messages", {"required": EJEMPLO, "max_length": EJEMPLO})
        kwargs.setdefault("widget", forms.TextInput({"autocomplete": "tel", "inputmode": "tel", "class": "ancho-16"}))
        super().__init__(**kwargs)  # type: ignore[arg-type]

    def clean(self, value: object) -> str:
        texto = str(super().clean(value))
        if not texto:
            return ""
        try:
            return leer_celular(texto)
        except CelularIncorrecto as error:
            raise forms.ValidationError(str(error), code="invalid") from error
