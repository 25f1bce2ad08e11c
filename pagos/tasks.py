from celery import shared_task

from pagos import limpieza


@shared_task(name="pagos.barrer", ignore_result=True)
def barrer() -> None:
    """Daily, from beat."""
    limpieza.barrer()
