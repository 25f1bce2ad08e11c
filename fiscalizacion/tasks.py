"""What beat asks for. Safe to run twice."""

from celery import shared_task

from fiscalizacion.bitacora import aviso_de_ancla, revision
from fiscalizacion.radar import avisos
from nucleo.bitacora import anclas


@shared_task(name="fiscalizacion.avisar_radar", ignore_result=True)
def avisar_radar() -> None:
    avisos.avisar()


@shared_task(name="fiscalizacion.revisar_bitacora", ignore_result=True)
def revisar_bitacora() -> None:
    """Anchors yesterday and writes it to SEC, then walks everything, that anchor included."""
    anclas.anclar()
    aviso_de_ancla.avisar()
    revision.revisar()
