"""V11: the visitor's address comes from our own nginx or from the connection, never from the visitor."""

from ipaddress import ip_network
from typing import Any

import pytest

from portal.proxy import DireccionReal


def vista_por_la_aplicacion(entorno: dict[str, Any], *redes: str) -> str:
    vistas: list[str] = []

    def aplicacion(entorno: dict[str, Any], responder: Any) -> list[bytes]:
        vistas.append(entorno["REMOTE_ADDR"])
        return []

    DireccionReal(aplicacion, [ip_network(red) for red in redes])(entorno, None)
    return vistas[0]


def test_our_nginx_is_believed() -> None:
    entorno = {"REMOTE_ADDR": "172.28.57.4", "HTTP_X_REAL_IP": "203.0.113.9"}
    assert vista_por_la_aplicacion(entorno, "172.28.57.0/24") == "203.0.113.9"


@pytest.mark.parametrize("cabecera", ["HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_CLIENT_IP"])
def test_a_visitor_is_not_believed(cabecera: str) -> None:
    entorno = {"REMOTE_ADDR": "198.51.100.7", cabecera: "203.0.113.9"}
    assert vista_por_la_aplicacion(dict(entorno), "172.28.57.0/24") == "198.51.100.7"
    assert vista_por_la_aplicacion(dict(entorno)) == "198.51.100.7"


def test_other_headers_through_our_nginx_are_not_read() -> None:
    entorno = {"REMOTE_ADDR": "172.28.57.4", "HTTP_X_FORWARDED_FOR": "203.0.113.9"}
    assert vista_por_la_aplicacion(entorno, "172.28.57.0/24") == "172.28.57.4"


@pytest.mark.parametrize("real", ["", "cualquiera", "203.0.113.9, 10.0.0.1", "203.0.113.9\r\nX: y"])
def test_what_is_no_address_is_ignored(real: str) -> None:
    entorno = {"REMOTE_ADDR": "172.28.57.4", "HTTP_X_REAL_IP": real}
    assert vista_por_la_aplicacion(entorno, "172.28.57.0/24") == "172.28.57.4"
