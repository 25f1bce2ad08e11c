"""The mails of the radar: to SEC on the first día hábil of the week at 09:00, to each distributor every one at 08:30.

A sweep comes by every few minutes, and the outbox's unique key keeps each to one, with any number of schedulers. What
it says is counted when it leaves; one that would be empty is not written.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.conf import settings
from django.db import transaction

from catalogo.models import Distribuidora
from catalogo.plazos import Calendario, calendario
from fiscalizacion.radar.listas import LISTAS, Lista, Momento, filas, por_distribuidora
from nucleo.avisos import redactores
from nucleo.avisos.actions import Pedido, encolar_varios
from nucleo.avisos.clases import Clase
from nucleo.avisos.correo import armar
from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import Redactado
from nucleo.comun.reloj import CHILE, ahora
from nucleo.comun.templatetags.formatos import miles

A_LA_SEC, A_LA_DISTRIBUIDORA = "radar_sec", "radar_distribuidora"
HORA_SEC, HORA_DISTRIBUIDORA = time(9, 0), time(8, 30)
HASTA = time(18, 0)  # a server that was off in the morning still tells it, never at night
FOLIOS = 5
SEMANA = "7"


def avisar() -> int:
    """Queues the mails that are due now and returns how many were new."""
    instante, dias = ahora().astimezone(CHILE), calendario()
    hoy, hora = instante.date(), instante.time()
    if not dias.es_habil(hoy) or hora >= HASTA:
        return 0
    pedidos: list[Pedido] = []
    if hora >= HORA_DISTRIBUIDORA:
        pedidos += _a_las_distribuidoras(hoy)
    if hora >= HORA_SEC and _abre_la_semana(hoy, dias):
        pedidos += _a_la_sec(hoy)
    if not pedidos:
        return 0
    with transaction.atomic():
        return encolar_varios(pedidos)


def _abre_la_semana(dia: date, dias: Calendario) -> bool:
    """Monday, or the first día hábil after it when that is a holiday."""
    return not any(dias.es_habil(dia - timedelta(days=n)) for n in range(1, dia.weekday() + 1))


def _a_las_distribuidoras(hoy: date) -> Iterable[Pedido]:
    con_correo = {e.pk: e for e in Distribuidora.objects.filter(activa=True).exclude(correo_avisos="")}
    faltan = _sin_encolar({pk: f"radar:{e.prefijo}:{hoy.isoformat()}" for pk, e in con_correo.items()})
    if not faltan:
        return
    momento = Momento.ahora()
    con_algo = {pk for lista in _de_ella() for pk in por_distribuidora(lista, momento)}
    for pk, evento in faltan.items():
        if pk in con_algo:
            destinatario = con_correo[pk].correo_avisos
            contexto = {"distribuidora": pk}
            yield {"clave": A_LA_DISTRIBUIDORA, "evento": evento, "destinatario": destinatario, "contexto": contexto}


def _a_la_sec(hoy: date) -> Iterable[Pedido]:
    momento = Momento.ahora(SEMANA)
    for evento in _sin_encolar({0: f"radar:sec:{hoy.isoformat()}"}).values():
        if any(por_distribuidora(lista, momento) for lista in LISTAS.values()):
            yield {"clave": A_LA_SEC, "evento": evento, "destinatario": settings.CORREO_SEC}


def _sin_encolar(eventos: dict[int, str]) -> dict[int, str]:
    """Those of today that the outbox does not have: a sweep that comes again counts nothing."""
    hay = set(Aviso.objects.filter(evento__in=eventos.values()).values_list("evento", flat=True))
    return {clave: evento for clave, evento in eventos.items() if evento not in hay}


def _de_ella() -> list[Lista]:
    return [lista for lista in LISTAS.values() if lista.de_ella]


def registrar() -> None:
    nombre = "Resumen de atrasos"
    redactores.registrar(A_LA_SEC, _redactar_a_la_sec, clase=Clase.LEGAL, nombre=nombre)
    redactores.registrar(A_LA_DISTRIBUIDORA, _redactar_a_la_distribuidora, clase=Clase.LEGAL, nombre=nombre)


@dataclass(frozen=True)
class _Linea:
    lista: Lista
    cuantas: int
    detalle: str

    def __str__(self) -> str:
        return f"{self.lista.nombre}: {miles(self.cuantas)}. {self.detalle}"


def _redactar_a_la_sec(aviso: Aviso) -> Redactado | None:
    momento, nombres = Momento.ahora(SEMANA), dict(Distribuidora.objects.values_list("pk", "nombre"))
    lineas = []
    for lista in LISTAS.values():
        cuentas = por_distribuidora(lista, momento)
        if cuentas:
            peores = [f"{nombres[pk]} {miles(cuantas)}" for pk, cuantas in cuentas.most_common(FOLIOS)]
            lineas.append(_Linea(lista, cuentas.total(), ", ".join(peores)))
    cierre = f"Ver el radar: {settings.PORTAL_URL}/panel/radar/"
    return _armar(aviso, "Radar de la semana", "Esto es lo que conviene mirar esta semana.", lineas, cierre)


def _redactar_a_la_distribuidora(aviso: Aviso) -> Redactado | None:
    """Nothing for a distributor that changed its address or that has nothing left since it was queued."""
    distribuidora = Distribuidora.objects.filter(
        pk=aviso.contexto.get("distribuidora"), correo_avisos=aviso.destinatario, activa=True
    ).first()
    if distribuidora is None:
        return None
    momento, lineas = Momento.ahora(), []
    for lista in _de_ella():
        suyas = filas(lista, momento, distribuidora_id=distribuidora.pk)
        if cuantas := suyas.count():
            folios = list(suyas.values_list("folio", flat=True)[:FOLIOS])
            mas = f" y {miles(cuantas - len(folios))} más" if cuantas > len(folios) else ""
            lineas.append(_Linea(lista, cuantas, f"Folios {', '.join(folios)}{mas}"))
    cierre = f"Ver la bandeja: {settings.PORTAL_URL}/bandeja/"
    return _armar(aviso, "Plazos de hoy", f"{distribuidora}: esto espera a tu equipo hoy.", lineas, cierre)


def _armar(aviso: Aviso, asunto: str, comienzo: str, lineas: list[_Linea], cierre: str) -> Redactado | None:
    if not lineas:
        return None
    de_la_primera = lineas[0]
    cuerpo = "\n\n".join([comienzo, *map(str, lineas), cierre])
    return armar(aviso, f"{asunto}: {de_la_primera.lista.nombre.lower()}, {miles(de_la_primera.cuantas)}", cuerpo)
