"""What the account pages leave behind, erased when its time is over (A-24, DAT-5)."""

from importlib import import_module

from captcha.models import CaptchaStore
from django.conf import settings

from cuentas import codigos, enlaces_de_un_uso
from cuentas.registro import actions as registro
from nucleo.comun import limites
from nucleo.comun.reloj import ahora


def barrer() -> dict[str, int]:
    """How many rows of each kind went; ended sessions go too."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return {
        "registros": registro.barrer(),
        "codigos": codigos.barrer(),
        "enlaces": enlaces_de_un_uso.barrer(),
        "intentos": limites.barrer(),
        "captchas": CaptchaStore.objects.filter(expiration__lt=ahora()).delete()[0],
    }
