"""Ten codes that replace a lost phone: shown once, kept as digests, each good once."""

import re
import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

from cuentas.models import Usuario
from cuentas.segundo_factor.models import CodigoDeRecuperacion
from nucleo.comun.reloj import ahora

CUANTOS = 10
LARGO = 16
# Crockford's letters: none that is taken for another; 16 of them are 80 bits, so a plain keyed digest is enough.
LETRAS = "0123456789abcdefghjkmnpqrstvwxyz"


def crear(usuario: Usuario) -> list[str]:
    """Ten new ones, as they are shown; the ones before die. In the caller's transaction, with the factor locked."""
    CodigoDeRecuperacion.objects.filter(usuario=usuario).delete()
    codigos = ["".join(secrets.choice(LETRAS) for _ in range(LARGO)) for _ in range(CUANTOS)]
    CodigoDeRecuperacion.objects.bulk_create(
        CodigoDeRecuperacion(usuario=usuario, huella=huellas(usuario, codigo)[0], creado_en=ahora())
        for codigo in codigos
    )
    return ["-".join(codigo[i : i + 4] for i in range(0, LARGO, 4)) for codigo in codigos]


def gastar(usuario: Usuario, escrito: str) -> bool:
    """Whether it was one of the living ones; it is no longer. Exactly one of many parallel uses gets True."""
    vivo = CodigoDeRecuperacion.objects.filter(usuario=usuario, huella__in=huellas(usuario, escrito), usado_en=None)
    return bool(vivo.update(usado_en=ahora()))


def quedan(usuario: Usuario) -> int:
    return CodigoDeRecuperacion.objects.filter(usuario=usuario, usado_en=None).count()


def huellas(usuario: Usuario, escrito: str) -> list[str]:
    """The digest under the secret key of today, which is the one stored, and under those being retired."""
    limpio = re.sub(r"[^0-9a-z]", "", escrito.lower()).translate(str.maketrans("oil", "011"))
    claves = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    texto = f"{usuario.pk}|{limpio}"
    return [salted_hmac("cuentas.recuperacion", texto, secret=c, algorithm="sha256").hexdigest() for c in claves]
