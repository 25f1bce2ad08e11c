from celery import shared_task

from nucleo.archivos import limpieza


@shared_task(name="archivos.barrer_huerfanos")
def barrer_huerfanos() -> None:
    """Daily, from beat. Running it again changes nothing."""
    limpieza.barrer_huerfanos()
