"""Files that take too long for a request: ordered, prepared in the background, kept for a week."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from nucleo.archivos.models import Archivo
from nucleo.comun.reloj import ahora


class Estado(models.TextChoices):
    EN_COLA = "en-cola", "En cola"
    PREPARANDO = "preparando", "En preparación"
    LISTO = "listo", "Listo"
    FALLO = "fallo", "Falló"


EN_CURSO = (Estado.EN_COLA, Estado.PREPARANDO)


class Trabajo(models.Model):
    """One order of one account. ``tipo`` names the builder, ``filtros`` are its arguments.

    ``arriendo`` is until when the worker that holds it may be believed alive (database clock); in the queue, from
    when it may be taken again. ``intentos`` is also the fence: whoever comes back late with an older number
    changes nothing. ``vence``: after it the row goes, and the file with it (DAT-5).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tipo = models.CharField(max_length=40)
    usuario = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    filtros = models.JSONField(default=dict)
    nombre = models.CharField(max_length=120)
    estado = models.CharField(max_length=12, choices=Estado, default=Estado.EN_COLA)
    hechas = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    arriendo = models.DateTimeField(null=True)
    intentos = models.PositiveSmallIntegerField(default=0)
    archivo = models.OneToOneField(Archivo, models.PROTECT, null=True, related_name="+")
    creado_en = models.DateTimeField()
    terminado_en = models.DateTimeField(null=True)
    vence = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["creado_en"], condition=Q(estado__in=EN_CURSO), name="trabajo_por_hacer"),
            models.Index(fields=["usuario", "tipo", "-creado_en"], name="trabajo_por_cuenta"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(estado__in=Estado.values), name="trabajo_estado_conocido"),
            models.CheckConstraint(
                condition=Q(estado=Estado.LISTO, archivo__isnull=False, terminado_en__isnull=False)
                | (~Q(estado=Estado.LISTO) & Q(archivo__isnull=True)),
                name="trabajo_listo_con_archivo",
            ),
            models.CheckConstraint(
                condition=~Q(estado=Estado.PREPARANDO) | Q(arriendo__isnull=False),
                name="trabajo_preparado_con_arriendo",
            ),
        ]

    def __str__(self) -> str:
        return self.nombre

    @property
    def en_curso(self) -> bool:
        return self.estado in EN_CURSO

    @property
    def vencido(self) -> bool:
        return self.vence <= ahora()
