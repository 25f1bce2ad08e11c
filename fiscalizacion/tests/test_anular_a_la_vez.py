"""SEC annuls in the same moment in which somebody pays or answers: one legal end, whoever came first (F-07).

The table lets SEC annul from any state but Anulado, so what came first does not stop it; what came second is refused
and leaves nothing. A few rounds by default; ``--completo`` runs the fifty of each.
"""

from collections.abc import Callable
from typing import Any

import pytest

from nucleo.avisos.models import Aviso
from nucleo.bitacora import verificacion
from nucleo.bitacora.models import Evento
from nucleo.comun.errores import EstadoCambio
from pagos.models import Comprobante
from pagos.tests.test_pagos_a_la_vez import Caja
from solicitudes import actions
from solicitudes.estados import Estado, Tipo, TipoEvento
from solicitudes.models import Obligacion, Solicitud
from solicitudes.tests.test_a_la_vez import a_la_vez
from tests.personas import SONIA, crear

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.req("F-07")]
RONDAS, RONDAS_COMPLETAS = 5, 50
CASOS = ["pagar", "responder"]


class Juicio(Caja):
    """A request, what the other person does with it, and the event that leaves."""

    def __init__(self) -> None:
        super().__init__()
        self.sonia = crear(SONIA)

    def pagar(self, numero: int) -> tuple[Solicitud, Callable[[], Any], TipoEvento]:
        solicitud = self.pedida(numero)
        return solicitud, self.informar(solicitud), TipoEvento.PAGO_INFORMADO

    def responder_a(self, numero: int) -> tuple[Solicitud, Callable[[], Any], TipoEvento]:
        solicitud = self.nueva(numero, Tipo.INFORMACION)
        return solicitud, self.responder(self.marta, solicitud), TipoEvento.SOLICITUD_RESPONDIDA

    def anular(self, solicitud: Solicitud) -> Callable[[], Any]:
        return lambda: actions.anular(actor=self.sonia, solicitud_id=solicitud.pk, comentario="Se envió por error")


def _rastro(solicitud: Solicitud, hecho: TipoEvento) -> int:
    if hecho == TipoEvento.PAGO_INFORMADO:
        return Comprobante.objects.filter(cobro__solicitud=solicitud).count()
    return solicitud.respuestas.count()


def _correr(caso: str, rondas: int) -> None:
    juicio, antes_de_anular = Juicio(), 0
    preparar = juicio.pagar if caso == "pagar" else juicio.responder_a
    for numero in range(rondas):
        solicitud, la_otra, hecho = preparar(numero)
        tareas = [la_otra, juicio.anular(solicitud)]
        errores = [error for error in a_la_vez(tareas if numero % 2 else tareas[::-1]) if error is not None]
        solicitud.refresh_from_db()
        assert solicitud.estado == Estado.ANULADO and solicitud.cerrada_en is not None, "one legal end"
        assert (solicitud.obligacion, solicitud.vence_el) == ("", None)
        assert not Obligacion.objects.filter(solicitud=solicitud, termina_en=None).exists()
        hechos = list(Evento.objects.filter(cadena=solicitud.cadena).order_by("-numero").values_list("tipo", flat=True))
        assert hechos[0] == TipoEvento.SOLICITUD_ANULADA and hechos.count(TipoEvento.SOLICITUD_ANULADA) == 1
        if errores:
            (error,) = errores
            assert isinstance(error, EstadoCambio) and error.quien and error.cuando, error
            assert hecho not in hechos and _rastro(solicitud, hecho) == 0
        else:
            assert hecho in hechos[1:3] and _rastro(solicitud, hecho) == 1
            antes_de_anular += 1
        assert Aviso.objects.filter(clave="solicitud_anulada", contexto__solicitud=solicitud.pk).count() == 1
        assert list(verificacion.verificar(solicitud.cadena)) == []
    print(f"{caso} y anular: {rondas} rondas, un solo final; lo otro llegó primero en {antes_de_anular}")


@pytest.mark.parametrize("caso", CASOS)
def test_anular_a_la_vez_deja_un_solo_final(caso: str) -> None:
    _correr(caso, RONDAS)


@pytest.mark.completo
@pytest.mark.parametrize("caso", CASOS)
def test_cincuenta_veces_un_solo_final(caso: str) -> None:
    _correr(caso, RONDAS_COMPLETAS)
