"""Reference data, edited by SEC: places, distributors, holidays, deadline rules, document types."""

from django.db import models
from django.db.models import F, Q


class Region(models.Model):
    codigo = models.CharField("CUT", max_length=2, primary_key=True)
    nombre = models.CharField(max_length=80)
    orden = models.CharField(max_length=80, db_collation="C")

    class Meta:
        ordering = ["orden"]

    def __str__(self) -> str:
        return self.nombre


class Provincia(models.Model):
    codigo = models.CharField("CUT", max_length=3, primary_key=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="provincias")
    nombre = models.CharField(max_length=80)
    orden = models.CharField(max_length=80, db_collation="C")

    class Meta:
        ordering = ["orden"]

    def __str__(self) -> str:
        return self.nombre


class Comuna(models.Model):
    codigo = models.CharField("CUT", max_length=5, primary_key=True)
    provincia = models.ForeignKey(Provincia, models.PROTECT, related_name="comunas")
    region = models.ForeignKey(Region, models.PROTECT, related_name="comunas")
    nombre = models.CharField(max_length=80)
    orden = models.CharField(max_length=80, db_collation="C")

    class Meta:
        ordering = ["orden"]

    def __str__(self) -> str:
        return self.nombre


class Distribuidora(models.Model):
    """``prefijo`` opens every folio of the distributor and cannot change after the first one."""

    prefijo = models.CharField(max_length=2, unique=True)
    nombre = models.CharField("nombre de fantasía", max_length=80)
    orden = models.CharField(max_length=80, db_collation="C")
    razon_social = models.CharField("razón social", max_length=160)
    rut = models.CharField("RUT", max_length=12, blank=True)
    clase = models.CharField(max_length=16, choices=[("empresa", "Empresa"), ("cooperativa", "Cooperativa")])
    correo_avisos = models.EmailField(max_length=254, blank=True)
    activa = models.BooleanField(default=True)

    class Meta:
        ordering = ["orden"]
        constraints = [models.CheckConstraint(condition=Q(prefijo__regex=r"^[A-Z0-9+]{2}$"), name="prefijo_de_dos")]

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

    class Meta:
        ordering = ["fecha"]
        constraints = [
            models.UniqueConstraint(fields=["fecha", "region"], name="feriado_una_vez", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.fecha:%d-%m-%Y} {self.nombre}"


class Unidad(models.TextChoices):
    HABILES = "habiles", "días hábiles"
    CORRIDOS = "corridos", "días corridos"
    MESES = "meses", "meses"


class ReglaPlazo(models.Model):
    """A term in force between two dates (reglas.md 3): never a constant in the code.

    ``caso`` is a code of ``catalogo/datos_reglas.py`` such as ``si-respuesta`` or ``sc-correccion``.
    """

    caso = models.SlugField(max_length=40)
    descripcion = models.CharField("descripción", max_length=160)
    cantidad = models.PositiveSmallIntegerField()
    unidad = models.CharField(max_length=8, choices=Unidad)
    articulo = models.CharField("artículo", max_length=40)
    responsable = models.CharField(max_length=16)
    vigente_desde = models.DateField()
    vigente_hasta = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["caso", "vigente_desde"]
        constraints = [
            models.UniqueConstraint(fields=["caso", "vigente_desde"], name="regla_una_por_inicio"),
            models.UniqueConstraint(fields=["caso"], condition=Q(vigente_hasta=None), name="regla_una_abierta"),
            models.CheckConstraint(condition=Q(cantidad__gte=1), name="regla_cantidad_positiva"),
            models.CheckConstraint(
                condition=Q(vigente_hasta=None) | Q(vigente_hasta__gte=F("vigente_desde")), name="regla_en_orden"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.descripcion}: {self.cantidad} {self.get_unidad_display()}"


class Exigencia(models.TextChoices):
    SIEMPRE = "siempre", "Obligatorio"
    CUANDO = "cuando", "Obligatorio según el caso"
    NUNCA = "nunca", "Opcional"


class TipoDocumento(models.Model):
    """One document of one form (S-04 to S-10). ``tramite`` is a request type, or a use such as ``respuesta``.

    ``condicion`` names the rule of an ``Exigencia.CUANDO`` document, as listed in ``solicitudes/documentos.py``.
    ``maximo`` in bytes, on what is received.
    """

    tramite = models.CharField("trámite", max_length=20)
    codigo = models.SlugField("código", max_length=32)
    nombre = models.CharField(max_length=120)
    ayuda = models.CharField(max_length=240, blank=True)
    extensiones = models.CharField(max_length=60, default="pdf,jpg,png,doc,docx")
    maximo = models.PositiveIntegerField(default=5 * 1024 * 1024)
    exigencia = models.CharField(max_length=8, choices=Exigencia)
    condicion = models.SlugField("condición", max_length=40, blank=True)
    articulo = models.CharField("artículo", max_length=40, blank=True)
    orden = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["tramite", "orden"]
        constraints = [
            models.UniqueConstraint(fields=["tramite", "codigo"], name="documento_una_vez_por_tramite"),
            models.CheckConstraint(condition=Q(maximo__gte=1), name="documento_maximo_positivo"),
            models.CheckConstraint(
                name="documento_condicion_si_cuando",
                condition=(Q(exigencia="cuando") & ~Q(condicion="")) | (~Q(exigencia="cuando") & Q(condicion="")),
            ),
        ]

    def __str__(self) -> str:
        return self.nombre

    @property
    def lista_extensiones(self) -> list[str]:
        return self.extensiones.split(",")


class ReglaAutomatica(models.Model):
    """A transition of the clock that SEC may change or switch off (reglas.md 2)."""

    codigo = models.SlugField("código", max_length=40, unique=True)
    descripcion = models.CharField("descripción", max_length=200)
    activa = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.descripcion
