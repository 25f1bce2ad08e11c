"""A service of SMS on the loopback, which answers by the last digit of the number."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import unquote

RESPUESTAS = {"1": 500, "2": 503, "3": 429, "4": 404, "5": 401}
CALLA, GOTEA, CORTA = "6", "7", "8"


class _Puerta(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        servidor: Any = self.server
        cuerpo = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        numero = unquote(self.path).rpartition("/")[2]
        servidor.recibidos.append((numero, cuerpo["message"]))
        ultimo = numero[-1]
        if ultimo == CALLA:
            servidor.fin.wait(20)
        elif ultimo == CORTA:
            self.connection.close()
        elif ultimo == GOTEA:
            self._gotear(servidor)
        else:
            self.send_response(RESPUESTAS.get(ultimo, 200))
            self.end_headers()

    def _gotear(self, servidor: Any) -> None:
        try:
            while not servidor.fin.is_set():
                self.wfile.write(b"X")
                time.sleep(0.1)
        except OSError:
            return

    def log_message(self, formato: str, *argumentos: Any) -> None:
        return


class ServidorSms:
    """``recibidos``: (number, text) of every delivery tried, in order."""

    def __init__(self) -> None:
        self._servidor: Any = ThreadingHTTPServer(("127.0.0.1", 0), _Puerta)
        self._servidor.daemon_threads = True
        self._servidor.recibidos, self._servidor.fin = [], threading.Event()
        self.url = f"json://127.0.0.1:{self._servidor.server_port}"
        threading.Thread(target=self._servidor.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def recibidos(self) -> list[tuple[str, str]]:
        recibidos: list[tuple[str, str]] = self._servidor.recibidos
        return recibidos

    def __enter__(self) -> "ServidorSms":
        return self

    def __exit__(self, tipo: type | None, error: BaseException | None, traza: TracebackType | None) -> None:
        self._servidor.fin.set()
        self._servidor.shutdown()
        self._servidor.server_close()
