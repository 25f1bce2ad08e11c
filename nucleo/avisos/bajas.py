"""'No quiero recibir estos avisos', for the additional address only (reglas.md 5).

The link is signed and names the row of the outbox, not the address, which would end in logs (V17). A distributor's
own address can never be silenced by it: the list is read for rows marked ``adicional`` alone.
"""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from nucleo.avisos.models import Aviso, Baja

_firma = Signer(salt="avisos.baja")


def enlace(aviso: Aviso) -> str:
    """The address of the page where the recipient of ``aviso`` unsubscribes."""
    return f"{settings.PORTAL_URL}{reverse('avisos:baja', args=[_firma.sign(str(aviso.pk))])}"


def leer(token: str) -> Aviso | None:
    """The message whose recipient holds ``token``; None if the token is not ours or the row is gone."""
    try:
        numero = int(_firma.unsign(token))
    except (BadSignature, ValueError):
        return None
    return Aviso.objects.filter(pk=numero, adicional=True).first()


def dar(aviso: Aviso) -> None:
    """No more notices to the additional address of ``aviso``. Repeating it changes nothing."""
    Baja.objects.get_or_create(destinatario=aviso.destinatario.lower())


def tiene(aviso: Aviso) -> bool:
    """Whether ``aviso`` goes to an additional address that unsubscribed."""
    return aviso.adicional and dada_de_baja(aviso.destinatario)


def dada_de_baja(direccion: str) -> bool:
    """Whether that additional address wants no more notices."""
    return Baja.objects.filter(destinatario=direccion.lower()).exists()


def enmascarar(direccion: str) -> str:
    """``"camila@ejemplo.cl"`` → ``"c•••@ejemplo.cl"``."""
    cuenta, _, dominio = direccion.rpartition("@")
    return f"{cuenta[:1]}•••@{dominio}"
