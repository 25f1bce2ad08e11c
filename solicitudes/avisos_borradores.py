"""The life of a draft: 30 days from its last touch, a message 3 days before (reglas.md 6)."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from catalogo import horario
from catalogo.plazos import calendario
from nucleo.avisos import redactores
from nucleo.avisos.actions import encolar
from nucleo.avisos.clases import Clase
from nucleo.avisos.correo import armar
from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import Redactado
from nucleo.comun.reloj import ahora
from nucleo.comun.templatetags.formatos import fecha_texto
from solicitudes.models import Borrador

VIDA = timedelta(days=30)
ANTES = timedelta(days=3)
CLAVE = "borrador_por_borrarse"


def barrer() -> tuple[int, int]:
    """How many drafts went and how many owners are told. Safe to run twice, and while people type."""
    return borrar_viejos(), avisar()


def borrar_viejos() -> int:
    """Each in its own transaction and looked at again under its lock: its owner may be typing this very minute.

    Its links to files go with it; the sweep of ``archivos`` takes the files that nothing else holds.
    """
    limite, borrados = ahora() - VIDA, 0
    for identidad in list(Borrador.objects.filter(tocado_en__lt=limite).values_list("pk", flat=True)):
        with transaction.atomic():
            viejo = Borrador.objects.select_for_update(skip_locked=True).filter(pk=identidad, tocado_en__lt=limite)
            if borrador := viejo.first():
                borrador.delete()
                borrados += 1
    return borrados


@transaction.atomic
def avisar() -> int:
    """One message per draft and last touch; it leaves in business hours."""
    instante = ahora()
    desde = horario.proximo(instante, calendario())
    por_borrarse = Borrador.objects.filter(
        tocado_en__lt=instante - (VIDA - ANTES), tocado_en__gte=instante - VIDA, dueno__estado="activa"
    ).select_related("dueno")
    avisos = [
        encolar(
            clave=CLAVE,
            evento=f"borrador:{borrador.pk}:{borrador.tocado_en:%Y%m%d%H%M%S}",
            destinatario=borrador.dueno.email,
            usuario=borrador.dueno,
            contexto={"borrador": str(borrador.pk)},
            desde=desde,
        )
        for borrador in por_borrarse
    ]
    return sum(aviso is not None for aviso in avisos)


def registrar() -> None:
    redactores.registrar(CLAVE, _redactar, clase=Clase.PRESCINDIBLE, nombre="Borrador por borrarse")


def _redactar(aviso: Aviso) -> Redactado | None:
    """None for a draft that was filed, discarded or touched since: nothing is about to be lost."""
    borrador = Borrador.objects.select_related("dueno").filter(pk=UUID(aviso.contexto["borrador"])).first()
    if borrador is None or not borrador.dueno.is_active or borrador.tocado_en >= ahora() - (VIDA - ANTES):
        return None
    formulario = borrador.get_tipo_display()
    dia = fecha_texto(borrador.tocado_en + VIDA)
    enlace = settings.PORTAL_URL.rstrip("/") + reverse("solicitudes:datos", args=[borrador.pk])
    return armar(
        aviso,
        f"Tu borrador de {formulario} se borrará el {dia}",
        f"Hola, {borrador.dueno.nombre}:\n\n"
        f"Empezaste una {formulario} y aún no la envías. Si no la abres antes del {dia}, se borrará con sus archivos."
        " Al guardar un cambio tienes 30 días más.\n\n"
        f"Continuar el borrador: {enlace}",
    )
