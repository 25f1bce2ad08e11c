"""Logs: one JSON object per line, so that no value can forge a line (OUT-5)."""

import json
import logging


class LineaJson(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        linea = {
            "hora": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "nivel": record.levelname,
            "origen": record.name,
            "mensaje": record.getMessage(),
        }
        if record.exc_info:
            linea["error"] = self.formatException(record.exc_info)
        return json.dumps(linea, ensure_ascii=False)
