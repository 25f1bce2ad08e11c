"""A locked answer is locked at every address of the portal for everybody of the applicant's side (P-05).

The addresses come from the URL resolver: a new one is asked too, and one with a parameter that is not known here fails
until somebody says what of a locked answer it may name.
"""

import re
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.db import transaction
from django.urls import get_resolver

from nucleo.archivos.muestras import pdf
from pagos.models import Cobro
from pagos.tests.ayudas import decidir, enviar, informar
from portal.demostracion import fabricas
from solicitudes.estados import Tipo
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_pasos import escritos, papel
from tests.mundo import Mundo, mundo
from tests.personas import MARTA
from tests.test_rutas import _patrones

__all__ = ["mundo"]
pytestmark = [pytest.mark.django_db, pytest.mark.req("P-05")]
DUENA, AJENOS = "E", ("F", "I", "A")
SECRETOS = ("Zarzamora: hay capacidad", "Zarzamora: cambio del empalme", "zarzamora-reservada.pdf", "$7.654.321")
CONTENIDO = pdf("Zarzamora reservada hasta el pago")
NEGADAS = (302, 403, 404, 405)
_PARAMETRO = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass(frozen=True)
class Trabada:
    solicitud: Solicitud
    archivo: UUID

    @property
    def folio(self) -> str:
        return self.solicitud.folio

    def valores(self, clase: str, nombre: str) -> list[str]:
        """What of this answer the parameter of an address may name."""
        cobro = Cobro.objects.get(solicitud=self.solicitud)
        if clase == "uuid":
            return [str(self.archivo)]
        if clase == "int" and nombre != "pagina":
            propios = (self.solicitud.pk, self.solicitud.expediente_id, self.solicitud.respuestas.get().pk, cobro.pk)
            return sorted({str(uno) for uno in propios})
        return POR_NOMBRE[nombre](self)


POR_NOMBRE: dict[str, Any] = {
    "folio": lambda trabada: [trabada.folio],
    "pagina": lambda trabada: ["1"],
    "tramite": lambda trabada: [trabada.solicitud.tipo],
    "campo": lambda trabada: ["respuesta"],
    "token": lambda trabada: ["x:y"],
    "que": lambda trabada: ["correo"],
    "nombre": lambda trabada: ["zarzamora-reservada.pdf"],
    "codigo": lambda trabada: ["404"],
    "clave": lambda trabada: ["respuesta_con_pago"],
    "caso": lambda trabada: [trabada.solicitud.caso],
    "automatica": lambda trabada: ["pago-validacion"],
    "prefijo": lambda trabada: [trabada.solicitud.distribuidora.prefijo],
    "clase": lambda trabada: ["facturas"],
    "formato": lambda trabada: ["csv"],
}


@pytest.fixture
def trabada(mundo: Mundo) -> Trabada:
    solicitud = fabricas.enviada(mundo.persona["E"], tipo=Tipo.CONEXION, correo_adicional="otra@ejemplo.cl")
    hecha = enviar(
        MARTA, solicitud, "respuesta", pago="si", monto="38.500", explicacion="Estudio de la red",
        comentario=SECRETOS[0], obras=SECRETOS[1], obras_costo="$7.654.321",
        obras_dias="15", respuesta=papel(SECRETOS[2], CONTENIDO), motivo="Espera un estudio",
    )  # fmt: skip
    assert hecha.status_code == 302, hecha.context["errores_de_pagina"]
    solicitud.refresh_from_db()
    return Trabada(solicitud, solicitud.respuestas.get().archivo_id)


def _direcciones(trabada: Trabada) -> Iterator[str]:
    """Every address of the resolver that our own views answer, with each value that its parameters may take."""
    for ruta, vista in _patrones(get_resolver()):
        if vista.__module__.startswith("captcha"):
            continue
        parametros = _PARAMETRO.findall(ruta)
        faltan = [nombre for clase, nombre in parametros if clase not in ("uuid", "int") and nombre not in POR_NOMBRE]
        assert not faltan, f"/{ruta}: write in POR_NOMBRE what of a locked answer {faltan} may name"
        for valores in product(*(trabada.valores(clase, nombre) for clase, nombre in parametros)):
            siguientes = iter(valores)
            yield "/" + _PARAMETRO.sub(lambda _, s=siguientes: next(s), ruta)  # type: ignore[misc]


def _recibido(cliente: Any, direccion: str, metodo: str = "get", **datos: str) -> tuple[int, bytes]:
    """Status, and all that was sent with what is packed (ZIP, Excel) unpacked; nothing that it changed stays."""
    galletas = deepcopy(cliente.cookies)  # /salir/ is among the addresses
    with transaction.atomic():
        respuesta = getattr(cliente, metodo)(direccion, datos)
        cuerpo = b"".join(respuesta.streaming_content) if respuesta.streaming else respuesta.content
        transaction.set_rollback(True)
    cliente.cookies = galletas
    if cuerpo.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(cuerpo)) as paquete:
            partes = [(nombre.encode(), paquete.read(nombre)) for nombre in paquete.namelist()]
        cuerpo = b"\n".join(parte for par in partes for parte in par)
    return respuesta.status_code, cuerpo


def _revela(cuerpo: bytes) -> bool:
    return CONTENIDO in cuerpo or any(secreto.encode() in cuerpo for secreto in SECRETOS)


def _pedidos(trabada: Trabada, letra: str, *, todo: bool) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Address, method and query. ``todo``: the owner's also bare and by POST."""
    consulta = {"folio": trabada.folio, "sel": trabada.folio, "desde": trabada.folio, "imprimir": "1"}
    for direccion in _direcciones(trabada):
        yield direccion, "get", consulta
        if letra == DUENA and todo:
            yield direccion, "get", {}
            yield direccion, "post", {}


def _entregan(mundo: Mundo, trabada: Trabada, letra: str, *, todo: bool = True) -> set[str]:
    """The addresses that give ``letra`` any of the secrets, or anything at all under the file's own name."""
    entregan, vistas = set(), 0
    for direccion, metodo, consulta in _pedidos(trabada, letra, todo=todo):
        codigo, cuerpo = _recibido(mundo.cliente[letra], direccion, metodo, **consulta)
        suya = str(trabada.archivo) in direccion and direccion.startswith(("/archivos/", "/solicitudes/"))
        if _revela(cuerpo) or (suya and codigo not in NEGADAS):
            entregan.add(direccion)
        vistas += 1
    assert vistas > 100
    return entregan


def test_ninguna_direccion_la_entrega_hasta_que_se_valida(mundo: Mundo, trabada: Trabada) -> None:
    for letra in (DUENA, *AJENOS):
        assert _entregan(mundo, trabada, letra) == set(), letra
    escritos()
    assert not any(_revela(f"{uno.subject} {uno.body} {uno.attachments}".encode()) for uno in mail.outbox)
    # Or this would prove nothing: the staff that wrote it reads it.
    assert _revela(_recibido(mundo.cliente["M"], trabada.solicitud.get_absolute_url())[1])
    informar(trabada.solicitud)
    caso, archivo = trabada.solicitud.get_absolute_url(), f"/archivos/{trabada.archivo}/"
    suyas = {caso, f"{caso}documentos.zip", f"{caso}documentos/{trabada.archivo}/", archivo}
    suyas |= {f"{archivo}vista/", f"{archivo}vista/1/"}
    assert not any(_revela(_recibido(mundo.cliente[DUENA], una)[1]) for una in suyas)
    decidir(trabada.solicitud)
    assert suyas <= _entregan(mundo, trabada, DUENA, todo=False)
    for letra in AJENOS:
        assert not any(_revela(_recibido(mundo.cliente[letra], una)[1]) for una in suyas), letra
