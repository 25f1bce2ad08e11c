"""What beat asks for: lapses every minute, reminders every five. Both are safe to run twice, or on two machines."""

from celery import shared_task

from solicitudes import lapsos, recordatorios


@shared_task(name="solicitudes.vencer", ignore_result=True)
def vencer() -> None:
    lapsos.barrer()


@shared_task(name="solicitudes.recordar", ignore_result=True)
def recordar() -> None:
    recordatorios.recordar()
