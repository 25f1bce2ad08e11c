"""What a change would move, before it is made: the rules as they would be, tried on the requests that it may reach."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from catalogo.cambios import plazos
from catalogo.cambios.plazos import Cambio
from catalogo.models import ReglaPlazo
from catalogo.plazos import UN_DIA, Calendario
from fiscalizacion.reglas.recalculo import Alcance, alcanzadas, de_feriado, de_regla
from nucleo.comun.reloj import hoy
from solicitudes import ajustes
from solicitudes.ajustes import Ajuste
from solicitudes.models import Solicitud
from solicitudes.pasos import Clase
from solicitudes.vidas import Calculo

SE_PRUEBAN = 200  # requests, those with the farthest last day first: the rest is counted when the change is made
SE_MUESTRAN = 20
_SIN_NUMERO = 0  # the id of a rule that is not written yet


@dataclass(frozen=True)
class Movida:
    """A term of ``folio`` that would move."""

    folio: str
    plazo: str
    antes: date
    ahora: date


@dataclass(frozen=True)
class Previa:
    """``alcanza`` requests may move; of the first ``probadas`` of them ``cuantas`` do, as some ``movidas`` show."""

    alcanza: int
    probadas: int
    cuantas: int
    movidas: list[Movida]

    @property
    def exacta(self) -> bool:
        return self.probadas == self.alcanza


def de_un_feriado(dia: date, *, cuenta: bool, nombre: str = "") -> Previa:
    """``cuenta``: whether ``dia`` would be a holiday, or would not any more."""
    hoy_es = Calculo.de_hoy()
    feriados: Mapping[date, str] = {fecha: como for fecha, como in hoy_es.dias.feriados.items() if fecha != dia}
    dias = Calendario({**feriados, dia: nombre} if cuenta else feriados)
    return _probar(de_feriado(dia), Calculo(hoy_es.reglas, dias))


def de_un_plazo(cambio: Cambio) -> Previa | None:
    """None for a rule of a day to come from which no term is counted yet. Raises ``CambioRechazado``."""
    cortada, cambio = plazos.cortar(cambio)
    alcance = de_regla(cambio.caso, cambio.desde, cambio.hasta)
    if _no_alcanza_a_nadie(cambio.desde, alcance):
        return None
    hoy_es = Calculo.de_hoy()
    mas_corta = copy(cortada)
    mas_corta.vigente_hasta = cambio.desde - UN_DIA
    nueva = plazos.nueva(cortada, cambio)
    nueva.pk = _SIN_NUMERO
    reglas: dict[int, ReglaPlazo] = {**hoy_es.reglas, cortada.pk: mas_corta, _SIN_NUMERO: nueva}
    return _probar(alcance, Calculo(reglas, hoy_es.dias))


def de_un_retiro(regla: ReglaPlazo) -> Previa | None:
    """The same for a rule that is withdrawn before its first day."""
    anterior = plazos.anterior_a(regla)
    alcance = de_regla(regla.caso, regla.vigente_desde, regla.vigente_hasta)
    if _no_alcanza_a_nadie(regla.vigente_desde, alcance):
        return None
    hoy_es, sin_ella = Calculo.de_hoy(), copy(regla)
    sin_ella.retirada = True
    return _probar(alcance, Calculo({**hoy_es.reglas, anterior.pk: anterior, regla.pk: sin_ella}, hoy_es.dias))


def _no_alcanza_a_nadie(desde: date, alcance: Alcance) -> bool:
    return desde > hoy() and not alcanzadas(alcance).exists()


def _probar(alcance: Alcance, calculo: Calculo) -> Previa:
    # Asked for once: finding them costs more than carrying their numbers.
    todas = list(alcanzadas(alcance).order_by(F("vence_el").desc(nulls_last=True), "-pk").values_list("pk", flat=True))
    ids = todas[:SE_PRUEBAN]
    movidos = [a for a in ajustes.prever(Solicitud.objects.filter(pk__in=ids), calculo) if _movidas(a)]
    muestra = [movida for ajuste in movidos[:SE_MUESTRAN] for movida in _movidas(ajuste)]
    return Previa(len(todas), len(ids), len(movidos), muestra)


def _movidas(ajuste: Ajuste) -> list[Movida]:
    return [
        Movida(ajuste.folio, Clase(plazo.clase).label, plazo.antes, plazo.vence_el)
        for plazo in ajuste.plazos
        if plazo.antes != plazo.vence_el
    ]
