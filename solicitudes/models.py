"""The case file: what was filed, with which papers, and what was answered."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from catalogo.models import Comuna, Distribuidora
from nucleo.archivos.models import Archivo
from nucleo.comun.reloj import CHILE
from solicitudes.estados import SIN_EFECTO, Estado, Parte, Tipo, turno
from solicitudes.querysets import SolicitudQuerySet

_CUENTA = settings.AUTH_USER_MODEL


class ContadorFolio(models.Model):
    """The national counter: one row, locked last before a filing commits, so that no number is lost (S-13)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    ultimo = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="un_solo_contador")]


class Expediente(models.Model):
    """The project that joins the requests of one place (reglas.md 6); never shared between accounts."""

    distribuidora = models.ForeignKey(Distribuidora, models.PROTECT, related_name="+")
    solicitante = models.ForeignKey(_CUENTA, models.PROTECT, related_name="expedientes")
    numero = models.CharField("número de cliente o factibilidad, compacto", max_length=40)
    comuna = models.ForeignKey(Comuna, models.PROTECT, related_name="+")
    creado_en = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["solicitante", "distribuidora", "numero"],
                name="expediente_de_un_lugar",
            )
        ]


class Solicitud(models.Model):
    """One filed form. ``estado`` has one writer, ``actions._aplicar``; the fields of time are those of reglas.md 3.

    ``numero_cliente`` holds the N° de factibilidad when ``es_factibilidad``; the ``…_compacto`` twins are what
    filters compare. ``obligacion`` is the case of the deadline now running, whose last day is ``vence_el``;
    ``plazo_respuesta_el`` is the last day of the answer's legal term and stays after the answer.
    """

    folio = models.CharField(max_length=24, unique=True, db_collation="C")
    folio_numero = models.BigIntegerField(unique=True)
    tipo = models.CharField(max_length=16, choices=Tipo)
    estado = models.CharField(max_length=24, choices=Estado)
    distribuidora = models.ForeignKey(Distribuidora, models.PROTECT, related_name="solicitudes")
    solicitante = models.ForeignKey(_CUENTA, models.PROTECT, related_name="solicitudes")
    expediente = models.ForeignKey(Expediente, models.PROTECT, related_name="solicitudes")
    comuna = models.ForeignKey(Comuna, models.PROTECT, related_name="+")
    numero_cliente = models.CharField("N° de cliente", max_length=40)
    numero_cliente_compacto = models.CharField(max_length=40, db_collation="C")
    es_factibilidad = models.BooleanField(default=False)
    numero_solicitud = models.CharField("N° de solicitud", max_length=40, blank=True)
    numero_solicitud_compacto = models.CharField(max_length=40, blank=True, db_collation="C")
    correo_adicional = models.EmailField(max_length=254, blank=True)
    es_titular = models.BooleanField("es titular del suministro", default=True)
    aumenta_capacidad = models.BooleanField(default=False)
    pago_sin_revisar = models.BooleanField(default=False)

    enviada_en = models.DateTimeField()
    recibida_el = models.DateField()
    respondida_en = models.DateTimeField(null=True, blank=True)
    disponible_en = models.DateTimeField(null=True, blank=True)
    plazo_respuesta_el = models.DateField(null=True, blank=True)
    caso = models.SlugField("caso del plazo de respuesta", max_length=40, blank=True)
    obligacion = models.SlugField(max_length=40, blank=True)
    vence_el = models.DateField(null=True, blank=True)
    abierta_en = models.DateTimeField(null=True, blank=True)

    objects = SolicitudQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                F("distribuidora"),
                F("enviada_en").desc(),
                F("id").desc(),
                name="bandeja",
            ),
            models.Index(
                F("distribuidora"),
                F("estado"),
                F("enviada_en").desc(),
                F("id").desc(),
                name="bandeja_estado",
            ),
            models.Index(
                F("solicitante"),
                F("enviada_en").desc(),
                F("id").desc(),
                name="bandeja_solicitante",
            ),
            models.Index(F("enviada_en").desc(), F("id").desc(), name="todas_por_envio"),
            models.Index(fields=["distribuidora", "numero_cliente_compacto"], name="por_cliente"),
            models.Index(
                fields=["vence_el"],
                name="por_vencimiento",
                condition=Q(vence_el__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(tipo__in=Tipo.values), name="tipo_conocido"),
            models.CheckConstraint(condition=Q(estado__in=Estado.values), name="estado_conocido"),
            models.CheckConstraint(
                condition=Q(folio__regex=r"^[A-Z0-9+]{2}[1-9][0-9]*$"),
                name="folio_bien_formado",
            ),
            models.CheckConstraint(
                condition=Q(disponible_en=None)
                | Q(tipo=Tipo.MANIFESTACION)
                # A CHECK passes on NULL, so the date itself is asked for.
                | Q(respondida_en__isnull=False, disponible_en__gte=F("respondida_en")),
                name="disponible_despues_de_respondida",
            ),
            models.CheckConstraint(
                condition=~Q(estado__in=[Estado.RESPONDIDO, Estado.RESPONDIDO_AUTOMATICO])
                | Q(tipo=Tipo.MANIFESTACION)
                | Q(respondida_en__isnull=False),
                name="respondido_con_fecha",
            ),
            models.CheckConstraint(
                condition=~Q(tipo=Tipo.MANIFESTACION) | Q(respondida_en=None),
                name="manifestacion_sin_respuesta",
            ),
            models.CheckConstraint(
                condition=Q(obligacion="", vence_el=None) | (~Q(obligacion="") & Q(vence_el__isnull=False)),
                name="obligacion_con_vencimiento",
            ),
            models.UniqueConstraint(
                fields=["expediente", "tipo"],
                condition=~Q(estado__in=[e.value for e in sorted(SIN_EFECTO)]) & ~Q(tipo=Tipo.INFORMACION),
                name="un_tramite_vivo_por_expediente",
            ),
        ]

    def __str__(self) -> str:
        return self.folio

    def get_absolute_url(self) -> str:
        return self.direccion("detalle")

    def direccion(self, nombre: str) -> str:
        """The address of a page of this request; ``+`` travels as ``%2B``, which no client reads as a space."""
        return reverse(f"solicitudes:{nombre}", args=[self.folio]).replace("+", "%2B")

    @property
    def respondida_en_plazo(self) -> bool | None:
        """The Chilean date of the answer is not after the last day (reglas.md 3); None without answer or term."""
        if self.respondida_en is None or self.plazo_respuesta_el is None:
            return None
        return self.respondida_en.astimezone(CHILE).date() <= self.plazo_respuesta_el

    @property
    def cadena(self) -> str:
        """The event chain of this request."""
        return f"solicitud:{self.pk}"

    @property
    def ficha_estado(self) -> Estado:
        return Estado(self.estado)

    @property
    def turno(self) -> Parte:
        return turno(Estado(self.estado), aumenta_capacidad=self.aumenta_capacidad)

    @property
    def es_nueva(self) -> bool:
        """'Nueva' lasts until the first opening by anyone of the distributor (reglas.md 1)."""
        return self.abierta_en is None


class Adjunto(models.Model):
    """A document of a request. A corrected one is a new version; the old rows stay (reglas.md 2)."""

    solicitud = models.ForeignKey(Solicitud, models.PROTECT, related_name="adjuntos")
    codigo = models.SlugField("código", max_length=32)
    nombre = models.CharField(max_length=120)
    archivo = models.ForeignKey(Archivo, models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    creado_en = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["solicitud", "codigo", "version"],
                name="adjunto_una_vez_por_version",
            )
        ]


class Respuesta(models.Model):
    """What the distributor answered. Version 1 never changes; a complement is one more (DS 57 art. 79).

    ``disponible_en`` is the lock: without it nobody of the applicant's side reaches the file (P-05).
    """

    solicitud = models.ForeignKey(Solicitud, models.PROTECT, related_name="respuestas")
    version = models.PositiveSmallIntegerField(default=1)
    archivo = models.ForeignKey(Archivo, models.PROTECT, related_name="+")
    comentario = models.TextField(max_length=4000, blank=True)
    creada_por = models.ForeignKey(_CUENTA, models.PROTECT, related_name="+")
    creada_en = models.DateTimeField()
    disponible_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["solicitud", "version"], name="respuesta_una_vez_por_version")]


class Borrador(models.Model):
    """A form not filed yet: no folio, seen by its owner only, erased 30 days after its last touch (reglas.md 6).

    ``datos`` keeps what was typed, right or wrong, by the field's name.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dueno = models.ForeignKey(_CUENTA, models.PROTECT, related_name="borradores")
    tipo = models.CharField(max_length=16, choices=Tipo)
    datos = models.JSONField(default=dict)
    creado_en = models.DateTimeField()
    tocado_en = models.DateTimeField()

    class Meta:
        ordering = ["-tocado_en"]
        indexes = [models.Index(fields=["dueno", "-tocado_en"], name="borradores_de")]


class BorradorArchivo(models.Model):
    """A file already received for a draft; filing hands the same Archivo to the request."""

    borrador = models.ForeignKey(Borrador, models.CASCADE, related_name="archivos")
    codigo = models.SlugField("código", max_length=32)
    archivo = models.ForeignKey(Archivo, models.PROTECT, related_name="+")
    creado_en = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["borrador", "codigo"], name="un_archivo_por_documento")]
