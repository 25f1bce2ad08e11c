from celery import shared_task

from cuentas.documento import copias as documentos
from suministros.carga import limpieza
from suministros.identidades import copias as poderes


@shared_task(name="suministros.barrer_cargas", ignore_result=True)
def barrer_cargas() -> None:
    """Daily, from beat."""
    limpieza.barrer()


@shared_task(name="suministros.barrer_copias", ignore_result=True)
def barrer_copias() -> None:
    """Daily, from beat. Running it again changes nothing."""
    documentos.barrer()
    poderes.barrer()
