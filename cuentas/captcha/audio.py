"""The captcha read aloud: the clips of its characters, one after another (A-06)."""

import io
import secrets
import wave
from functools import cache
from pathlib import Path

from captcha.models import CaptchaStore
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nucleo.comun.acceso import publica

CLIPS = Path(__file__).resolve().parent / "clips"
SILENCIO = b"\x80"  # of unsigned 8-bit sound


@publica
@require_safe
def escuchar(request: HttpRequest, token: str) -> HttpResponse:
    """The sound of a living captcha; 410 when it was used or expired, as its picture answers."""
    guardado = CaptchaStore.objects.filter(hashkey=token[:40], expiration__gt=timezone.now()).first()
    if guardado is None:
        return HttpResponse("Este código ya no sirve. Pide otro.", status=410, content_type="text/plain; charset=utf-8")
    return HttpResponse(juntar(guardado.response), content_type="audio/wav")


def juntar(texto: str) -> bytes:
    """The WAV of ``texto``. Pauses differ each time, so that no two sounds of a text are equal byte by byte."""
    salida = io.BytesIO()
    with wave.open(salida, "wb") as destino:
        parametros, _ = _clip(texto[0])
        destino.setparams(parametros)
        for signo in texto:
            destino.writeframes(_clip(signo)[1])
            destino.writeframes(SILENCIO * (parametros.framerate // 3 + secrets.randbelow(parametros.framerate // 4)))
    return salida.getvalue()


@cache
def _clip(signo: str) -> "tuple[wave._wave_params, bytes]":
    with wave.open(str(CLIPS / f"{signo}.wav")) as archivo:
        return archivo.getparams(), archivo.readframes(archivo.getnframes())
