"""What a bank statement leaves behind, and for how long: other people's payments come in it (DAT-5)."""

from datetime import timedelta

from nucleo.comun.reloj import ahora
from pagos.models import Cartola, LineaCartola

SE_GUARDA = timedelta(days=90)


def barrer() -> int:
    """Forgets the lines that settled no payment, and the text of those that did; returns how many lines went.

    The statement stays with its digest, and each line that a person confirmed with its date and amount.
    """
    viejas = Cartola.objects.filter(subida_en__lt=ahora() - SE_GUARDA)
    lineas = LineaCartola.objects.filter(cartola__in=viejas)
    borradas, _ = lineas.filter(aplicada_en=None).delete()
    lineas.exclude(texto="").update(texto="")
    viejas.exclude(ilegibles=[]).update(ilegibles=[])
    return borradas
