from celery import shared_task

from nucleo.comun import envios


@shared_task(name="comun.barrer_envios", ignore_result=True)
def barrer_envios() -> None:
    """Daily, from beat."""
    envios.barrer()
