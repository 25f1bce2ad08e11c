"""The legal terms of a request, one row each."""

from django.db import models
from django.db.models import F, Q

from catalogo.models import ReglaPlazo, Responsable
from nucleo.comun.reloj import CHILE
from solicitudes.models.solicitud import Solicitud
from solicitudes.pasos import Clase, Fin


class Obligacion(models.Model):
    """One legal term of a request: who owes what, from when, until when, and how it ended (``pasos.PASOS``).

    ``recibida_el`` is the reception that the term counts from, which may be later than ``comienza_en``.
    """

    solicitud = models.ForeignKey(Solicitud, models.PROTECT, related_name="obligaciones")
    clase = models.CharField(max_length=16, choices=Clase)
    caso = models.SlugField(max_length=40)
    regla = models.ForeignKey(ReglaPlazo, models.PROTECT, related_name="+")
    responsable = models.CharField(max_length=16, choices=Responsable)
    comienza_en = models.DateTimeField()
    recibida_el = models.DateField()
    vence_el = models.DateField()
    termina_en = models.DateTimeField(null=True, blank=True)
    fin = models.CharField(max_length=12, choices=Fin, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["vence_el", "solicitud"], name="obligaciones_en_curso", condition=Q(termina_en__isnull=True)
            ),
            models.Index(
                fields=["termina_en", "solicitud"],
                name="pagos_aceptados_por_plazo",
                condition=Q(clase=Clase.VALIDACION, fin=Fin.VENCIDA),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["solicitud", "clase"], condition=Q(termina_en=None), name="una_obligacion_de_cada_clase"
            ),
            models.CheckConstraint(condition=Q(clase__in=Clase.values), name="obligacion_clase_conocida"),
            models.CheckConstraint(
                condition=Q(responsable__in=Responsable.values), name="obligacion_responsable_conocido"
            ),
            models.CheckConstraint(
                condition=Q(termina_en=None, fin="") | Q(termina_en__isnull=False, fin__in=Fin.values),
                name="obligacion_termina_con_su_fin",
            ),
            models.CheckConstraint(condition=Q(vence_el__gte=F("recibida_el")), name="obligacion_en_orden"),
        ]

    def __str__(self) -> str:
        return f"{self.get_clase_display()} hasta el {self.vence_el:%d-%m-%Y}"

    @property
    def cumplida_en_plazo(self) -> bool | None:
        """Whether it was met on its last day or before; None while it runs or when it was never to be met."""
        if self.termina_en is None or self.fin != Fin.CUMPLIDA:
            return None
        return self.termina_en.astimezone(CHILE).date() <= self.vence_el
