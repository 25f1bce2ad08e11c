"""An account for the tests of nucleo, which may not name the rooms on its right."""

from itertools import count
from typing import Any

from django.contrib.auth import get_user_model

from nucleo.comun.reloj import ahora

_numeros = count(1)


def crear_usuario(**campos: Any) -> Any:
    documento = f"9{next(_numeros):07d}0"
    valores = {
        "perfil": "solicitante",
        "documento": documento,
        "clave_de_ingreso": f"solicitante:RUT:{documento}",
        "nombres": "Persona",
        "apellidos": f"De Prueba {documento}",
        "email": f"persona-{documento}@example.org",
        "estado": "activa",
        "creada_en": ahora(),
    }
    return get_user_model().objects.create(**{**valores, **campos})
