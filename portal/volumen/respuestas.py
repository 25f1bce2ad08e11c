"""What an answer says: capacities, works, the day agreed on for a connection."""

from typing import Any

from portal.volumen.azar import Azar
from portal.volumen.dias import HORA
from portal.volumen.pesos import RESPUESTAS
from portal.volumen.tramite import Tramite

MANIFESTACION_SIN_CASO = "sc-simple"
# DS 57 art. 21, as ``solicitudes.vigencia.PARTE_SIN_MANIFESTACION``; capacities here are whole watts.
_PARTE_SIN_MANIFESTACION = 4, 10


def datos_de_respuesta(v: Tramite, azar: Azar, instante: int) -> dict[str, Any]:
    """The columns of ``Respuesta`` beside the file; capacities in W, ``acordada`` as a day."""
    datos: dict[str, Any] = {"comentario": azar.uno_de(RESPUESTAS)}
    if v.tipo == "conexion":
        pedida = v.formulario["capacidad_instalar"] or 3000
        datos["capacidad_permitida"] = int(pedida * (0.6 + 4 * azar.tiro())) if azar.pasa(0.8) else 0
        inyeccion = int(pedida * (0.5 + azar.tiro() / 2))
        datos["inyeccion_permitida"] = min(inyeccion, datos["capacidad_permitida"] or inyeccion)
        if azar.pasa(0.2):
            datos["obras"] = "Refuerzo del empalme y cambio del equipo de medida."
            datos["obras_costo"], datos["obras_dias"] = azar.entre(80, 2500) * 1000, azar.entre(5, 60)
        if azar.pasa(0.3):
            datos["manifestacion_necesaria"] = azar.pasa(0.6)
    elif v.tipo == "notificacion" and azar.pasa(0.8):
        dias = v.dias
        datos["acordada"] = dias.mas(dias.desde[dias.dia(instante)], azar.entre(3, 12))
        datos["acordada_en"] = dias.medianoche[datos["acordada"]] + azar.entre(9, 16) * HORA
    elif v.tipo == "informacion":
        datos["capacidad_permitida"] = azar.entre(20, 400) * 100
    return datos


def necesita_manifestacion(v: Tramite) -> bool | None:
    """As ``solicitudes.vigencia.necesita_manifestacion``."""
    if not v.respuestas or not v.disponible:
        return None
    datos = v.respuestas[0][5]
    if "manifestacion_necesaria" in datos:
        return bool(datos["manifestacion_necesaria"])
    if v.caso == MANIFESTACION_SIN_CASO:
        return False
    permitida, pedida = datos.get("capacidad_permitida"), v.formulario["capacidad_instalar"]
    if not permitida or not pedida:
        return True
    parte, entero = _PARTE_SIN_MANIFESTACION
    return bool(pedida * entero > permitida * parte)


def monto(azar: Azar) -> int:
    """Whole pesos, in round hundreds as tariffs are."""
    return int(azar.cola_larga(380, 0.6)) * 100 + 4900


def numero_de(azar: Azar, iso: str) -> str:
    """The distributor's own reference."""
    return f"{iso[:4]}-{azar.entre(1, 99_999):05}"
