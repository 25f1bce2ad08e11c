"""Reference data, edited by SEC: places, distributors, holidays, deadline rules, document types.

What SEC takes out of use is switched off, never deleted: the next ``cargar_catalogo`` would bring it back.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left

from catalogo.querysets import EN_PIE, ReglaPlazoQuerySet
from nucleo.archivos.models import Archivo


class Region(models.Model):
    codigo = models.CharField("CUT", max_length=2, primary_key=True)
    nombre = models.CharField(max_length=80)
    orden = models.CharField(max_length=80, db_collation="C")

    class Meta:
        ordering = ["orden"]
        constraints = [models.CheckConstraint(condition=Q(codigo__regex=r"^[0-9]{2}$"), name="region_cut_de_dos")]

    def __str__(self) -> str:
        return self.nombre


class Provincia(models.Model):
    codigo = models.CharField("CUT", max_length=3, primary_key=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="provincias")
    nombre = models.CharField(max_length=80)
    orden = models.CharField(max_length=80, db_collation="C")

    class Meta:
        ordering = ["orden"]
        constraints = [
            models.CheckConstraint(condition=Q(codigo__regex=r"^[0-9]{3}$"), name="provincia_cut_de_tres"),
            models.CheckConstraint(condition=Q(region=Left("codigo", 2)), name="provincia_de_su_region"),
        ]

    def __str__(self) -> str:
        return self.nombre


class Comuna(models.Model):
    """``region`` repeats what ``provincia`` says, for the filters; the CUT code holds the two together."""

    codigo = models.CharField("CUT", max_length=5, primary_key=True)
    provincia = models.ForeignKey(Provincia, models.PROTECT, related_name="comunas")
    region = models.ForeignKey(Region, models.PROTECT, related_name="comunas")
    nombre = models.CharField(max_length=80)
    orden = models.CharField(max_length=80, db_collation="C")

    class Meta:
        ordering = ["orden"]
        constraints = [
            models.CheckConstraint(condition=Q(codigo__regex=r"^[0-9]{5}$"), name="comuna_cut_de_cinco"),
            models.CheckConstraint(
                condition=Q(provincia=Left("codigo", 3), region=Left("codigo", 2)), name="comuna_de_su_provincia"
            ),
        ]

    def __str__(self) -> str:
        return self.nombre


class Distribuidora(models.Model):
    """``prefijo`` opens every folio of the distributor and cannot change after the first one.

    ``rut`` compact, or empty while it is not known.
    """

    CLASES = [("empresa", "Empresa"), ("cooperativa", "Cooperativa")]

    prefijo = models.CharField(max_length=2, unique=True)
    nombre = models.CharField("nombre de fantasía", max_length=80)
    orden = models.CharField(max_length=80, db_collation="C")
    razon_social = models.CharField("razón social", max_length=160)
    rut = models.CharField("RUT", max_length=12, blank=True)
    clase = models.CharField(max_length=16, choices=CLASES)
    correo_avisos = models.EmailField(max_length=254, blank=True)
    activa = models.BooleanField(default=True)

    class Meta:
        ordering = ["orden"]
        constraints = [
            models.CheckConstraint(condition=Q(prefijo__regex=r"^[A-Z0-9+]{2}$"), name="prefijo_de_dos"),
            models.CheckConstraint(
                condition=Q(clase__in=["empresa", "cooperativa"]), name="distribuidora_clase_conocida"
            ),
            models.CheckConstraint(condition=~Q(nombre="") & ~Q(razon_social=""), name="distribuidora_con_nombre"),
            models.CheckConstraint(
                condition=Q(rut="") | Q(rut__regex=r"^[0-9]{7,8}[0-9K]$"), name="distribuidora_rut_compacto"
            ),
        ]

    def __str__(self) -> str:
        return self.nombre


class MuyBajaDensidad(models.Model):
    """Comunas where a distributor has 30 days instead of 20 (DS 57 art. 15 c); empty until SEC fills it."""

    distribuidora = models.ForeignKey(Distribuidora, models.PROTECT, related_name="+")
    comuna = models.ForeignKey(Comuna, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["distribuidora", "comuna"], name="densidad_una_vez")]


class Feriado(models.Model):
    """A public holiday. One with a region is kept for the record and not counted (reglas.md 3)."""

    fecha = models.DateField()
    nombre = models.CharField(max_length=120)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="feriados")
    vigente = models.BooleanField(default=True)

    class Meta:
        ordering = ["fecha"]
        constraints = [
            models.UniqueConstraint(fields=["fecha", "region"], name="feriado_una_vez", nulls_distinct=False),
            models.CheckConstraint(condition=~Q(nombre=""), name="feriado_con_nombre"),
        ]

    def __str__(self) -> str:
        return f"{self.fecha:%d-%m-%Y} {self.nombre}"


class Unidad(models.TextChoices):
    HABILES = "habiles", "días hábiles"
    CORRIDOS = "corridos", "días corridos"
    MESES = "meses", "meses"


class Responsable(models.TextChoices):
    SOLICITANTE = "solicitante", "Solicitante"
    DISTRIBUIDORA = "distribuidora", "Distribuidora"
    AMBOS = "ambos", "Solicitante y distribuidora"


class ReglaPlazo(models.Model):
    """A term in force between two dates (reglas.md 3): never a constant in the code.

    ``caso`` is a code of ``catalogo/datos_reglas.py`` such as ``si-respuesta`` or ``sc-correccion``. Two
    rules of one case never share a day (migration 0005, ``regla_sin_solape``). ``retirada``: withdrawn before its first
    day; the row stays, since what is received that day may have been counted by it.
    """

    caso = models.SlugField(max_length=40)
    descripcion = models.CharField("descripción", max_length=160)
    cantidad = models.PositiveSmallIntegerField()
    unidad = models.CharField(max_length=8, choices=Unidad)
    articulo = models.CharField("artículo", max_length=60)
    responsable = models.CharField(max_length=16, choices=Responsable)
    vigente_desde = models.DateField()
    vigente_hasta = models.DateField(null=True, blank=True)
    retirada = models.BooleanField(default=False, db_default=False)

    objects = ReglaPlazoQuerySet.as_manager()

    class Meta:
        ordering = ["caso", "vigente_desde"]
        constraints = [
            models.UniqueConstraint(fields=["caso", "vigente_desde"], condition=EN_PIE, name="regla_una_por_inicio"),
            models.UniqueConstraint(
                fields=["caso"], condition=EN_PIE & Q(vigente_hasta=None), name="regla_una_abierta"
            ),
            models.CheckConstraint(condition=Q(cantidad__gte=1), name="regla_cantidad_positiva"),
            models.CheckConstraint(
                condition=Q(vigente_hasta=None) | Q(vigente_hasta__gte=F("vigente_desde")), name="regla_en_orden"
            ),
            models.CheckConstraint(condition=Q(unidad__in=Unidad.values), name="regla_unidad_conocida"),
            models.CheckConstraint(condition=Q(responsable__in=Responsable.values), name="regla_responsable_conocido"),
        ]

    def __str__(self) -> str:
        return f"{self.descripcion}: {self.cantidad} {self.get_unidad_display()}"


class Exigencia(models.TextChoices):
    SIEMPRE = "siempre", "Obligatorio"
    CUANDO = "cuando", "Obligatorio según el caso"
    NUNCA = "nunca", "Opcional"


MEGA = 1024 * 1024


class TipoDocumento(models.Model):
    """One document of one form (S-04 to S-10). ``tramite`` is a request type, or a use such as ``respuesta``.

    ``condicion``, a code of ``catalogo/documentos.py``, names the rule of an ``Exigencia.CUANDO`` document; one of an
    optional document says when it is offered at all.
    ``maximo`` in bytes, on what is received; never over the 5 MB of S-10, which nginx and the checks assume.
    """

    tramite = models.SlugField("trámite", max_length=20)
    codigo = models.CharField("código", max_length=32)
    nombre = models.CharField(max_length=120)
    ayuda = models.CharField(max_length=240, blank=True)
    extensiones = models.CharField(max_length=60, default="pdf,jpg,png,doc,docx")
    maximo = models.PositiveIntegerField("máximo", default=5 * MEGA)
    exigencia = models.CharField(max_length=8, choices=Exigencia)
    condicion = models.SlugField("condición", max_length=40, blank=True)
    articulo = models.CharField("artículo", max_length=60, blank=True)
    orden = models.PositiveSmallIntegerField(default=0)
    vigente = models.BooleanField(default=True)

    class Meta:
        ordering = ["tramite", "orden"]
        constraints = [
            models.UniqueConstraint(fields=["tramite", "codigo"], name="documento_una_vez_por_tramite"),
            models.CheckConstraint(condition=Q(codigo__regex=r"^[a-z][a-z0-9_]*$"), name="documento_codigo_llano"),
            models.CheckConstraint(condition=~Q(nombre=""), name="documento_con_nombre"),
            models.CheckConstraint(condition=Q(maximo__gte=1, maximo__lte=5 * MEGA), name="documento_maximo_posible"),
            models.CheckConstraint(
                condition=Q(extensiones__regex=r"^(pdf|jpg|png|doc|docx)(,(pdf|jpg|png|doc|docx))*$"),
                name="documento_extensiones_conocidas",
            ),
            models.CheckConstraint(condition=Q(exigencia__in=Exigencia.values), name="documento_exigencia_conocida"),
            models.CheckConstraint(
                name="documento_condicion_si_cuando",
                condition=(~Q(exigencia="cuando") | ~Q(condicion="")) & (~Q(exigencia="siempre") | Q(condicion="")),
            ),
        ]

    def __str__(self) -> str:
        return self.nombre

    @property
    def lista_extensiones(self) -> list[str]:
        return self.extensiones.split(",")


class FormularioEnBlanco(models.Model):
    """The form that people print and fill (S-18), one per request type; SEC puts the official one in its place.

    ``es_ejemplo``: still the portal's own, which says so on every page. Digests of former files stay in their events.
    """

    tramite = models.SlugField("trámite", max_length=20, unique=True)
    archivo = models.ForeignKey(Archivo, models.PROTECT, related_name="+")
    es_ejemplo = models.BooleanField("es un ejemplo", default=True)
    cambiado_en = models.DateTimeField()

    def __str__(self) -> str:
        return f"Formulario en blanco de {self.tramite}"


class ReglaAutomatica(models.Model):
    """A transition of the clock that SEC may switch off (reglas.md 2).

    ``codigo`` is the case of the ReglaPlazo whose lapse it waits for, where SEC changes the days.
    """

    codigo = models.SlugField("código", max_length=40, unique=True)
    descripcion = models.CharField("descripción", max_length=200)
    activa = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.descripcion


class Enlace(models.Model):
    """One card of 'Enlaces de interés' (A-20): an address or a file, never both.

    ``codigo`` names the six that the portal brings; one that SEC added has none. ``direccion`` is an http(s)
    address, or a path of this portal (``/ayuda/``): the constraint is the last wall against ``javascript:`` (V28).
    """

    codigo = models.SlugField("código", max_length=40, unique=True, null=True, blank=True)
    titulo = models.CharField("título", max_length=80)
    proposito = models.CharField("propósito", max_length=240)
    direccion = models.CharField("dirección", max_length=500, blank=True)
    archivo = models.ForeignKey(Archivo, models.PROTECT, null=True, blank=True, related_name="+")
    orden = models.PositiveSmallIntegerField(default=0)
    vigente = models.BooleanField(default=True)

    class Meta:
        ordering = ["orden", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(titulo="") & ~Q(proposito=""), name="enlace_con_palabras"),
            models.CheckConstraint(
                name="enlace_direccion_o_archivo",
                condition=(Q(direccion="") & Q(archivo__isnull=False)) | (~Q(direccion="") & Q(archivo__isnull=True)),
            ),
            models.CheckConstraint(
                name="enlace_direccion_segura",
                condition=Q(direccion="")
                | Q(direccion__regex=r"^https?://[^\s\\<>\"]+$")
                | Q(direccion__regex=r"^/([^/\s\\<>\"][^\s\\<>\"]*)?$"),
            ),
        ]

    def __str__(self) -> str:
        return self.titulo

    @property
    def es_externo(self) -> bool:
        return not self.archivo_id and not self.direccion.startswith("/")
