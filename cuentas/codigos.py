"""Six-digit codes: ten minutes, three tries, once (AUT-8). Who asks for one sets its own limit of codes a day.

codigo = codigos.emitir(proposito="celular", para=f"usuario:{u.pk}", usuario=u, datos={"celular": nuevo})
aviso: codigos.cifra(codigo)          at send time, in a composer with reservado=True
codigos.gastar(proposito="celular", para=f"usuario:{u.pk}", cifra="123 456") -> Codigo or None
"""

import math
import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from cuentas.models import Codigo, Usuario
from nucleo.comun import limites
from nucleo.comun.reloj import ahora
from nucleo.comun.transacciones import uno_a_la_vez

DURA = timedelta(minutes=10)
INTENTOS = 3
ENTRE_ENVIOS = timedelta(seconds=60)
POR_DIA = 5
DIA = timedelta(days=1)
DEMASIADOS = "Ya pediste todos los códigos de hoy."
_TOMAR = """
    UPDATE cuentas_codigo SET intentos = intentos + 1
    WHERE proposito = %s AND para = %s AND usado_en IS NULL AND vence_en > %s AND intentos < %s RETURNING id"""


def emitir(
    *,
    proposito: str,
    para: str,
    usuario: Usuario | None = None,
    datos: dict[str, Any] | None = None,
    dura: timedelta = DURA,
    por_dia: int = POR_DIA,
) -> Codigo:
    """A new code of ``proposito`` for ``para``; the one before dies. ``datos``: what it proves, kept for ``gastar``.

    Raises ``DemasiadosIntentos`` after ``por_dia`` of them in a day. The code itself is ``cifra(codigo)``.
    """
    limites.exigir(limites.clave("codigo-emitido", proposito, para), por_dia, DIA, DEMASIADOS)
    instante = ahora()
    with transaction.atomic():
        # The unique key of living codes would refuse a parallel twin: the lock makes it wait and win instead.
        uno_a_la_vez(f"codigos:{proposito}:{para}")
        Codigo.objects.filter(proposito=proposito, para=para, usado_en=None).delete()
        return Codigo.objects.create(
            proposito=proposito,
            para=para,
            semilla=secrets.token_hex(16),
            usuario=usuario,
            datos=datos or {},
            creado_en=instante,
            vence_en=instante + dura,
        )


def cifra(codigo: Codigo) -> str:
    """The six digits, for the message that carries them."""
    return _derivar(codigo, settings.SECRET_KEY)


def ultimo(*, proposito: str, para: str) -> datetime | None:
    """When the last code of ``proposito`` went out to ``para``."""
    emitidos = Codigo.objects.filter(proposito=proposito, para=para).order_by("-creado_en")
    return emitidos.values_list("creado_en", flat=True).first()


def espera(*, proposito: str, para: str) -> int:
    """Seconds until another may be asked for: a message takes a moment, and each one kills the one before."""
    emitido = ultimo(proposito=proposito, para=para)
    return 0 if emitido is None else max(0, math.ceil((emitido + ENTRE_ENVIOS - ahora()).total_seconds()))


def sin_usar(*, proposito: str, para: str) -> Codigo | None:
    """The one that was asked for and not written yet, perhaps expired: what it proves may be asked for again."""
    return Codigo.objects.filter(proposito=proposito, para=para, usado_en=None).order_by("-creado_en").first()


def vivo(codigo_id: int) -> Codigo | None:
    """The code with that id, if it still works: a message that waited too long is not worth sending."""
    return Codigo.objects.filter(pk=codigo_id, usado_en=None, vence_en__gt=ahora(), intentos__lt=INTENTOS).first()


def gastar(*, proposito: str, para: str, cifra: str) -> Codigo | None:
    """The code, now used, if the digits are right; None if they are not, it expired, or its tries are over.

    The try is taken before the comparison, and the second UPDATE lets exactly one of many parallel hits through.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TOMAR, [proposito, para, ahora(), INTENTOS])
        fila = cursor.fetchone()
    codigo = Codigo.objects.filter(pk=fila[0]).first() if fila else None
    if codigo is None or not _acierta(codigo, re.sub(r"[\s\-.]", "", cifra)):
        return None
    usado = ahora()
    if not Codigo.objects.filter(pk=codigo.pk, usado_en=None).update(usado_en=usado):
        return None
    codigo.usado_en = usado
    return codigo


def barrer() -> int:
    """Deletes codes a day after their end; returns how many."""
    return Codigo.objects.filter(vence_en__lt=ahora() - DIA).delete()[0]


def _acierta(codigo: Codigo, escrito: str) -> bool:
    claves = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(constant_time_compare(_derivar(codigo, clave), escrito) for clave in claves)


def _derivar(codigo: Codigo, secreto: str) -> str:
    texto = f"{codigo.proposito}|{codigo.para}|{codigo.semilla}"
    resumen = salted_hmac("cuentas.codigos", texto, secret=secreto, algorithm="sha256").digest()
    return f"{int.from_bytes(resumen[:8]) % 1_000_000:06d}"
