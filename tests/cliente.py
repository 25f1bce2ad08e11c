"""A signed-in HTTP client on one keep-alive connection, for many requests at once. No browser, no Django client:
it speaks to a server in its own processes."""

import http.client
import time
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

OCIOSA = 1.0  # seconds; gunicorn closes what is idle for two
CSRF = "a" * 32  # a secret is any text of this length; cookie and field must agree


def sesion_de(usuario: Any) -> str:
    """The key of a new session of ``usuario``, as the sign-in would leave it."""
    sesion = import_module(settings.SESSION_ENGINE).SessionStore()
    sesion[SESSION_KEY] = str(usuario.pk)
    sesion[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    sesion[HASH_SESSION_KEY] = usuario.get_session_auth_hash()
    sesion.create()
    return str(sesion.session_key)


@dataclass(frozen=True)
class Respuesta:
    codigo: int
    destino: str
    cuerpo: str
    segundos: float


class Cliente:
    """``Cliente(url, sesion_de(usuario))``. Redirections are not followed."""

    def __init__(self, url: str, sesion: str, espera: float = 60.0) -> None:
        partes = urlsplit(url)
        self._conexion = http.client.HTTPConnection(partes.hostname or "", partes.port, timeout=espera)
        self._ultimo = 0.0
        self._cabeceras = {
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={sesion}; {settings.CSRF_COOKIE_NAME}={CSRF}",
            "Origin": url,
        }

    def get(self, ruta: str) -> Respuesta:
        return self._pedir("GET", ruta, None, {})

    def post(self, ruta: str, datos: dict[str, Any]) -> Respuesta:
        cuerpo = urlencode({"csrfmiddlewaretoken": CSRF, **datos}).encode()
        return self._pedir("POST", ruta, cuerpo, {"Content-Type": "application/x-www-form-urlencoded"})

    def subir(self, ruta: str, datos: dict[str, Any], archivos: dict[str, tuple[str, bytes]]) -> Respuesta:
        """``archivos``: field → (file name, content)."""
        borde = uuid4().hex
        trozos = []
        for nombre, valor in {"csrfmiddlewaretoken": CSRF, **datos}.items():
            trozos.append(f'--{borde}\r\nContent-Disposition: form-data; name="{nombre}"\r\n\r\n{valor}\r\n'.encode())
        for nombre, (archivo, contenido) in archivos.items():
            cabeza = f'--{borde}\r\nContent-Disposition: form-data; name="{nombre}"; filename="{archivo}"\r\n\r\n'
            trozos += [cabeza.encode(), contenido, b"\r\n"]
        trozos.append(f"--{borde}--\r\n".encode())
        return self._pedir("POST", ruta, b"".join(trozos), {"Content-Type": f"multipart/form-data; boundary={borde}"})

    def cerrar(self) -> None:
        self._conexion.close()

    def _pedir(self, metodo: str, ruta: str, cuerpo: bytes | None, cabeceras: dict[str, str]) -> Respuesta:
        inicio = time.perf_counter()
        if inicio - self._ultimo > OCIOSA:
            self._conexion.close()  # the server may have; the next request opens another
        self._ultimo = inicio
        self._conexion.request(metodo, ruta, cuerpo, self._cabeceras | cabeceras)
        respuesta = self._conexion.getresponse()
        leido = respuesta.read().decode(errors="replace")
        return Respuesta(respuesta.status, respuesta.headers.get("Location", ""), leido, time.perf_counter() - inicio)
