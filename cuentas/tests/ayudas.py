"""What the account tests share: the picture's answer, the outbox, forms filled in."""

import re
from typing import Any

from captcha.models import CaptchaStore
from django.test import Client

from cuentas.avisos import NADIE
from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import redactar
from tests.personas import CLAVE


def resolver(cliente: Client, ruta: str) -> dict[str, str]:
    """Opens the page, reads its picture and answers the fields of the captcha."""
    pagina = cliente.get(ruta).content.decode()
    return de_la_pagina(pagina)


def de_la_pagina(pagina: str) -> dict[str, str]:
    escondido = re.search(r'name="captcha_0" value="([^"]+)"', pagina)[1]
    respuesta = CaptchaStore.objects.get(hashkey=escondido.partition(":")[0]).response
    return {"captcha_0": escondido, "captcha_1": respuesta}


def registro(**cambios: Any) -> dict[str, Any]:
    return {
        "documento": "12.345.678-5",
        "nombres": "Nadia",
        "apellidos": "Pino Salas",
        "email": "nadia@ejemplo.cl",
        "celular": "+56 9 1234 5678",
        "clave": CLAVE,
        "clave2": CLAVE,
        "consiente": "on",
        **cambios,
    }


def registrar(cliente: Client, **cambios: Any) -> Any:
    return cliente.post("/registro/", registro(**cambios) | resolver(cliente, "/registro/"))


def texto(clave: str) -> str:
    """The last message of that key to somebody, as its composer writes it now."""
    return redactar(Aviso.objects.filter(clave=clave).exclude(destinatario=NADIE).latest("pk")).texto


def ruta(clave: str) -> str:
    """The address of the last message's link, without the host."""
    return re.search(r"https?://[^/\s]+(/\S+)", texto(clave))[1]


def cifra(clave: str) -> str:
    return re.search(r"\b(\d{6})\b", re.sub(r"\S*/\S*", "", texto(clave)))[1]
