"""What became of the lines that a person chose: which were done, which were not, and why."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest

from nucleo.comun.errores import EstadoCambio
from nucleo.comun.templatetags.formatos import fecha_hora_texto
from pagos.actions.cartola import Aplicada
from pagos.models import LineaCartola


def contar(
    request: HttpRequest, hechas: Iterable[Aplicada], fallidas: Iterable[tuple[LineaCartola, EstadoCambio]]
) -> None:
    """Leaves the bands that the next page shows."""
    hechas, fallidas = list(hechas), list(fallidas)
    if not hechas and not fallidas:
        messages.warning(request, "Elige al menos una línea.")
    if validados := [una.folio for una in hechas if not una.confirmada]:
        messages.success(request, f"Validaste {_pagos(validados)}. Avisamos a cada solicitante por correo.")
    if confirmados := [una.folio for una in hechas if una.confirmada]:
        messages.success(
            request, f"Confirmaste {_pagos(confirmados)}, que el plazo había aceptado. No avisamos a nadie."
        )
    for linea, error in fallidas:
        messages.warning(request, f"La línea {linea.numero} no se validó. {_porque(error)}")


def _pagos(folios: list[str]) -> str:
    return f"{len(folios)} {'pago' if len(folios) == 1 else 'pagos'}: {', '.join(folios)}"


def _porque(error: EstadoCambio) -> str:
    if not error.quien:
        return error.mensaje
    cuando = f" el {fecha_hora_texto(error.cuando)}" if error.cuando else ""
    return f"{error.mensaje} Lo hizo {error.quien}{cuando}."
