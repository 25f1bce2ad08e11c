"""Logs: one JSON object per line, so that no value can forge a line (OUT-5), and nobody's data in it (V17)."""

import json
import logging
import re

from stdnum.cl import rut

# What others write for us: a path with its token, the row that a unique key refused, an address that bounced.
_SECRETO = re.compile(r"\b[0-9a-f]{64}\b|(?<=/avisos/baja/)[^/\s]+")
_DETALLE = re.compile(r"(?m)^(DETAIL|CONTEXT):.*$")
_CORREO = re.compile(r"[^\s@<>\"'(),;:=]+@[^\s@<>\"'(),;:]+\.[A-Za-z]{2,}")
_CELULAR = re.compile(r"\+[0-9]{10,14}\b")
_RUT = re.compile(r"\b[0-9]{1,3}(\.?[0-9]{3}){2}-?[0-9kK]\b")


def sin_datos(texto: str) -> str:
    """``texto`` without tokens, addresses, mobiles, RUT, nor the values that PostgreSQL quotes."""
    texto = _SECRETO.sub("[secreto]", texto)
    texto = _DETALLE.sub(r"\1: [omitido]", texto)
    texto = _CORREO.sub("[correo]", texto)
    texto = _CELULAR.sub("[celular]", texto)
    return _RUT.sub(lambda hallado: "[rut]" if rut.is_valid(hallado[0]) else hallado[0], texto)


class LineaJson(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        linea = {
            "hora": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "nivel": record.levelname,
            "origen": record.name,
            "mensaje": sin_datos(record.getMessage()),
        }
        if record.exc_info:
            linea["error"] = sin_datos(self.formatException(record.exc_info))
        return json.dumps(linea, ensure_ascii=False)
