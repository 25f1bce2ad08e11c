"""The rows of the log, newest first, by keys: a page costs the same at the beginning and after millions of rows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from catalogo.models import Distribuidora
from cuentas.models import Usuario
from fiscalizacion.bitacora.forms import ACCESOS
from nucleo.bitacora import cadenas, vocabulario
from nucleo.bitacora.huella import EPOCA, microsegundos
from nucleo.bitacora.models import AJENO_A_SOLICITUDES, Acceso, Evento
from nucleo.comun import parametros
from nucleo.comun.periodo import dia, entre

POR_PAGINA = 50


@dataclass(frozen=True)
class Renglon:
    cuando: datetime
    que: str
    objeto: str
    resultado: str
    quien: str
    direccion: str


def seleccionar(filtros: Mapping[str, str]) -> QuerySet[Any]:
    """The events or readings that ``filtros`` (``FormularioBitacora.filtros``) asks for, newest first."""
    return _accesos(filtros) if filtros["ver"] == ACCESOS else _hechos(filtros)


def pagina(filtros: Mapping[str, str], antes: str) -> tuple[list[Renglon], str]:
    """One page and the key of the next, empty at the end. ``antes``: the key that the page before gave."""
    filas, campo = seleccionar(filtros), _campo(filtros)
    if corte := _leer(antes):
        cuando, numero = corte
        filas = filas.filter(**{f"{campo}__lte": cuando}).exclude(**{campo: cuando, "pk__gte": numero})
    leidas = list(filas[: POR_PAGINA + 1])
    sigue = leidas[POR_PAGINA - 1] if len(leidas) > POR_PAGINA else None
    clave = f"{microsegundos(getattr(sigue, campo))}-{sigue.pk}" if sigue else ""
    return _con_nombres([renglon(fila) for fila in leidas[:POR_PAGINA]]), clave


def _con_nombres(renglones: Sequence[Renglon]) -> list[Renglon]:
    """The account or distributor behind each code, which stays: it is what `manage.py evidencia` prints."""
    nombres: dict[str, str] = {}
    for prefijo, filas in (("usuario", Usuario.objects.all()), ("distribuidora", Distribuidora.objects.all())):
        claves = {r.objeto.partition(":")[2] for r in renglones if re.fullmatch(rf"{prefijo}:\d{{1,18}}", r.objeto)}
        if claves:
            nombres |= {f"{prefijo}:{fila.pk}": f"{fila} ({prefijo}:{fila.pk})" for fila in filas.filter(pk__in=claves)}
    return [replace(r, objeto=nombres.get(r.objeto, r.objeto)) for r in renglones]


def renglon(fila: Any) -> Renglon:
    if isinstance(fila, Acceso):
        resultado = "Permitido" if fila.permitido else f"Negado: {fila.motivo}" if fila.motivo else "Negado"
        quien = _quien(fila.usuario) or "Sin sesión"
        return Renglon(fila.cuando, fila.accion, fila.objeto, resultado, quien, fila.direccion or "")
    origen = getattr(fila, "origen", None)
    declarado = vocabulario.declarados().get(fila.tipo)
    que = declarado.frase if declarado and declarado.frase else fila.tipo
    direccion = str(origen.direccion) if origen else ""
    return Renglon(fila.ocurrido, que, fila.cadena, "Hecho", _quien(fila.actor) or "Sistema", direccion)


def _hechos(filtros: Mapping[str, str]) -> QuerySet[Evento]:
    filas = Evento.objects.filter(**entre("ocurrido", dia(filtros["desde"]), dia(filtros["hasta"])))
    if filtros["folio"]:
        filas = filas.filter(cadena=cadenas.buscar("folio", filtros["folio"]) or "")
    elif not filtros["ip"]:
        # The chains of requests have their own pages; by folio or by address they are evidence too.
        filas = filas.filter(AJENO_A_SOLICITUDES)
    if filtros["archivo"]:
        filas = filas.none()  # the digest of a file is in its request; who took it, among the readings
    if filtros["ip"]:
        filas = filas.filter(origen__direccion=filtros["ip"])
    if filtros["que"]:
        filas = filas.filter(tipo=filtros["que"])
    if filtros["rut"]:
        filas = filas.filter(actor__in=_cuentas(filtros["rut"]))
    return filas.select_related("actor", "origen").order_by("-ocurrido", "-pk")


def _accesos(filtros: Mapping[str, str]) -> QuerySet[Acceso]:
    filas = Acceso.objects.filter(**entre("cuando", dia(filtros["desde"]), dia(filtros["hasta"])))
    if filtros["folio"]:
        cadena = cadenas.buscar("folio", filtros["folio"]) or ""
        filas = filas.filter(objeto__in=[cadena, f"folio:{filtros['folio']}"])
    if filtros["archivo"]:
        filas = filas.filter(objeto=f"archivo:{filtros['archivo']}")
    if filtros["ip"]:
        filas = filas.filter(direccion=filtros["ip"])
    if filtros["resultado"]:
        filas = filas.filter(permitido=filtros["resultado"] == "si")
    if filtros["rut"]:
        filas = filas.filter(usuario__in=_cuentas(filtros["rut"]))
    return filas.select_related("usuario").order_by("-cuando", "-pk")


def _cuentas(rut: str) -> Sequence[int]:
    """The same person may have an account of each profile."""
    return list(Usuario.objects.filter(documento=rut).values_list("pk", flat=True))


def _campo(filtros: Mapping[str, str]) -> str:
    return "cuando" if filtros["ver"] == ACCESOS else "ocurrido"


def _leer(clave: str) -> tuple[datetime, int] | None:
    instante, numero = (parametros.entero(parte, 17) for parte in clave.partition("-")[::2])
    if instante is None or numero is None:
        return None
    try:
        return EPOCA + timedelta(microseconds=instante), numero
    except OverflowError:
        return None


def _quien(usuario: Any) -> str:
    return f"{usuario.nombre} ({usuario.get_perfil_display()})" if usuario else ""
