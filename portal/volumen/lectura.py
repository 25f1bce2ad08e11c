"""What a load reads of the portal before it starts: catalogue, counters, the next free ids. And when it refuses."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connections
from django.db.models import Max

from catalogo.models import Comuna, Feriado, ReglaPlazo, TipoDocumento
from catalogo.models import Distribuidora as DistribuidoraDelCatalogo
from cuentas.models import Usuario
from nucleo.bitacora.ajuste import DUENO
from nucleo.bitacora.huella import microsegundos
from pagos.models import ContadorCobro
from portal.demostracion.personas import CLAVE
from portal.volumen import pesos
from portal.volumen.archivos import guardar_contenidos
from portal.volumen.columnas import CON_SECUENCIA
from portal.volumen.dias import PRIMERO
from portal.volumen.mundo import Datos, Distribuidora, Papel, Reglas
from portal.volumen.personas import PRIMER_RUT, ULTIMO_RUT
from solicitudes.models import ContadorFolio, Solicitud

_DE_AQUI = {"", "localhost", "127.0.0.1", "::1"}
_FORMULARIOS = ("informacion", "conexion", "manifestacion", "notificacion")
_SIEMPRE = 1 << 40
OPERADORES = 4  # of the largest distributor; every one has at least one, and a jefatura


class NoSeCarga(Exception):
    """The load would mix with what must not be mixed; the message says what to do."""


def exigir_sitio(*, encima: bool, si: bool) -> None:
    """Refuses a portal that is not on this machine without ``si``, and one that holds requests without ``encima``.

    Invented requests take folios and stay in the log for good: nobody undoes a load but by restoring a copy.
    """
    servidor = str(connections[DUENO].settings_dict["HOST"] or "")
    publica = urlsplit(settings.PORTAL_URL).hostname or ""
    lejos = [n for n in (servidor, publica) if n not in _DE_AQUI and not n.startswith("/")]
    if lejos and not si:
        raise NoSeCarga(
            f"Esto llena de solicitudes inventadas el portal de {lejos[0]}, y no se puede deshacer. "
            "Si es lo que quieres, agrega --si."
        )
    if not encima and Solicitud.objects.using(DUENO).exists():
        raise NoSeCarga(
            "El portal ya tiene solicitudes. Carga un portal vacío, o agrega --encima para sumarlas a las que hay."
        )
    if not ReglaPlazo.objects.using(DUENO).exists() or not Comuna.objects.using(DUENO).exists():
        raise NoSeCarga("Falta el catálogo. Ejecuta antes manage.py cargar_catalogo.")


def leer(semilla: int, hasta: datetime) -> Datos:
    """Everything that the lives need. ``hasta``: the instant that is their present."""
    primeros = _primeros_ids()
    personal = _repartir(primeros["cuentas_usuario"])
    primeros["personal"] = primeros["cuentas_usuario"]
    primeros["cuentas_usuario"] += sum(len(ids) for ids in personal.values())
    distribuidoras = _distribuidoras(personal)
    primeros["rut_personal"] = primeros["rut"]
    primeros["rut"] += sum(len(ids) for ids in personal.values())
    clave = make_password(CLAVE) if settings.DEMO else make_password(None)
    return Datos(
        semilla=semilla,
        hasta=microsegundos(hasta),
        feriados=tuple(Feriado.objects.using(DUENO).filter(region=None, vigente=True).values_list("fecha", flat=True)),
        reglas=_reglas(),
        distribuidoras=distribuidoras,
        sec=personal[0],
        papeles={tipo: _papeles(tipo) for tipo in _FORMULARIOS},
        contenidos=guardar_contenidos(),
        clave=clave,
        registrado=microsegundos(datetime.now(UTC)),
        primeros=primeros,
    )


def _primeros_ids() -> dict[str, int]:
    primeros: dict[str, int] = {}
    with connections[DUENO].cursor() as cursor:
        for tabla in CON_SECUENCIA:
            cursor.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {tabla}")  # noqa: S608 - a name of ours
            primeros[tabla] = int(cursor.fetchone()[0])
            cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [tabla])
            cursor.execute(f"SELECT last_value + is_called::int FROM {cursor.fetchone()[0]}")  # noqa: S608
            primeros[tabla] = max(primeros[tabla], int(cursor.fetchone()[0]))
    primeros["cobro"] = primeros.pop("pagos_cobro")
    primeros["folio"] = ContadorFolio.objects.using(DUENO).get(pk=1).ultimo + 1
    primeros["referencia"] = ContadorCobro.objects.using(DUENO).get(pk=1).ultimo + 1
    tomados = Usuario.objects.using(DUENO).filter(
        documento_tipo="RUT", documento__gte=str(PRIMER_RUT), documento__lt=str(ULTIMO_RUT + 1)
    )
    ultimo = tomados.extra(where=["length(documento) = 9"]).aggregate(ultimo=Max("documento"))["ultimo"]
    primeros["rut"] = int(ultimo[:8]) + 1 if ultimo else PRIMER_RUT
    return primeros


def _repartir(primero: int) -> dict[int, tuple[int, ...]]:
    """Staff ids by distributor; 0 is SEC."""
    personal, libre = {0: tuple(range(primero, primero + 4))}, primero + 4
    for fila in DistribuidoraDelCatalogo.objects.using(DUENO).order_by("pk"):
        cuantos = 2 + min(OPERADORES - 1, int(pesos.de(fila.prefijo) / 4))
        personal[fila.pk] = tuple(range(libre, libre + cuantos))
        libre += cuantos
    return personal


def _distribuidoras(personal: dict[int, tuple[int, ...]]) -> tuple[Distribuidora, ...]:
    por_region: dict[str, list[str]] = {}
    for codigo, region in Comuna.objects.using(DUENO).order_by("pk").values_list("pk", "region_id"):
        por_region.setdefault(region, []).append(codigo)
    salida = []
    for fila in DistribuidoraDelCatalogo.objects.using(DUENO).order_by("pk"):
        regiones = [r for r in pesos.regiones(fila.prefijo) if r in por_region] or sorted(por_region)
        comunas = tuple(codigo for region in regiones for codigo in por_region[region])
        salida.append(Distribuidora(fila.pk, fila.prefijo, personal[fila.pk], comunas))
    return tuple(salida)


def _reglas() -> Reglas:
    reglas: Reglas = {}
    for fila in ReglaPlazo.objects.using(DUENO).filter(retirada=False).order_by("-vigente_desde"):
        desde = (fila.vigente_desde - PRIMERO).days
        hasta = (fila.vigente_hasta - PRIMERO).days if fila.vigente_hasta else _SIEMPRE
        reglas.setdefault(fila.caso, []).append(
            (desde, hasta, fila.pk, fila.cantidad, str(fila.unidad), str(fila.responsable))
        )
    return reglas


def _papeles(tramite: str) -> tuple[Papel, ...]:
    filas: Any = TipoDocumento.objects.using(DUENO).filter(tramite=tramite, vigente=True).order_by("orden", "pk")
    return tuple(Papel(f.codigo, f.nombre, str(f.exigencia), f.condicion, tuple(f.lista_extensiones)) for f in filas)
