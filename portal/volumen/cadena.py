"""The events of a request as rows of the log, each sealed to the one before (``nucleo.bitacora.huella``)."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from portal.volumen.dias import sello
from portal.volumen.tramite import SOLICITANTE, Paso, Tramite
from solicitudes.textos import CON_TEXTO, huella

_codificar = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode
_CON_TEXTO = frozenset(str(tipo.value) for tipo in CON_TEXTO)
NADA = "\\N"
_orden: dict[str, list[str]] = {}


class Ids:
    """The first id of each kind of child of one request: a child is named by its place, ``base + place``."""

    __slots__ = (
        "adelantadas",
        "cobros",
        "comprobante",
        "comunicacion",
        "cuenta",
        "expediente",
        "folio",
        "observacion",
        "respuesta",
        "solicitud",
    )

    def __init__(self) -> None:
        self.folio = ""
        self.solicitud = self.cuenta = self.expediente = self.respuesta = self.comprobante = 0
        self.observacion = self.comunicacion = self.adelantadas = 0
        self.cobros: list[int] = []


def texto_jsonb(tipo: str, datos: dict[str, Any]) -> str:
    """As ``huella.texto_jsonb``, with the order of the keys worked out once per type of event."""
    orden = _orden.get(tipo)
    if orden is None:
        orden = _orden[tipo] = sorted(datos, key=lambda clave: (len(clave), clave))
    return _codificar({clave: datos[clave] for clave in orden})


def _resolver(paso: Paso, ids: Ids, sal: Callable[[], bytes], v: Tramite) -> tuple[dict[str, Any], str, bytes]:
    """The payload with the ids in their places, the text that somebody wrote for it, and its salt."""
    datos = {**paso.propios, "desde": paso.desde, "hacia": paso.hacia}
    evento, texto = paso.evento, paso.texto
    if evento == "SOLICITUD_ENVIADA":
        datos["folio"], datos["expediente"] = ids.folio, ids.expediente + datos["expediente"]
    elif evento == "EXPEDIENTE_UNIDO":
        datos["de"], datos["a"] = ids.expediente + datos["de"], ids.expediente + datos["a"]
    elif evento == "SOLICITUD_RESPONDIDA":
        datos["adelantadas"] = ids.adelantadas
        texto = texto if ids.adelantadas else ""
    for clave in ("respuesta", "observacion", "comprobante"):
        if clave in datos:
            datos[clave] += getattr(ids, clave)
    if datos.get("cobro") is not None:
        datos["cobro"] = ids.cobros[datos["cobro"]]
    if "comunicacion" in datos:
        comunicacion = v.comunicaciones[datos["comunicacion"]]
        datos["comunicacion"] += ids.comunicacion
        datos["huella"] = huella(comunicacion[4], comunicacion[2])
    if paso.obligaciones is not None:
        datos["obligaciones"] = paso.obligaciones
    esta_sal = b""
    if evento in _CON_TEXTO:
        esta_sal = sal() if texto else b""
        datos["texto"] = huella(esta_sal, texto) if texto else ""
    return datos, texto, esta_sal


def escribir(
    v: Tramite,
    ids: Ids,
    primer_evento: int,
    primer_texto: int,
    registrado: int,
    sal: Callable[[], bytes],
    eventos: list[str],
    cabezas: list[str],
    textos: list[str],
) -> int:
    """Adds the rows of the chain, its head and its texts; returns how many texts there were."""
    cadena, previo, previo_hex = f"solicitud:{ids.solicitud}", b"", ""
    sello_registro = sello(registrado)
    escritos, numero, cuando = 0, 0, ""
    for numero, paso in enumerate(v.pasos, 1):
        datos, texto, esta_sal = _resolver(paso, ids, sal, v)
        json_datos = texto_jsonb(paso.evento, datos)
        actor = ids.cuenta if paso.actor == SOLICITANTE else paso.actor
        en_json = "null" if actor is None else actor
        canon = f'["{cadena}", {numero}, "{paso.evento}", {en_json}, {paso.instante}, {registrado}, null, {json_datos}]'
        previo = hashlib.sha256(previo + canon.encode()).digest()
        hash_hex, cuando = previo.hex(), sello(paso.instante)
        evento_id = primer_evento + numero - 1
        eventos.append(
            f"{evento_id}\t{cadena}\t{numero}\t{paso.evento}\t{NADA if actor is None else actor}\t{json_datos}"
            f"\t{cuando}\t{sello_registro}\t\\\\x{previo_hex}\t\\\\x{hash_hex}\n"
        )
        previo_hex = hash_hex
        if texto:
            textos.append(f"{primer_texto + escritos}\t{evento_id}\t{ids.solicitud}\t{texto}\t\\\\x{esta_sal.hex()}\n")
            escritos += 1
    cabezas.append(f"{cadena}\t{numero}\t\\\\x{previo_hex}\t{cuando}\n")
    return escritos
