from celery import shared_task

from cuentas import limpieza


@shared_task(name="cuentas.barrer", ignore_result=True)
def barrer() -> None:
    """Daily, from beat."""
    limpieza.barrer()
