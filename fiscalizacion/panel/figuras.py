"""The figures of the panel. Each comes from the totals or from a small index, and links to what it counts."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, Sum

from catalogo.models import Distribuidora
from catalogo.plazos import dia_en_chile
from catalogo.semaforo import ICONOS, Semaforo, dias
from fiscalizacion.panel.forms import Eleccion
from fiscalizacion.radar.listas import LISTAS, TRABADAS, VENCIDAS, Momento, atraso, filas
from nucleo.comun.templatetags.formatos import miles, porcentaje
from nucleo.comun.templatetags.graficos import Dato
from solicitudes.estados import Estado, Tipo
from solicitudes.models import Solicitud
from solicitudes.totales import consultas
from solicitudes.totales.consultas import Cumplimiento

MAS_ATRASADAS = 5
# An MC is owed no answer (DS 57 art. 20), so nobody can be late with one.
CON_RESPUESTA = (Tipo.INFORMACION, Tipo.CONEXION, Tipo.NOTIFICACION)


@dataclass(frozen=True)
class Reparto:
    """What was filed in the period, by state and by form."""

    por_estado: Counter[str]
    por_tipo: Counter[str]

    @property
    def total(self) -> int:
        return self.por_estado.total()

    def estados(self, eleccion: Eleccion) -> list[Dato]:
        return [
            Dato(
                estado.etiqueta,
                self.por_estado[estado],
                eleccion.lista(estado=estado.value) if self.por_estado[estado] else "",
                slug=estado.slug,
                icono=estado.icono,
            )
            for estado in Estado
        ]

    def tipos(self, eleccion: Eleccion) -> list[Dato]:
        return [
            Dato(
                str(tipo.label),
                self.por_tipo[tipo],
                eleccion.lista(tipo=tipo.value) if self.por_tipo[tipo] else "",
                slug=str(tipo.value),
            )
            for tipo in Tipo
        ]


def reparto(eleccion: Eleccion) -> Reparto:
    por_estado: Counter[str] = Counter()
    por_tipo: Counter[str] = Counter()
    cuentas = consultas.envios(eleccion.alcance).values_list("estado", "tipo").annotate(total=Sum("cuantas")).order_by()
    for estado, tipo, total in cuentas:
        por_estado[estado] += total
        por_tipo[tipo] += total
    return Reparto(por_estado, por_tipo)


@dataclass(frozen=True)
class Celda:
    """One figure of the compliance table and the list of its cases; ``cuenta`` without cases: 'Sin casos'."""

    cuenta: Cumplimiento
    url: str


@dataclass(frozen=True)
class FilaDeCumplimiento:
    nombre: str
    celdas: list[Celda]
    total: Celda


def tabla_de_cumplimiento(
    cuentas: dict[tuple[int, str], Cumplimiento], nombres: dict[int, Distribuidora], eleccion: Eleccion
) -> list[FilaDeCumplimiento]:
    """Those with answers in the period, worst first; among equals, the one with more late answers."""
    tabla = [
        _fila(empresa, {tipo: cuentas.get((pk, tipo), Cumplimiento()) for tipo in CON_RESPUESTA}, eleccion)
        for pk, empresa in nombres.items()
        if any(clave == pk for clave, _ in cuentas)
    ]
    return sorted(tabla, key=lambda fila: (fila.total.cuenta.porcentaje or 0, -fila.total.cuenta.tarde, fila.nombre))


def _fila(empresa: Distribuidora, por_tipo: dict[Tipo, Cumplimiento], eleccion: Eleccion) -> FilaDeCumplimiento:
    celdas = [
        Celda(cuenta, eleccion.cumplimiento(empresa.prefijo, tipo=tipo.value)) for tipo, cuenta in por_tipo.items()
    ]
    total = Celda(consultas.sumar(por_tipo.values()), eleccion.cumplimiento(empresa.prefijo))
    return FilaDeCumplimiento(empresa.nombre, celdas, total)


@dataclass(frozen=True)
class Atrasada:
    """A request whose answer is late, with the light of that term, whatever else runs in it."""

    solicitud: Solicitud
    luz: Semaforo


def mas_atrasadas(eleccion: Eleccion, momento: Momento) -> tuple[list[Atrasada], int]:
    """The oldest unanswered of today, whenever they were filed, and how many there are."""
    vencidas = filas(LISTAS[VENCIDAS], momento, **eleccion.alcance.condiciones)
    primeras = vencidas.select_related("distribuidora")[:MAS_ATRASADAS]
    return [Atrasada(s, atraso(s, momento)) for s in primeras], vencidas.count()


@dataclass(frozen=True)
class Traba:
    """Answers of a distributor that wait for a payment, and since when the oldest does."""

    nombre: str
    cuantas: int
    desde: date
    url: str


def trabadas(eleccion: Eleccion, momento: Momento, nombres: dict[int, Distribuidora]) -> list[Traba]:
    """The longest wait first."""
    cuentas = filas(LISTAS[TRABADAS], momento, **eleccion.alcance.condiciones).order_by()
    por_empresa = cuentas.values_list("distribuidora_id").annotate(cuantas=Count("*"), desde=Min("respondida_en"))
    trabas = [
        Traba(
            nombres[pk].nombre,
            cuantas,
            dia_en_chile(desde),
            eleccion.radar(lista=TRABADAS, distribuidora=nombres[pk].prefijo),
        )
        for pk, cuantas, desde in por_empresa
    ]
    return sorted(trabas, key=lambda traba: (traba.desde, -traba.cuantas))


def indicadores(eleccion: Eleccion, total: int, cumplido: Cumplimiento, vencidas: int) -> list[dict[str, Any]]:
    """Four figures; each leads to the list of what it counts."""
    detalle = eleccion.cumplimiento(eleccion.distribuidora.prefijo if eleccion.distribuidora else "")
    mediana = cumplido.mediana
    return [
        {"numero": miles(total), "etiqueta": _recibidas(eleccion, total), "url": eleccion.lista()},
        {
            "numero": porcentaje(cumplido.porcentaje) or "Sin casos",
            "etiqueta": "Respondidas dentro de plazo",
            "url": detalle,
        },
        {
            "numero": miles(vencidas),
            "etiqueta": "Vencidas sin respuesta, hoy",
            "url": eleccion.radar(lista=VENCIDAS),
            "icono": ICONOS["vencida"] if vencidas else "",
        },
        {
            "numero": "Sin casos" if mediana is None else dias(mediana),
            "etiqueta": "Mediana de respuesta (días hábiles)",
            "url": detalle,
        },
    ]


def _recibidas(eleccion: Eleccion, total: int) -> str:
    """Compared with as many days before, where there were any requests in them."""
    antes = eleccion.anterior()
    previas = consultas.recibidas(antes) if antes else 0
    if not previas:
        return "Recibidas"
    cambio = 100 * (total - previas) / previas
    if not round(cambio, 1):
        return "Recibidas · igual que antes"
    return f"Recibidas · {porcentaje(abs(cambio))} {'más' if cambio > 0 else 'menos'} que antes"
