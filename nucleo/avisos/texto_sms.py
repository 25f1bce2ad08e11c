"""The text of an SMS: the alphabet that fits 160 characters in one, and longer texts in numbered pieces."""

import unicodedata

LARGO = 160
PIEZAS = 4
# GSM 03.38, basic table; one letter outside it turns the whole SMS into 70 characters.
_BASICA = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_DOBLE = frozenset("^{}\\[~]|€")  # two places each
_OTROS = {"–": "-", "—": "-", "“": '"', "”": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "…": "...", "\u00a0": " "}
_MARCA = len("(1/4) ")


def en_gsm(texto: str) -> str:
    """``"código"`` → ``"codigo"``: what the table lacks loses its accent, and what has none becomes ``?``."""
    return "".join(_letra(letra) for letra in unicodedata.normalize("NFC", texto))


def largo(texto: str) -> int:
    """Places that a text in the table takes."""
    return sum(2 if letra in _DOBLE else 1 for letra in texto)


def piezas(texto: str) -> list[str]:
    """The SMS that carry ``texto``: itself if it fits, else pieces cut between words and numbered ``(1/2)``.

    Raises ValueError for more than four: nobody reads that, and each one is paid.
    """
    limpio = " ".join(en_gsm(texto).split())
    if largo(limpio) <= LARGO:
        return [limpio]
    trozos = _cortar(limpio, LARGO - _MARCA)
    if len(trozos) > PIEZAS:
        raise ValueError(f"el texto pide {len(trozos)} SMS y el máximo es {PIEZAS}")
    return [f"({n}/{len(trozos)}) {trozo}" for n, trozo in enumerate(trozos, 1)]


def _letra(letra: str) -> str:
    if letra in _BASICA or letra in _DOBLE:
        return letra
    if letra in _OTROS:
        return _OTROS[letra]
    base = unicodedata.normalize("NFKD", letra)[0]
    return base if base in _BASICA else "?"


def _cortar(texto: str, maximo: int) -> list[str]:
    trozos, actual = [], ""
    for palabra in texto.split(" "):
        junto = f"{actual} {palabra}" if actual else palabra
        while largo(junto) > maximo:
            if actual:
                trozos.append(actual)
                junto, actual = palabra, ""
            else:  # one word longer than an SMS: an address
                corte = _hasta(junto, maximo)
                trozos.append(junto[:corte])
                junto = junto[corte:]
        actual = junto
    return [*trozos, actual] if actual else trozos


def _hasta(texto: str, maximo: int) -> int:
    ocupado = 0
    for n, letra in enumerate(texto):
        ocupado += largo(letra)
        if ocupado > maximo:
            return n
    return len(texto)
