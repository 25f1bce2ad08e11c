"""What beat asks for: lapses and totals every minute, reminders every five, old drafts daily.

Each is safe to run twice.
"""

from celery import shared_task

from solicitudes import avisos_borradores, lapsos, recordatorios
from solicitudes.totales import tablas


@shared_task(name="solicitudes.vencer", ignore_result=True)
def vencer() -> None:
    lapsos.barrer()


@shared_task(name="solicitudes.recordar", ignore_result=True)
def recordar() -> None:
    recordatorios.recordar()


@shared_task(name="solicitudes.barrer_borradores", ignore_result=True)
def barrer_borradores() -> None:
    avisos_borradores.barrer()


@shared_task(name="solicitudes.plegar_totales", ignore_result=True)
def plegar_totales() -> None:
    tablas.plegar()
