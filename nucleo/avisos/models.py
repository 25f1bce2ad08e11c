"""The outbox, the texts that SEC edits, and the additional addresses that asked for silence."""

from email.utils import parseaddr
from uuid import uuid4

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from nucleo.bitacora.models import Evento
from nucleo.comun.reloj import ahora


class Canal(models.TextChoices):
    CORREO = "correo", "Correo"
    SMS = "sms", "SMS"
    PORTAL = "portal", "Portal"


class EstadoAviso(models.TextChoices):
    PENDIENTE = "pendiente", "Por enviar"
    ENVIANDO = "enviando", "Enviando"
    ENVIADO = "enviado", "Enviado"
    MUERTO = "muerto", "No se pudo enviar"
    DESCARTADO = "descartado", "Descartado"


class Causa(models.TextChoices):
    """Why the last try failed, which decides what happens next (``reintentos.py``); or why it was not sent."""

    NINGUNA = "", "–"
    CONEXION = "conexion", "El servidor no responde"
    CORTE = "corte", "La conexión se cortó durante el envío"
    TEMPORAL = "temporal", "El servidor pidió reintentar"
    RECHAZO = "rechazo", "El servidor lo rechazó"
    MENSAJE = "mensaje", "El mensaje no se puede armar"
    PREFERENCIA = "preferencia", "La cuenta lo apagó"


POR_ENVIAR = (EstadoAviso.PENDIENTE, EstadoAviso.ENVIANDO)


def nuevo_message_id() -> str:
    """A Message-ID made with the row and never again: a second send carries the same one.

    Not the bare row number: two installations would write equal ones, and mail clients drop the second.
    """
    dominio = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<aviso.{uuid4().hex}@{dominio}>"


class Aviso(models.Model):
    """One message to one recipient by one channel (seguridad.md 4.1). Written only by ``encolar`` and ``despacho``.

    ``evento``: the id of the Evento it tells, or a text key such as ``activacion:17:2``, as text.
    ``proximo``: when it may be claimed: the next try if pendiente, the end of the sender's lease if enviando.
    ``intentos`` also fences: a sender finishes only the try that it claimed.
    ``asunto`` and ``texto`` are what was sent; until then, and of what carries a code, the subject is empty.
    """

    evento = models.CharField(max_length=80)
    clave = models.SlugField(max_length=60, db_index=False)
    destinatario = models.CharField(max_length=254)
    canal = models.CharField(max_length=8, choices=Canal, default=Canal.CORREO)
    adicional = models.BooleanField("correo adicional", default=False)
    usuario = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="avisos", db_index=False
    )
    contexto = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    message_id = models.CharField(max_length=160, unique=True, default=nuevo_message_id, editable=False)
    estado = models.CharField(max_length=12, choices=EstadoAviso, default=EstadoAviso.PENDIENTE)
    intentos = models.PositiveSmallIntegerField(default=0)
    proximo = models.DateTimeField(default=ahora)
    intentado_en = models.DateTimeField(null=True, blank=True)
    causa = models.CharField(max_length=12, choices=Causa, default="", blank=True)
    error = models.CharField(max_length=500, default="", blank=True)
    asunto = models.CharField(max_length=250, default="", blank=True)
    texto = models.TextField(default="", blank=True)
    creado_en = models.DateTimeField(default=ahora)
    enviado_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evento", "clave", "destinatario", "canal"], name="aviso_una_vez"),
            models.CheckConstraint(condition=Q(estado__in=EstadoAviso.values), name="aviso_estado_conocido"),
            models.CheckConstraint(condition=Q(canal__in=Canal.values), name="aviso_canal_conocido"),
            models.CheckConstraint(
                name="aviso_enviado_con_fecha",
                condition=Q(estado="enviado", enviado_en__isnull=False)
                | (~Q(estado="enviado") & Q(enviado_en__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["proximo", "id"], condition=Q(estado__in=POR_ENVIAR), name="aviso_por_enviar"),
            models.Index(fields=["usuario", "-creado_en"], name="aviso_del_usuario"),
            models.Index(fields=["estado", "-creado_en"], name="aviso_por_estado"),
        ]

    def __str__(self) -> str:
        return f"aviso {self.pk} ({self.clave})"


class MensajePredefinido(models.Model):
    """Subject and body of one notice, edited by SEC (F-05). ``tramite`` empty: the text of every form.

    The originals stay in ``catalogo_mensajes.py``; ``modificado_en`` null means that nobody has changed this one.
    Both texts empty: the form had its own and went back to the general one.
    """

    clave = models.SlugField(max_length=60, db_index=False)
    tramite = models.CharField("trámite", max_length=20, blank=True, default="")
    asunto = models.CharField(max_length=150, blank=True)
    cuerpo = models.TextField("mensaje", blank=True)
    modificado_en = models.DateTimeField(null=True, blank=True)
    modificado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["clave", "tramite"]
        constraints = [
            models.UniqueConstraint(fields=["clave", "tramite"], name="mensaje_uno_por_tramite"),
            models.CheckConstraint(
                name="mensaje_modificado_por_alguien",
                condition=Q(modificado_en__isnull=True, modificado_por__isnull=True)
                | Q(modificado_en__isnull=False, modificado_por__isnull=False),
            ),
            models.CheckConstraint(
                name="mensaje_entero_o_vacio",
                condition=Q(asunto="", cuerpo="") | (~Q(asunto="") & ~Q(cuerpo="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clave} {self.tramite}".strip()


class VersionDeMensaje(models.Model):
    """A text that a message had, from ``grabada_en`` until the next number. Read and insert only (migration 0002).

    Number 0 is what stood before the first change, so nobody wrote it. Empty texts: the general one took its place.
    """

    clave = models.SlugField(max_length=60, db_index=False)
    tramite = models.CharField("trámite", max_length=20, blank=True, default="")
    numero = models.PositiveIntegerField()
    asunto = models.CharField(max_length=150, blank=True)
    cuerpo = models.TextField("mensaje", blank=True)
    grabada_en = models.DateTimeField(null=True)
    grabada_por = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    evento = models.OneToOneField(Evento, models.PROTECT, null=True, related_name="version_de_mensaje")

    class Meta:
        ordering = ["clave", "tramite", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["clave", "tramite", "numero"], name="version_una_por_numero"),
            models.CheckConstraint(
                name="version_de_alguien",
                condition=Q(numero=0, grabada_en__isnull=True, grabada_por__isnull=True, evento__isnull=True)
                | Q(numero__gt=0, grabada_en__isnull=False, grabada_por__isnull=False, evento__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clave} {self.tramite} {self.numero}"


class Preferencia(models.Model):
    """What an account switched off (``preferencias``); no row: nothing. Legal notices have no switch."""

    usuario = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="preferencia_de_avisos"
    )
    recordatorios = models.BooleanField(default=True)
    sms = models.BooleanField("SMS", default=True)
    cambiada_en = models.DateTimeField(default=ahora)

    def __str__(self) -> str:
        return f"preferencia {self.pk}"


class Baja(models.Model):
    """An additional address, in lower case, whose owner wants no more notices (reglas.md 5)."""

    destinatario = models.CharField(max_length=254, unique=True)
    creada_en = models.DateTimeField(default=ahora)

    def __str__(self) -> str:
        return f"baja {self.pk}"
