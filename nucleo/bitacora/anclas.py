"""The daily anchor: one signed digest from which no event of the past can be changed unseen (seguridad.md 4.3).

Who owns the server can rewrite a whole chain with its head; not the signed digest of a past day, once it was taken
elsewhere. An event belongs to the day of Chile on which the database registered it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from django.conf import settings
from django.db import connection, transaction

from nucleo.bitacora.models import Ancla
from nucleo.comun.reloj import CHILE, hoy

TANDA = 5000
LARGO_CORTO = 16
# The last event of each chain in a span of time: the heads as they stood at its end.
_CABEZAS = """
SELECT DISTINCT ON (cadena COLLATE "C") cadena, numero, hash FROM bitacora_evento
WHERE registrado < %(hasta)s AND (%(desde)s::timestamptz IS NULL OR registrado >= %(desde)s)
ORDER BY cadena COLLATE "C", numero DESC
"""


class ClaveIlegible(ValueError):
    """The file named by CLAVE_ANCLA, or by the command, holds no Ed25519 key."""


@dataclass(frozen=True)
class Publicada:
    """An anchor as its file tells it: enough to check the evidence without the table of anchors."""

    dia: date
    desde: date | None
    previa: bytes
    cadenas: int
    huella: bytes
    firma: bytes

    def mensaje(self) -> bytes:
        """What is signed."""
        return b"|".join((b"ancla", self.dia.isoformat().encode(), self.huella.hex().encode()))

    @property
    def firma_corta(self) -> str:
        """Enough of it for a person to compare; empty without one."""
        return f"{self.firma.hex()[:LARGO_CORTO]}…" if self.firma else ""


def clave_privada() -> Ed25519PrivateKey | None:
    """The key of ``CLAVE_ANCLA``, kept off the database's machine; None when none is set."""
    if settings.CLAVE_ANCLA is None:
        return None
    try:
        clave = load_pem_private_key(Path(settings.CLAVE_ANCLA).read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise ClaveIlegible("CLAVE_ANCLA no es una clave privada Ed25519 en PEM, sin contraseña") from error
    if not isinstance(clave, Ed25519PrivateKey):
        raise ClaveIlegible("CLAVE_ANCLA no es una clave Ed25519")
    return clave


def clave_publica(ruta: Path | None = None) -> Ed25519PublicKey | None:
    """That of the file, else the public half of ``CLAVE_ANCLA``. Never one from the database: it proves nothing."""
    if ruta is None:
        privada = clave_privada()
        return privada.public_key() if privada else None
    try:
        clave = load_pem_public_key(ruta.read_bytes())
    except (OSError, ValueError) as error:
        raise ClaveIlegible(f"{ruta} no es una clave pública en PEM") from error
    if not isinstance(clave, Ed25519PublicKey):
        raise ClaveIlegible(f"{ruta} no es una clave Ed25519")
    return clave


def anclar(dia: date | None = None) -> Publicada | None:
    """Stores, signs and publishes the anchor of ``dia`` (yesterday); None when it, or a later one, is there already.

    To be run some hours after midnight: what a transaction still holds open would be missing.
    """
    dia = dia or hoy() - timedelta(days=1)
    if dia >= hoy():
        raise ValueError("el día todavía no termina")
    anterior = Ancla.objects.order_by("-dia").first()
    if anterior is not None and anterior.dia >= dia:
        return None
    desde = anterior.dia if anterior else None
    previa = bytes(anterior.huella) if anterior else b""
    cadenas, huella = _huella(previa, desde, dia)
    privada = clave_privada()
    nueva = Publicada(dia, desde, previa, cadenas, huella, b"")
    if privada:
        nueva = Publicada(dia, desde, previa, cadenas, huella, privada.sign(nueva.mensaje()))
    Ancla.objects.create(dia=dia, previa=previa, cadenas=cadenas, huella=huella, firma=nueva.firma)
    publicar(nueva)
    return nueva


def publicar(ancla: Publicada) -> Path:
    """Writes the file that can be taken elsewhere: ``PORTAL_DATA/anclas/ancla-2026-12-31.json``."""
    carpeta = Path(settings.PORTAL_DATA) / "anclas"
    carpeta.mkdir(parents=True, exist_ok=True)
    ruta = carpeta / nombre_de_archivo(ancla.dia)
    datos = {
        "dia": ancla.dia.isoformat(),
        "desde": ancla.desde.isoformat() if ancla.desde else None,
        "previa": ancla.previa.hex(),
        "cadenas": ancla.cadenas,
        "huella": ancla.huella.hex(),
        "firma": ancla.firma.hex(),
    }
    ruta.write_text(json.dumps(datos, indent=1) + "\n", encoding="utf-8")
    return ruta


def nombre_de_archivo(dia: date) -> str:
    return f"ancla-{dia.isoformat()}.json"


def leer(ruta: Path) -> Publicada:
    """The anchor of a file; raises ValueError for one that is not ours."""
    try:
        datos = json.loads(ruta.read_text(encoding="utf-8"))
        desde = date.fromisoformat(datos["desde"]) if datos["desde"] else None
        bytes_de = {clave: bytes.fromhex(datos[clave]) for clave in ("previa", "huella", "firma")}
        return Publicada(date.fromisoformat(datos["dia"]), desde, cadenas=int(datos["cadenas"]), **bytes_de)
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{ruta.name} no es un ancla: {error}") from error


def guardadas() -> Iterator[Publicada]:
    """Those of the table, oldest first."""
    anterior: date | None = None
    for fila in Ancla.objects.all():
        yield _publicada(fila, anterior)
        anterior = fila.dia


def ultima(dia: date | None = None) -> Publicada | None:
    """The newest of the table, or the one of ``dia``."""
    filas = Ancla.objects.order_by("-dia")
    esta, anterior = [*(filas.filter(dia__lte=dia) if dia else filas)[:2], None, None][:2]
    if esta is None or (dia and esta.dia != dia):
        return None
    return _publicada(esta, anterior.dia if anterior else None)


def _publicada(fila: Ancla, anterior: date | None) -> Publicada:
    previa, huella, firma = (bytes(valor) for valor in (fila.previa, fila.huella, fila.firma))
    return Publicada(fila.dia, anterior, previa, fila.cadenas, huella, firma)


def verificar(anclas: Iterable[Publicada], publica: Ed25519PublicKey | None) -> Iterator[str]:
    """What does not fit, in words: a digest that the events no longer give, a signature that is not ours, a gap."""
    anterior: Publicada | None = None
    for ancla in anclas:
        if anterior and (ancla.previa != anterior.huella or ancla.desde != anterior.dia):
            yield f"{ancla.dia}: no sigue al ancla del {anterior.dia}"
        if _huella(ancla.previa, ancla.desde, ancla.dia) != (ancla.cadenas, ancla.huella):
            yield f"{ancla.dia}: los eventos de ese día no son los que se anclaron"
        if publica and not _firmada(ancla, publica):
            yield f"{ancla.dia}: la firma no es de esta clave"
        anterior = ancla


def _firmada(ancla: Publicada, publica: Ed25519PublicKey) -> bool:
    try:
        publica.verify(ancla.firma, ancla.mensaje())
    except InvalidSignature:
        return False
    return True


def _huella(previa: bytes, desde: date | None, dia: date) -> tuple[int, bytes]:
    """How many chains moved after ``desde`` and until ``dia``, and the digest of their heads after ``previa``."""
    suma, cadenas = hashlib.sha256(previa), 0
    limites = {"desde": _fin(desde) if desde else None, "hasta": _fin(dia)}
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(_CABEZAS, limites)
        while tanda := cursor.fetchmany(TANDA):
            for cadena, numero, hash_ in tanda:
                suma.update(f"{cadena}|{numero}|{bytes(hash_).hex()}\n".encode())
                cadenas += 1
    return cadenas, suma.digest()


def _fin(dia: date) -> datetime:
    return datetime.combine(dia + timedelta(days=1), time.min, tzinfo=CHILE)
