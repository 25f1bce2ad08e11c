"""The visitor's address behind our own nginx.

Limits and the event log count by ``REMOTE_ADDR``. Behind a proxy that is the proxy's, and the header that
carries the visitor's is worth as much as its sender: it is read only when the connection itself comes from
a network of ``PROXIES_DE_CONFIANZA`` (seguridad.md, V11). deploy/nginx-sitio.conf overwrites the header.
"""

from collections.abc import Callable, Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import Any

Aplicacion = Callable[[dict[str, Any], Any], Iterable[bytes]]


class DireccionReal:
    """WSGI wrapper; without trusted networks it changes nothing."""

    def __init__(self, aplicacion: Aplicacion, redes: list[IPv4Network | IPv6Network]) -> None:
        self.aplicacion = aplicacion
        self.redes = redes

    def __call__(self, entorno: dict[str, Any], responder: Any) -> Iterable[bytes]:
        real = entorno.get("HTTP_X_REAL_IP", "")
        if real and self._de_confianza(entorno.get("REMOTE_ADDR", "")) and _es_direccion(real):
            entorno["REMOTE_ADDR"] = real
        return self.aplicacion(entorno, responder)

    def _de_confianza(self, origen: str) -> bool:
        return _es_direccion(origen) and any(ip_address(origen) in red for red in self.redes)


def _es_direccion(texto: str) -> bool:
    try:
        ip_address(texto)
    except ValueError:
        return False
    return True
