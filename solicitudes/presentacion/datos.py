"""What was filed and what was answered, as rows of label and value. A blank has its words, never an empty cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nucleo.comun.templatetags.formatos import fecha_hora_texto, fecha_texto, miles, pesos
from solicitudes.estados import Tipo
from solicitudes.models import ClaseDocumento, Respuesta, Solicitud
from solicitudes.presentacion.legajo import Legajo

NO_INFORMADO = "No informado"


@dataclass(frozen=True)
class Fila:
    """``vacia``: what ``valor`` says is that nothing was given; ``clave`` lets a template add a link."""

    rotulo: str
    valor: str
    vacia: bool = False
    clave: str = ""


def _fila(rotulo: str, valor: object, *, falta: str = NO_INFORMADO, clave: str = "") -> Fila:
    return Fila(rotulo, str(valor), clave=clave) if valor not in (None, "") else Fila(rotulo, falta, True, clave)


def kw(valor: Decimal | None) -> str:
    """``Decimal("5.500")`` → ``5,5 kW``."""
    if valor is None:
        return ""
    entero, _, decimales = f"{valor:f}".partition(".")
    return f"{miles(int(entero))}{',' + decimales.rstrip('0') if decimales.rstrip('0') else ''} kW"


def del_envio(legajo: Legajo) -> list[Fila]:
    solicitud = legajo.solicitud
    actua = "Titular del suministro" if solicitud.es_titular else "Representante de otra persona"
    return [
        _fila("N° solicitud", solicitud.numero_solicitud, falta="Sin asignar", clave="numero"),
        _fila("N° folio", solicitud.folio),
        _fila("N° de factibilidad" if solicitud.es_factibilidad else "N° cliente", solicitud.numero_cliente),
        _fila("Empresa distribuidora", solicitud.distribuidora.nombre),
        _fila("Ubicación", f"{solicitud.comuna.nombre}, {solicitud.comuna.region.nombre}"),
        *_del_tramite(solicitud),
        _fila("Solicitante", _quien(solicitud)),
        _fila("Actúa como", actua),
        _fila("Correo", solicitud.solicitante.email, clave="correo"),
        _fila("Correo adicional", solicitud.correo_adicional),
    ]


def _quien(solicitud: Solicitud) -> str:
    quien = solicitud.solicitante
    instalador = " · Instalador SEC (declarado)" if quien.es_instalador else ""
    return f"{quien.nombre} · {quien.documento_tipo} {quien.documento_mostrado}{instalador}"


def _del_tramite(solicitud: Solicitud) -> Iterator[Fila]:
    """What only one form asks (S-06 to S-09)."""
    if solicitud.tipo == Tipo.CONEXION:
        yield _fila("Capacidad por instalar", kw(solicitud.capacidad_instalar))
        yield _fila("Capacidad por inyectar", kw(solicitud.capacidad_inyectar))
    if solicitud.tipo == Tipo.MANIFESTACION:
        yield _fila("Documento", solicitud.get_clase_documento_display())
        if solicitud.clase_documento == ClaseDocumento.OTRO:
            yield _fila("Nombre del documento", solicitud.nombre_documento)
        yield _fila("Capacidad", solicitud.get_cambio_capacidad_display())
        if solicitud.capacidad_nueva is not None:
            yield _fila("Capacidad nueva", kw(solicitud.capacidad_nueva))
    if solicitud.tipo == Tipo.NOTIFICACION:
        yield _fila("Medidor bidireccional", "Lo aporta el solicitante" if solicitud.aporta_medidor else "No lo aporta")


def de_la_respuesta(respuesta: Respuesta) -> list[Fila]:
    """Only what the distributor gave: none of it is owed in every answer (DS 57 arts. 17, 21 and 29)."""
    necesaria = {True: "Es necesaria", False: "No es necesaria", None: ""}[respuesta.manifestacion_necesaria]
    filas = (
        _fila("Capacidad del empalme", kw(respuesta.capacidad_conexion)),
        _fila("Capacidad instalada permitida (CIP)", kw(respuesta.capacidad_permitida)),
        _fila("Inyección permitida", kw(respuesta.inyeccion_permitida)),
        _fila("Obras necesarias", respuesta.obras),
        _fila("Costo de las obras", pesos(respuesta.obras_costo)),
        _fila("Plazo de las obras", f"{respuesta.obras_dias} días hábiles" if respuesta.obras_dias else ""),
        _fila("Manifestación de Conformidad", necesaria),
        _fila("Conexión acordada", fecha_hora_texto(respuesta.conexion_acordada_en)),
    )
    return [fila for fila in filas if not fila.vacia]


def de_la_conexion(legajo: Legajo) -> list[Fila]:
    """What came of the connection; the last row is what stands."""
    if not legajo.conexiones:
        return []
    ultima = legajo.conexiones[-1]
    return [_fila("Resultado", ultima.get_resultado_display()), _fila("Fecha", fecha_texto(ultima.fecha))]
