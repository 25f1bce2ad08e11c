"""What beat asks for. Safe to run twice."""

from celery import shared_task

from fiscalizacion.bitacora import revision
from fiscalizacion.radar import avisos
from nucleo.bitacora import anclas


@shared_task(name="fiscalizacion.avisar_radar", ignore_result=True)
def avisar_radar() -> None:
    avisos.avisar()


@shared_task(name="fiscalizacion.revisar_bitacora", ignore_result=True)
def revisar_bitacora() -> None:
    """Anchors yesterday, then walks everything, that anchor included."""
    anclas.anclar()
    revision.revisar()
