from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction

from nucleo.avisos import camino, redactores
from nucleo.avisos.actions import encolar
from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import Redactado, Redactor
from nucleo.avisos.tests.servidores import Buzon


@pytest.fixture(autouse=True)
def _sin_memoria(monkeypatch: pytest.MonkeyPatch) -> None:
    """Composers of a test end with it; a probe of one test does not silence the next."""
    monkeypatch.setattr(redactores, "_redactores", dict(redactores._redactores))
    monkeypatch.setattr(camino, "_ultimo_sondeo", float("-inf"))


@pytest.fixture
def redactor() -> Callable[[Redactor], None]:
    """Puts a composer of messages ``prueba``; without a call there is one that writes the row's context."""
    redactores.registrar("prueba", lambda aviso: Redactado("LA1: prueba", f"Hola {aviso.contexto.get('n', '')}"))

    def poner(funcion: Redactor) -> None:
        redactores._redactores["prueba"] = funcion

    return poner


@pytest.fixture
def dejar(redactor: Callable[[Redactor], None]) -> Callable[..., Aviso]:
    """Queues one message ``prueba``."""
    numero = iter(range(1, 100_000))

    def encolar_uno(destinatario: str = "ana@ejemplo.cl", **cambios: Any) -> Aviso:
        datos: dict[str, Any] = {"clave": "prueba", "evento": next(numero), "contexto": {}}
        with transaction.atomic():
            aviso = encolar(destinatario=destinatario, **(datos | cambios))
        assert aviso is not None
        return aviso

    return encolar_uno


@pytest.fixture
def buzon(settings: Any) -> Iterator[Buzon]:
    """A real mail server on the loopback whose answers depend on the recipient."""
    with Buzon() as abierto:
        abierto.configurar(settings)
        yield abierto
