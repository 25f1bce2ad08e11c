"""The indexes of ``Solicitud``, each with the lists that read it (``listado``, ``orden``, ``paginas``).

Those of a list begin with whose it is and end with its order, newest first; what follows in ``include`` lets a filter
be judged, or the newest be chosen, without reading the row. ``tests/carga/test_bandeja.py`` measures them.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncDate

from nucleo.comun.reloj import CHILE
from solicitudes.estados import CON_COBRO, DEBEN_RESPUESTA, ESPERAN_RESPUESTA, LAPSAN
from solicitudes.por_luz import SIN_PLAZO

TARDE = Q(plazo_respuesta_el__lt=TruncDate("respondida_en", tzinfo=CHILE))
_NUEVAS = (F("enviada_en").desc(), F("id").desc())
# What tells the tab of a row: thousands are numbered without reading one of them.
_DE_LAS_PESTANAS = ["estado", "respondida_en", "vence_el", "aumenta_capacidad", "asignada_a"]


def _ademas(*salvo: str) -> list[str]:
    return [campo for campo in _DE_LAS_PESTANAS if campo not in salvo]


INDICES = [
    # The inbox; and any filter that leaves most of it.
    models.Index(
        F("distribuidora"),
        *_NUEVAS,
        name="bandeja",
        include=["tipo", "cerrada_en", *_ademas()],
    ),
    models.Index(F("distribuidora"), F("estado"), *_NUEVAS, name="bandeja_estado", include=["tipo"]),
    models.Index(F("distribuidora"), F("tipo"), *_NUEVAS, name="bandeja_tipo", include=["estado"]),
    # 'Por responder', and the queue of arrival (``fila``).
    models.Index(
        fields=["distribuidora", "tipo", "enviada_en", "folio_numero"],
        name="en_fila",
        include=["id", "vence_el"],
        condition=Q(estado__in=ESPERAN_RESPUESTA, respondida_en=None),
    ),
    # 'Mías'.
    models.Index(
        F("asignada_a"), F("distribuidora"), *_NUEVAS, name="asignadas", condition=Q(asignada_a__isnull=False)
    ),
    # What runs, by its last day: 'Vencidas' and the filter of the term; then the same without a distributor, for SEC,
    # the lapses and the reminders.
    models.Index(
        F("distribuidora"),
        F("vence_el"),
        F("enviada_en"),
        F("id"),
        name="por_vencer",
        include=_ademas("vence_el"),
        condition=Q(vence_el__isnull=False),
    ),
    models.Index(
        fields=["vence_el", "distribuidora", "id"],
        name="por_vencimiento",
        include=["tipo", "obligacion", "aumenta_capacidad"],
        condition=Q(vence_el__isnull=False),
    ),
    # The filter 'Sin plazo': what has none lies anywhere among what is answered.
    models.Index(F("distribuidora"), *_NUEVAS, name="sin_plazo", include=_ademas(), condition=SIN_PLAZO),
    models.Index(
        F("distribuidora"),
        F("respondida_en").desc(),
        *_NUEVAS,
        name="por_respuesta",
        include=_ademas("respondida_en"),
        condition=Q(respondida_en__isnull=False),
    ),
    # First characters of each number, and its order.
    models.Index(fields=["distribuidora", "folio"], name="por_folio", include=["enviada_en", "id"]),
    models.Index(fields=["distribuidora", "folio_numero"], name="por_folio_numero", include=["id"]),
    models.Index(fields=["distribuidora", "numero_cliente_compacto"], name="por_cliente", include=["enviada_en", "id"]),
    models.Index(
        fields=["distribuidora", "numero_solicitud_compacto"],
        name="por_numero",
        include=["enviada_en", "id", *_ademas()],
        condition=Q(numero_solicitud_compacto__gt=""),
    ),
    # The applicant's list, and SEC's.
    models.Index(F("solicitante"), *_NUEVAS, name="bandeja_solicitante"),
    models.Index(*_NUEVAS, name="todas_por_envio", include=["estado", "tipo"]),
    # SEC's radar counts and orders each of its lists from an index alone, however many requests there are.
    models.Index(
        fields=["plazo_respuesta_el", "distribuidora", "id"],
        name="radar_sin_respuesta",
        include=["tipo"],
        condition=Q(respondida_en=None, estado__in=DEBEN_RESPUESTA),
    ),
    models.Index(
        fields=["respondida_en", "distribuidora", "id"],
        name="radar_trabadas",
        include=["tipo"],
        condition=Q(respondida_en__isnull=False, estado__in=CON_COBRO),
    ),
    models.Index(
        fields=["respondida_en", "distribuidora", "id"],
        name="radar_fuera_de_orden",
        include=["tipo"],
        condition=Q(fuera_de_orden=True),
    ),
    # What SEC looks for in the list of all requests, in its order.
    *(
        models.Index(*_NUEVAS, name=f"todas_{nombre}", include=["tipo", *_ademas()], condition=condicion)
        for nombre, condicion in (
            ("tarde", TARDE),
            ("fuera_de_orden", Q(fuera_de_orden=True)),
            ("reclasificadas", Q(reclasificada=True)),
            ("aceptadas", Q(aceptada_por_plazo=True)),
            ("sin_vigencia", Q(fuera_de_vigencia=True)),
        )
    ),
    # Whose a request is, for what the radar finds by its events or its terms.
    models.Index(fields=["id"], name="de_quien", include=["distribuidora", "tipo"]),
    # What the clock closes by itself, and what it accepted without a person (P-06).
    models.Index(fields=["estado", "vence_el", "id"], name="por_lapso", condition=Q(estado__in=sorted(LAPSAN))),
    models.Index(fields=["solicitante"], name="pago_sin_revisar", condition=Q(pago_sin_revisar=True)),
]
