from celery import shared_task

from suministros.carga import limpieza


@shared_task(name="suministros.barrer_cargas", ignore_result=True)
def barrer_cargas() -> None:
    """Daily, from beat."""
    limpieza.barrer()
