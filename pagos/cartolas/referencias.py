"""The reference of a payment (``P1234``) inside the text that a bank writes beside a transfer."""

import re
import unicodedata

# A letter or digit on either side, or one more group behind a point or a comma, makes it another, longer number.
_MENCION = re.compile(r"(?<![^\W_])P[ .\-:#]{0,3}([0-9](?:[0-9]|[ \-](?=[0-9])){0,20})(?![^\W_]|[.,/\-][0-9])")
_LARGO = 15  # digits


def candidatas(texto: str) -> set[str]:
    """Every reference that ``texto`` may mean; which of them exist is the caller's question.

    Spaces, hyphens and case are forgiven. Groups of digits behind a space may be the same number or the next one
    (``P 12 34`` gives P12 and P1234); behind a hyphen they are the same one, so ``P12-34`` never gives P12.
    """
    plano = " ".join(unicodedata.normalize("NFKC", texto).upper().split())
    return {referencia for hallada in _MENCION.finditer(plano) for referencia in _posibles(hallada[1])}


def _posibles(cifras: str) -> set[str]:
    grupos = [grupo.replace("-", "") for grupo in cifras.split(" ")]
    juntas = ("".join(grupos[:cuantos]) for cuantos in range(1, len(grupos) + 1))
    return {f"P{una}" for una in juntas if una and una[0] != "0" and len(una) <= _LARGO}
