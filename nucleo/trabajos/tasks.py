"""What the Celery worker runs. No arguments: what is to be done is in the table (V17)."""

from celery import shared_task

from nucleo.trabajos import ejecucion


@shared_task(name="trabajos.ejecutar", ignore_result=True)
def ejecutar() -> None:
    ejecucion.ejecutar_pendientes()


@shared_task(name="trabajos.barrer", ignore_result=True)
def barrer() -> None:
    """Daily, from beat."""
    ejecucion.barrer()
