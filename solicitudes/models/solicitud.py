"""The request: what was filed, where it stands and its clock."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from catalogo.models import Comuna, Distribuidora
from nucleo.comun.reloj import CHILE
from solicitudes.estados import (
    RESPONDIDAS,
    SIN_EFECTO,
    Cuenta,
    Estado,
    Parte,
    Tipo,
    cuenta_del_dia,
    turno,
)
from solicitudes.models.campos import kw
from solicitudes.models.expedientes import Expediente
from solicitudes.models.indices import INDICES
from solicitudes.querysets import SolicitudQuerySet

_CUENTA = settings.AUTH_USER_MODEL


class CambioCapacidad(models.TextChoices):
    """What a manifestación does to the capacity asked for (DS 57 art. 20)."""

    MANTIENE = "mantiene", "Se mantiene"
    BAJA = "baja", "Baja"
    SUBE = "sube", "Sube"


class ClaseDocumento(models.TextChoices):
    """'Manifestación de Conformidad y otros' files either (S-07)."""

    MANIFESTACION = "manifestacion", "Manifestación de Conformidad"
    OTRO = "otro", "Otro documento"


class Solicitud(models.Model):
    """One filed form. ``estado`` has one writer, ``actions._aplicar``; the fields of time are those of reglas.md 3.

    ``numero_cliente`` holds the N° de factibilidad when ``es_factibilidad``; the ``…_compacto`` twins are what
    filters compare. ``recibida_el`` is the first reception and ``recepcion_el`` the last one (a correction is
    another). ``obligacion`` is the case of the deadline now running, whose last day is ``vence_el``: a copy of the
    row of ``Obligacion`` that rules in this state; ``plazo_respuesta_el`` is the last day of the answer's legal term
    and stays after the answer. ``dias_…`` are the hábil days counted up to ``contado_hasta``, by whose they were;
    those since then belong to ``cuenta``. ``dias_respuesta`` are the days of the legal term that the answer took.
    ``reclasificada`` and ``aceptada_por_plazo`` say that it happened once, also if it was undone: lists find them.
    """

    folio = models.CharField(max_length=24, unique=True, db_collation="C")
    folio_numero = models.BigIntegerField(unique=True)
    tipo = models.CharField(max_length=16, choices=Tipo)
    estado = models.CharField(max_length=24, choices=Estado)
    distribuidora = models.ForeignKey(Distribuidora, models.PROTECT, related_name="solicitudes", db_index=False)
    solicitante = models.ForeignKey(_CUENTA, models.PROTECT, related_name="solicitudes", db_index=False)
    expediente = models.ForeignKey(Expediente, models.PROTECT, related_name="solicitudes")
    comuna = models.ForeignKey(Comuna, models.PROTECT, related_name="+", db_index=False)
    numero_cliente = models.CharField("N° de cliente", max_length=40)
    numero_cliente_compacto = models.CharField(max_length=40, db_collation="C")
    es_factibilidad = models.BooleanField(default=False)
    numero_solicitud = models.CharField("N° de solicitud", max_length=40, blank=True)
    numero_solicitud_compacto = models.CharField(max_length=40, blank=True, db_collation="C")
    correo_adicional = models.EmailField(max_length=254, blank=True)
    es_titular = models.BooleanField("es titular del suministro", default=True)
    aumenta_capacidad = models.BooleanField(default=False)
    capacidad_instalar = kw("capacidad por instalar")
    capacidad_inyectar = kw("capacidad por inyectar")
    capacidad_nueva = kw("capacidad nueva")
    cambio_capacidad = models.CharField(max_length=8, choices=CambioCapacidad, blank=True)
    clase_documento = models.CharField(max_length=16, choices=ClaseDocumento, blank=True)
    nombre_documento = models.CharField(max_length=120, blank=True)
    aporta_medidor = models.BooleanField(default=False)
    pago_sin_revisar = models.BooleanField(default=False)
    fuera_de_orden = models.BooleanField("respondida fuera de orden", default=False)
    fuera_de_vigencia = models.BooleanField("enviada fuera de vigencia", default=False)
    reclasificada = models.BooleanField("con otro caso que el primero", default=False)
    aceptada_por_plazo = models.BooleanField("con un pago aceptado por plazo", default=False)
    asignada_a = models.ForeignKey(
        _CUENTA, models.PROTECT, null=True, blank=True, related_name="asignadas", db_index=False
    )

    enviada_en = models.DateTimeField()
    recibida_el = models.DateField()
    recepcion_el = models.DateField("última recepción")
    respondida_en = models.DateTimeField(null=True, blank=True)
    disponible_en = models.DateTimeField(null=True, blank=True)
    plazo_respuesta_el = models.DateField(null=True, blank=True)
    caso = models.SlugField("caso del plazo de respuesta", max_length=40, blank=True, db_index=False)
    obligacion = models.SlugField(max_length=40, blank=True, db_index=False)
    vence_el = models.DateField(null=True, blank=True)
    abierta_en = models.DateTimeField(null=True, blank=True)
    cerrada_en = models.DateTimeField(null=True, blank=True)
    prorrogada_hasta = models.DateField(null=True, blank=True)
    contado_hasta = models.DateField()
    dias_distribuidora = models.PositiveIntegerField(default=0)
    dias_solicitante = models.PositiveIntegerField(default=0)
    dias_pago = models.PositiveIntegerField(default=0)
    dias_nadie = models.PositiveIntegerField(default=0)
    dias_respuesta = models.PositiveIntegerField(null=True, blank=True)

    objects = SolicitudQuerySet.as_manager()

    class Meta:
        indexes = INDICES
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
                condition=~Q(estado__in=RESPONDIDAS) | Q(tipo=Tipo.MANIFESTACION) | Q(respondida_en__isnull=False),
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
            models.CheckConstraint(
                condition=Q(contado_hasta__gte=F("recibida_el")) & Q(recepcion_el__gte=F("recibida_el")),
                name="dias_desde_la_recepcion",
            ),
            models.CheckConstraint(
                condition=(Q(clase_documento="") & ~Q(tipo=Tipo.MANIFESTACION))
                | (Q(clase_documento__in=ClaseDocumento.values) & Q(tipo=Tipo.MANIFESTACION)),
                name="clase_de_documento_de_mc",
            ),
            models.CheckConstraint(
                condition=~Q(aumenta_capacidad=True) | Q(cambio_capacidad=CambioCapacidad.SUBE),
                name="aumenta_si_sube",
            ),
            models.CheckConstraint(
                condition=Q(cambio_capacidad__in=["", *CambioCapacidad.values]), name="cambio_de_capacidad_conocido"
            ),
            models.CheckConstraint(
                condition=(Q(capacidad_instalar=None) | Q(capacidad_instalar__gt=0))
                & (Q(capacidad_inyectar=None) | Q(capacidad_inyectar__gt=0))
                & (Q(capacidad_nueva=None) | Q(capacidad_nueva__gt=0)),
                name="capacidad_positiva",
            ),
            models.UniqueConstraint(
                fields=["expediente", "tipo"],
                condition=~Q(estado__in=[e.value for e in sorted(SIN_EFECTO)])
                & ~Q(tipo=Tipo.INFORMACION)
                & ~Q(clase_documento=ClaseDocumento.OTRO),
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
    def es_otro_documento(self) -> bool:
        """Filed by the form of the MC without being one: as many as wanted, none of them a step (S-07)."""
        return self.clase_documento == ClaseDocumento.OTRO

    @property
    def cuenta(self) -> Cuenta:
        """To whom the days that pass now are counted."""
        return cuenta_del_dia(Estado(self.estado), aumenta_capacidad=self.aumenta_capacidad)

    @property
    def es_nueva(self) -> bool:
        """'Nueva' lasts until the first opening by anyone of the distributor (reglas.md 1)."""
        return self.abierta_en is None
