"""Limits that are reserved before they are used: one atomic upsert in PostgreSQL (seguridad.md 4.5).

A count that is read, compared and written lets parallel tries through; here the row's lock decides, and a try
that finds no room never starts. Reserve outside a transaction that a refusal would roll back.
"""

from datetime import timedelta
from math import ceil
from typing import Any

from django.db import connection
from django.db.models import F
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from nucleo.comun.errores import DemasiadosIntentos
from nucleo.comun.models import Intento
from nucleo.comun.reloj import ahora

GUARDADO = timedelta(days=2)  # no window that closes by time is longer; SIN_VENTANA counters stay
SIN_VENTANA = timedelta(days=36500)  # "in a row": only ``soltar`` starts again
_DIRECCION_DESCONOCIDA = "sin-direccion"
_RESERVAR = """
    INSERT INTO comun_intento AS i (clave, n, desde) VALUES (%(clave)s, 1, %(ahora)s)
    ON CONFLICT (clave) DO UPDATE SET
      n = CASE WHEN i.desde <= %(corte)s THEN 1 ELSE i.n + 1 END,
      desde = CASE WHEN i.desde <= %(corte)s THEN %(ahora)s ELSE i.desde END
    WHERE i.n < %(maximo)s OR i.desde <= %(corte)s
    RETURNING n"""


def clave(accion: str, *partes: Any) -> str:
    """The key of a limit. The parts (documents, addresses) enter as a digest: this table names nobody."""
    texto = "\x1f".join(str(parte) for parte in partes)
    return f"{accion[:30]}:{salted_hmac('comun.limites', texto, algorithm='sha256').hexdigest()}"


def direccion(request: HttpRequest) -> str:
    """The caller's address for a key. REMOTE_ADDR only: a forwarding header says what its sender likes (V11)."""
    return str(request.META.get("REMOTE_ADDR") or _DIRECCION_DESCONOCIDA)


def reservar(clave: str, maximo: int, ventana: timedelta) -> bool:
    """Takes one of ``maximo`` tries per ``ventana``; False when none is left. The window opens with the first try."""
    instante = ahora()
    with connection.cursor() as cursor:
        valores: dict[str, Any] = {"clave": clave, "ahora": instante, "corte": instante - ventana, "maximo": maximo}
        cursor.execute(_RESERVAR, valores)
        return cursor.fetchone() is not None


def exigir(clave: str, maximo: int, ventana: timedelta, mensaje: str = "Hiciste muchos intentos seguidos.") -> None:
    """As ``reservar``; raises ``DemasiadosIntentos`` with the seconds to wait (429) when none is left."""
    if not reservar(clave, maximo, ventana):
        raise DemasiadosIntentos(mensaje, espera=espera(clave, ventana))


def agotado(clave: str, maximo: int, ventana: timedelta) -> bool:
    """Whether nothing is left, without taking any: to draw a page, never to decide."""
    return Intento.objects.filter(pk=clave, n__gte=maximo, desde__gt=ahora() - ventana).exists()


def quedan(clave: str, maximo: int, ventana: timedelta) -> int:
    """Tries left, without taking any: to tell, never to decide."""
    usados = Intento.objects.filter(pk=clave, desde__gt=ahora() - ventana).values_list("n", flat=True).first()
    return max(0, maximo - (usados or 0))


def espera(clave: str, ventana: timedelta) -> int:
    """Seconds until the window of ``clave`` opens again; at least one."""
    desde = Intento.objects.filter(pk=clave).values_list("desde", flat=True).first()
    return max(1, ceil((desde + ventana - ahora()).total_seconds())) if desde else 1


def soltar(*claves: str) -> None:
    """Starts the count again: success clears what failures had taken."""
    Intento.objects.filter(pk__in=claves).delete()


def barrer() -> int:
    """Deletes windows long closed; returns how many."""
    return Intento.objects.filter(desde__lt=ahora() - GUARDADO).exclude(clave__startswith="racha").delete()[0]


def devolver(*claves: str) -> None:
    """Gives one try back: it was no failure after all."""
    Intento.objects.filter(pk__in=claves, n__gt=0).update(n=F("n") - 1)
