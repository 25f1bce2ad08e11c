"""The three password policies: each is one object whose words and whose check stand side by side (A-07, AUT-11).

politica = politicas.vigente()
politica.texto(cambio=False)                              the hint under the label
politica.revisar(clave, conocidas=[…], cambio=False)      the sentence that refuses it, or ""
"""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings

from cuentas.claves.comunes import hecha_de, muy_comun

MAXIMO = 128
COMUN = "Esa contraseña es muy común. Elige otra, por ejemplo una frase."
PERSONAL = "No uses tu documento, tu nombre, tu correo ni el nombre del portal como contraseña."


@dataclass(frozen=True)
class Politica:
    """``reglas``: what the password must hold, and the words for it. ``maximo_cambio``: on change (manual of 2017)."""

    codigo: str
    minimo: int
    maximo: int
    maximo_cambio: int
    frase: str
    reglas: tuple[tuple[Callable[[str], bool], str], ...] = ()
    rechaza_conocidas: bool = False

    def texto(self, *, cambio: bool = False) -> str:
        """The rule in words, as it is shown under the label."""
        return self.frase.format(minimo=self.minimo, maximo=self._maximo(cambio))

    def revisar(self, clave: str, *, conocidas: Iterable[str] = (), cambio: bool = False) -> str:
        """What to write instead, or "" when the password will do.

        ``conocidas``: the words of its owner and of the service; ``cambio``: an account already has one.
        """
        if len(clave) < self.minimo:
            return f"La contraseña debe tener {self.minimo} caracteres o más."
        if len(clave) > self._maximo(cambio):
            return f"La contraseña debe tener {self._maximo(cambio)} caracteres o menos."
        for cumple, mensaje in self.reglas:
            if not cumple(clave):
                return mensaje
        if self.rechaza_conocidas:
            if muy_comun(clave):
                return COMUN
            if hecha_de(clave, conocidas):
                return PERSONAL
        return ""

    def _maximo(self, cambio: bool) -> int:
        return self.maximo_cambio if cambio else self.maximo


def _letra(signo: str) -> bool:
    return unicodedata.category(signo) in {"Lu", "Ll"}


def _cifra(signo: str) -> bool:
    return signo in "0123456789"


POLITICAS = {
    politica.codigo: politica
    for politica in (
        Politica(
            "moderna",
            minimo=12,
            maximo=MAXIMO,
            maximo_cambio=MAXIMO,
            frase="Al menos {minimo} caracteres. Puedes usar una frase, con espacios y símbolos. "
            "No sirven las más comunes ni las hechas con tu documento, tu nombre o tu correo.",
            rechaza_conocidas=True,
        ),
        Politica(
            "autogestion-2022",
            minimo=8,
            maximo=MAXIMO,
            maximo_cambio=MAXIMO,
            frase="Al menos {minimo} caracteres, con una minúscula, una mayúscula y un número.",
            reglas=(
                (lambda clave: any(map(str.islower, clave)), "Agrega a la contraseña una letra minúscula."),
                (lambda clave: any(map(str.isupper, clave)), "Agrega a la contraseña una letra mayúscula."),
                (lambda clave: any(map(_cifra, clave)), "Agrega a la contraseña un número."),
            ),
        ),
        Politica(
            "manual-2017",
            minimo=6,
            maximo=10,
            maximo_cambio=30,
            frase="De {minimo} a {maximo} caracteres: letras y números, al menos uno de cada uno, "
            "sin espacios ni símbolos.",
            reglas=(
                (
                    lambda clave: all(_letra(signo) or _cifra(signo) for signo in clave),
                    "Usa solo letras y números en la contraseña, sin espacios ni símbolos.",
                ),
                (lambda clave: any(map(_letra, clave)), "Agrega a la contraseña una letra."),
                (lambda clave: any(map(_cifra, clave)), "Agrega a la contraseña un número."),
            ),
        ),
    )
}


def vigente() -> Politica:
    """The policy that the setting names."""
    return POLITICAS[settings.CLAVE_POLITICA]
