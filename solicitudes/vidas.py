"""What ``repeticion`` tells and with what: an event as it is read, the arithmetic, and the life that comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from catalogo.models import ReglaPlazo
from catalogo.plazos import Calendario, calendario_al_dia, dia_en_chile, vencimiento
from catalogo.reglas import SinRegla
from solicitudes.estados import Cuenta


class Hecho(NamedTuple):
    """An event as it is read."""

    id: int
    numero: int
    tipo: str
    datos: dict[str, Any]
    ocurrido: datetime
    actor: int | None


class Reparo(NamedTuple):
    """What does not fit: in which field, what the rows (or an event) say, and what the events give."""

    campo: str
    guardado: Any
    recalculado: Any


class Calculo:
    """The rules, the calendar, and the last days already computed with them."""

    def __init__(self, reglas: Mapping[int, ReglaPlazo], dias: Calendario) -> None:
        self.reglas, self.dias = reglas, dias
        self._vistos: dict[tuple[date, int], date] = {}

    @classmethod
    def de_hoy(cls) -> "Calculo":
        """With the rules and the holidays that stand in the catalogue now."""
        return cls(ReglaPlazo.objects.in_bulk(), calendario_al_dia())

    def vence(self, recepcion: date, regla: int) -> date:
        clave = (recepcion, regla)
        if clave not in self._vistos:
            de = self.reglas[regla]
            self._vistos[clave] = vencimiento(recepcion, de.cantidad, de.unidad, self.dias)
        return self._vistos[clave]

    def vigente(self, caso: str, dia: date) -> ReglaPlazo:
        """The rule of ``caso`` in force on ``dia``. Raises ``SinRegla``."""
        for regla in self.reglas.values():
            rige = regla.vigente_desde <= dia and (regla.vigente_hasta or dia) >= dia
            if regla.caso == caso and rige and not regla.retirada:
                return regla
        raise SinRegla(f"No hay un plazo vigente para «{caso}» el {dia:%d-%m-%Y}.")

    def recepcion(self, instante: datetime) -> date:
        return self.dias.habil_desde(dia_en_chile(instante))


@dataclass(slots=True)
class Debida:
    """An obligation, by the names of ``Obligacion``."""

    clase: str
    caso: str
    regla_id: int
    responsable: str
    comienza_en: datetime
    recibida_el: date
    vence_el: date
    termina_en: datetime | None = None
    fin: str = ""


@dataclass(slots=True)
class Vida:
    """What the events say of a request, by the names of ``Solicitud``; ``distribuidora`` is its prefix.

    ``respuestas``: id → (when it opened, digest). ``adjuntos``: (code, version) → digest. ``escritos``: event → digest
    of its text. ``comunicaciones``: id → (digest of the text, of the file). ``observaciones``: id → (day in Chile,
    the term in which it could be asked for).
    """

    folio: str
    tipo: str
    estado: str
    distribuidora: str
    solicitante_id: int | None
    expediente_id: int
    caso: str
    aumenta_capacidad: bool
    fuera_de_vigencia: bool
    enviada_en: datetime
    recibida_el: date
    recepcion_el: date
    contado_hasta: date
    respondida_en: datetime | None = None
    disponible_en: datetime | None = None
    abierta_en: datetime | None = None
    cerrada_en: datetime | None = None
    plazo_respuesta_el: date | None = None
    obligacion: str = ""
    vence_el: date | None = None
    prorrogada_hasta: date | None = None
    dias_respuesta: int | None = None
    pago_sin_revisar: bool = False
    fuera_de_orden: bool = False
    reclasificada: bool = False
    aceptada_por_plazo: bool = False
    asignada_a_id: int | None = None
    numero_solicitud_compacto: str | None = None  # None: the events do not tell
    dias: dict[Cuenta, int] = field(default_factory=lambda: dict.fromkeys(Cuenta, 0))
    obligaciones: list[Debida] = field(default_factory=list)
    en_curso: dict[str, Debida] = field(default_factory=dict)
    respuestas: dict[int, tuple[datetime | None, str]] = field(default_factory=dict)
    adjuntos: dict[tuple[str, int], str] = field(default_factory=dict)
    escritos: dict[int, str] = field(default_factory=dict)
    comunicaciones: dict[int, tuple[str, str | None]] = field(default_factory=dict)
    observaciones: dict[int, tuple[date, Debida | None]] = field(default_factory=dict)
    reparos: list[Reparo] = field(default_factory=list)

    def tardias(self) -> dict[int, bool]:
        """Each correction asked for: whether it was after its term, as that stands at the end."""
        return {clave: plazo is not None and dia > plazo.vence_el for clave, (dia, plazo) in self.observaciones.items()}
