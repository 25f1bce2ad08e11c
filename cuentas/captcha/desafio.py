"""What the picture shows: characters that nobody confuses, by eye or by ear."""

import secrets

from django.conf import settings

SIGNOS = "acdefghjkmnpqrtuvwxy34679"  # without b/v's twin b, i/l/1, o/0, s/5, z/2, 8


def desafio() -> tuple[str, str]:
    """(shown, expected). Not ``random``: the library seeds it with the key of each picture that it draws."""
    texto = "".join(secrets.choice(SIGNOS) for _ in range(settings.CAPTCHA_LENGTH))
    return texto.upper(), texto
