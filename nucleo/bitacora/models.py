"""The evidence: what happened (``Evento``), the end of each chain (``Cabeza``), who looked (``Acceso``).

PostgreSQL seals and protects these tables (migration 0002): the application may read and insert, nothing
else, and only the trigger writes numbers, digests and heads. Write through ``actions``, never here.
"""

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Now

CADENA = r"^[a-z]+(:[0-9a-z-]+)?$"
AJENO_A_SOLICITUDES = ~Q(cadena__startswith="solicitud:")


class Evento(models.Model):
    """One fact. Append-only; each row holds the digest of its content and of its predecessor.

    ``cadena`` is ``solicitud:<id>``, ``usuario:<id>``, ``distribuidora:<id>`` or ``catalogo``. ``ocurrido`` is
    when the action says it happened (deadlines read it), ``registrado`` the database's clock. ``datos`` holds
    ids, codes and digests: personal data stays in tables that can be erased, so that erasing a person never
    breaks a chain (seguridad.md, DAT-4). For the same reason the address of the caller is in ``Origen`` and
    the chain has only its salted digest, ``direccion_huella``. ``actor`` None is the system.
    """

    cadena = models.CharField(max_length=80)
    numero = models.BigIntegerField(db_default=0)
    tipo = models.CharField(max_length=60)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )  # evento_del_actor begins with it
    datos = models.JSONField(default=dict)
    direccion_huella = models.BinaryField(null=True)
    ocurrido = models.DateTimeField()
    registrado = models.DateTimeField(db_default=Now())
    previo = models.BinaryField(db_default=Value(b""))
    hash = models.BinaryField(db_default=Value(b""))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cadena", "numero"], name="un_numero_por_cadena"),
            models.CheckConstraint(condition=Q(cadena__regex=CADENA), name="evento_cadena_bien_escrita"),
            models.CheckConstraint(condition=Q(tipo__regex=r"^[A-Z][A-Z_]*$"), name="evento_tipo_bien_escrito"),
        ]
        indexes = [
            models.Index(fields=["tipo", "ocurrido"], name="evento_tipo_ocurrido"),
            # The page of the log leaves the chains of requests out, which are nearly all there is.
            models.Index(fields=["-ocurrido", "-id"], condition=AJENO_A_SOLICITUDES, name="evento_de_gestion"),
            models.Index(fields=["actor", "-ocurrido", "-id"], name="evento_del_actor"),
            # Rows stand in the order in which they came: a day is a few blocks, and this index some kilobytes.
            BrinIndex(fields=["registrado"], pages_per_range=32, name="evento_por_dia"),
        ]

    def __str__(self) -> str:
        return f"{self.cadena} {self.numero} {self.tipo}"


class Cabeza(models.Model):
    """The last number, digest and ``ocurrido`` of a chain: a cut tail leaves it pointing at nothing."""

    cadena = models.CharField(max_length=80, primary_key=True)
    numero = models.BigIntegerField()
    hash = models.BinaryField()
    ocurrido = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(cadena__regex=CADENA), name="cabeza_cadena_bien_escrita")]

    def __str__(self) -> str:
        return f"{self.cadena} {self.numero}"


class Origen(models.Model):
    """The address an event came from: personal data, so outside the chain.

    The application inserts and reads; only the owner may delete (retention, erasure), nobody may change. While
    the row lives, ``sha256(sal || direccion)`` must equal the event's digest; once deleted, the random salt is
    gone and the digest tells nothing, since the whole IPv4 space could be tried against a plain one.
    """

    evento = models.OneToOneField(Evento, models.PROTECT, primary_key=True, related_name="origen")
    direccion = models.GenericIPAddressField(db_index=True)
    sal = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.evento_id} {self.direccion}"


class Acceso(models.Model):
    """Who looked at what, and who was refused. Append-only; not chained, since a GET takes no lock."""

    usuario = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )  # acceso_del_usuario begins with it
    accion = models.CharField(max_length=60)
    objeto = models.CharField(max_length=120, db_index=True)
    permitido = models.BooleanField()
    motivo = models.CharField(max_length=120, blank=True, default="")
    direccion = models.GenericIPAddressField(null=True)
    agente = models.CharField(max_length=200, blank=True, default="")
    cuando = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["direccion", "cuando"], name="acceso_direccion_cuando"),
            models.Index(fields=["-cuando", "-id"], name="acceso_cuando"),
            models.Index(fields=["usuario", "-cuando", "-id"], name="acceso_del_usuario"),
        ]

    def __str__(self) -> str:
        return f"{self.accion} {self.objeto}"


class Ajuste(models.Model):
    """One row: how far ``ocurrido`` may lie from ``registrado``, in seconds; None is no limit.

    In the database, because a limit that lives in Python binds nobody who holds the web's role. Only the owner
    writes it (``manage.py ajustar_bitacora``); without the row the trigger takes five seconds.
    """

    unico = models.BooleanField(primary_key=True, default=True)
    desfase_maximo_segundos = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(unico=True), name="un_solo_ajuste")]

    def __str__(self) -> str:
        return f"{self.desfase_maximo_segundos} s"


class Revision(models.Model):
    """What one walk over all the chains found. Append-only. ``primera``: the first broken row, in words."""

    empezada = models.DateTimeField()
    terminada = models.DateTimeField(db_index=True)
    cadenas = models.PositiveBigIntegerField()
    eventos = models.PositiveBigIntegerField()
    roturas = models.PositiveIntegerField()
    primera = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.terminada:%Y-%m-%d} {self.roturas}"


class Ancla(models.Model):
    """The signed digest of every chain at the end of ``dia`` (``anclas.py``). Append-only.

    Each covers the chains that moved since the one before, whose digest it takes in: together, all of them.
    ``firma`` empty: no key was set that night.
    """

    dia = models.DateField(unique=True)
    previa = models.BinaryField()
    cadenas = models.PositiveBigIntegerField()
    huella = models.BinaryField()
    firma = models.BinaryField(default=b"")
    creada_en = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["dia"]

    def __str__(self) -> str:
        return f"ancla {self.dia}"
