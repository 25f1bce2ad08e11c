"""What the tests of the payment pages share: the steps as named people take them, by their pages."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import HttpResponse

from nucleo.archivos.muestras import pdf
from nucleo.comun.reloj import CHILE
from pagos.models import Cobro, Comprobante
from portal.demostracion import fabricas
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_pasos import navegador, papel
from tests.personas import ELENA, MARTA, crear

VIERNES = datetime(2026, 11, 20, 10, 0, tzinfo=CHILE)
SECRETO = "Comentario reservado hasta el pago"


def enviar(persona: Any, solicitud: Solicitud, pagina: str, *, token: str = "", **datos: Any) -> HttpResponse:
    """Sends the form of a page of the request, with a new token unless one is given."""
    direccion = f"{solicitud.get_absolute_url()}{pagina}/"
    return navegador(persona).post(direccion, {"token": token or str(uuid4()), **datos})


def ver(persona: Any, solicitud: Solicitud, pagina: str = "") -> HttpResponse:
    return navegador(persona).get(f"{solicitud.get_absolute_url()}{pagina}{'/' if pagina else ''}")


def pedir(solicitud: Solicitud, persona: Any = MARTA, **datos: Any) -> HttpResponse:
    return enviar(persona, solicitud, "cobro", **{"monto": "38.500", "explicacion": "Estudio de la red", **datos})


def responder_con_pago(solicitud: Solicitud, **datos: Any) -> HttpResponse:
    cuerpo = {"pago": "si", "monto": "38.500", "explicacion": "Estudio de la red", "comentario": SECRETO, **datos}
    return enviar(
        MARTA, solicitud, "respuesta", **{"respuesta": papel("informe-reservado.pdf", pdf("Reservado")), **cuerpo}
    )


def informar(solicitud: Solicitud, persona: Any = ELENA, **datos: Any) -> HttpResponse:
    cobro = Cobro.objects.filter(solicitud=solicitud).last()
    cuerpo = {"cobro_id": cobro.pk if cobro else "1", "metodo": "transferencia", **datos}
    if "comprobante_guardado" not in cuerpo:
        cuerpo.setdefault("comprobante", papel("transferencia.pdf"))
    return enviar(persona, solicitud, "pago", **cuerpo)


def decidir(solicitud: Solicitud, persona: Any = MARTA, **datos: Any) -> HttpResponse:
    return enviar(persona, solicitud, "validacion", **{"comprobante_id": visto(solicitud), "decision": "si", **datos})


def visto(solicitud: Solicitud) -> int:
    comprobante = Comprobante.objects.filter(cobro__solicitud=solicitud).last()
    return comprobante.pk if comprobante else 1


def nueva(**cambios: Any) -> Solicitud:
    return fabricas.enviada(crear(ELENA), **cambios)


def errores(respuesta: HttpResponse) -> list[str]:
    assert respuesta.status_code == 422, respuesta.status_code
    return [mensaje for mensaje, _ in respuesta.context["errores_de_pagina"]]  # type: ignore[attr-defined]


def estado(solicitud: Solicitud) -> str:
    solicitud.refresh_from_db()
    return str(solicitud.estado)


def cartola(*lineas: str, encabezado: str = "Fecha;Descripción;Abono") -> bytes:
    return "\n".join([encabezado, *lineas]).encode()


def importar(contenido: bytes, persona: Any = MARTA, nombre: str = "cartola.csv", **datos: Any) -> HttpResponse:
    """As the page sends it; with the columns of ``cartola`` unless others are given, or ``fecha=None`` for none."""
    columnas = {"fecha": "0", "texto": "1", "monto": "2", **datos}
    cuerpo = {clave: valor for clave, valor in columnas.items() if valor is not None}
    return navegador(persona).post("/distribuidora/pagos/cartolas/", {"cartola": papel(nombre, contenido), **cuerpo})
