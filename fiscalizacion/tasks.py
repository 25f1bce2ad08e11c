"""What beat asks for. Safe to run twice."""

from celery import shared_task

from fiscalizacion.radar import avisos


@shared_task(name="fiscalizacion.avisar_radar", ignore_result=True)
def avisar_radar() -> None:
    avisos.avisar()
