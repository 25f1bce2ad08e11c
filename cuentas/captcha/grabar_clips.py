"""Records the 36 Spanish clips of the captcha's audio, once: ``python cuentas/captcha/grabar_clips.py``.

Needs espeak-ng on the PATH; the portal needs only its result. 11,025 Hz, 8 bits, mono: a spoken letter, small.
"""

import io
import subprocess
import wave
from pathlib import Path

CLIPS = Path(__file__).resolve().parent / "clips"
TASA = 11_025
_NOMBRES = (
    "a|be larga|ce|de|e|efe|ge|hache|i|jota|ca|ele|eme|ene|o|pe|cu|erre|ese|te|u|ve corta|doble ve|equis|ye|zeta|"
    "cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve"
)
NOMBRES = dict(zip("abcdefghijklmnopqrstuvwxyz0123456789", _NOMBRES.split("|"), strict=True))


def grabar(signo: str, nombre: str) -> None:
    """Speaks ``nombre`` and keeps every second sample, in 8 bits, without the silence at both ends."""
    orden = ["espeak-ng", "-v", "es-419", "-s", "130", "-a", "180", "--stdout", nombre]
    hablado = subprocess.run(orden, capture_output=True, check=True).stdout
    with wave.open(io.BytesIO(hablado)) as origen:
        muestras = memoryview(origen.readframes(origen.getnframes())).cast("h")
        paso = origen.getframerate() // TASA
    corto = [muestra for indice, muestra in enumerate(muestras) if indice % paso == 0]
    suena = [indice for indice, muestra in enumerate(corto) if abs(muestra) > 300]
    corto = corto[max(0, suena[0] - 200) : suena[-1] + 600]
    with wave.open(str(CLIPS / f"{signo}.wav"), "wb") as destino:
        destino.setparams((1, 1, TASA, len(corto), "NONE", "not compressed"))
        destino.writeframes(bytes((muestra + 32_768) >> 8 for muestra in corto))


if __name__ == "__main__":
    CLIPS.mkdir(exist_ok=True)
    for signo, nombre in NOMBRES.items():
        grabar(signo, nombre)
