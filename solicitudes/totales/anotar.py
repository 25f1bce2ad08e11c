"""What one step adds to the totals, written in its own transaction.

Only rows are inserted, so that no two filings wait for the same counter; ``tablas.plegar`` sums them up later.
"""

from collections import Counter
from typing import Any

from catalogo.plazos import dia_en_chile
from solicitudes.models import Grano, Solicitud, TotalDeEnvios, TotalDeRespuestas

Hechos = Counter[tuple[Any, ...]]


def hechos(solicitud: Solicitud) -> Hechos:
    """Where the totals count this request now: the model and the values of its row."""
    comun = (solicitud.distribuidora_id, solicitud.tipo)
    cuenta: Hechos = Counter([(TotalDeEnvios, dia_en_chile(solicitud.enviada_en), *comun, str(solicitud.estado))])
    en_plazo, dias = solicitud.respondida_en_plazo, solicitud.dias_respuesta
    if solicitud.respondida_en is not None and en_plazo is not None and dias is not None:
        dia = dia_en_chile(solicitud.respondida_en)
        cuenta[TotalDeRespuestas, dia, *comun, solicitud.caso, en_plazo, dias] = 1
    return cuenta


def anotar(solicitud: Solicitud, antes: Hechos | None = None) -> None:
    """Writes down what changed since ``antes``: nothing of a request that has just been born."""
    cambios = hechos(solicitud)
    cambios.subtract(antes or Counter())
    envios, respuestas = [], []
    for (modelo, dia, distribuidora_id, tipo, *resto), cuantas in cambios.items():
        comun = {"grano": Grano.SUELTO, "desde": dia, "distribuidora_id": distribuidora_id, "tipo": tipo}
        if cuantas and modelo is TotalDeEnvios:
            envios.append(TotalDeEnvios(**comun, cuantas=cuantas, estado=resto[0]))
        elif cuantas:
            caso, en_plazo, dias = resto
            respuestas.append(TotalDeRespuestas(**comun, cuantas=cuantas, caso=caso, en_plazo=en_plazo, dias=dias))
    if envios:
        TotalDeEnvios.objects.bulk_create(envios)
    if respuestas:
        TotalDeRespuestas.objects.bulk_create(respuestas)
