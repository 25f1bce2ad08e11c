"""Two steps of a payment in the same moment: one wins, the other is told who and when (CON-3).

A few rounds by default; ``--completo`` runs the fifty of each.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from nucleo.bitacora import verificacion
from nucleo.bitacora.models import Evento
from nucleo.comun.errores import EstadoCambio
from nucleo.comun.reloj import CHILE, ahora, en
from pagos import actions
from pagos.actions.cobro import Pedido
from pagos.cartolas.lectura import Columnas, abrir, leer
from pagos.models import Comprobante, LineaCartola, Metodo
from solicitudes.actions import desistir
from solicitudes.estados import Estado, Tipo
from solicitudes.models import Solicitud
from solicitudes.tests.test_a_la_vez import DeRonda, Mesa, _correr, a_la_vez

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.req("P-02", "P-04", "P-06")]
RONDAS, RONDAS_COMPLETAS = 5, 50
HACE = timedelta(days=20)


class Caja(Mesa):
    """Requests that wait for a payment or for its validation, with the answer stored."""

    def pedida(self, numero: int) -> Solicitud:
        solicitud = self.nueva(numero, Tipo.INFORMACION)
        actions.responder_con_pago(
            actor=self.marta, solicitud_id=solicitud.pk, archivo=self.papel(self.marta), comentario="",
            numero_solicitud="", pedido=Pedido(monto=38_500, explicacion="Estudio"), token=uuid4(),
            motivo="Espera un estudio.",
        )  # fmt: skip
        return solicitud

    def informar(self, solicitud: Solicitud) -> Callable[[], Any]:
        papel = self.papel(self.elena, "comprobante")
        return lambda: actions.informar_pago(
            actor=self.elena, solicitud_id=solicitud.pk, metodo=Metodo.TRANSFERENCIA, archivo=papel, token=uuid4()
        )

    def informada(self, numero: int) -> Solicitud:
        solicitud = self.pedida(numero)
        self.informar(solicitud)()
        return solicitud

    def validar(self, quien: Any, solicitud: Solicitud) -> Callable[[], Any]:
        return lambda: actions.validar_pago(actor=quien, solicitud_id=solicitud.pk)

    def aplicar(self, quien: Any, solicitud: Solicitud) -> Callable[[], Any]:
        referencia = solicitud.cobros.get().referencia
        linea = LineaCartola.objects.filter(cobro__referencia=referencia).first() or self._importada(referencia)
        return lambda: actions.aplicar_linea(actor=quien, linea_id=linea.pk)

    def _importada(self, referencia: str) -> LineaCartola:
        hoja, columnas = abrir(f"F;T;M\n20-11-2026;{referencia};38.500\n".encode()), Columnas(0, 2, 1)
        huella = f"{int(referencia[1:]):064x}"
        actions.importar_cartola(
            actor=self.marta, nombre="c.csv", huella=huella, encabezado=hoja.encabezado, columnas=columnas,
            lectura=leer(hoja, columnas),
        )  # fmt: skip
        return LineaCartola.objects.get(cobro__referencia=referencia)

    def dos_validan(self, numero: int) -> DeRonda:
        solicitud = self.informada(numero)
        tareas = [self.validar(self.marta, solicitud), self.validar(self.jorge, solicitud)]
        return solicitud, tareas, {Estado.RESPONDIDO: 1}

    def dos_confirman_la_linea(self, numero: int) -> DeRonda:
        solicitud = self.informada(numero)
        tareas = [self.aplicar(self.marta, solicitud), self.aplicar(self.jorge, solicitud)]
        return solicitud, tareas, {Estado.RESPONDIDO: 1}

    def una_valida_y_otro_confirma_la_linea(self, numero: int) -> DeRonda:
        solicitud = self.informada(numero)
        tareas = [self.validar(self.marta, solicitud), self.aplicar(self.jorge, solicitud)]
        return solicitud, tareas if numero % 2 else tareas[::-1], {Estado.RESPONDIDO: 1}

    def valida_y_vence(self, numero: int) -> DeRonda:
        """The button in the last second and the clock's job in the first minute after; the row decides."""
        for aceptada in Solicitud.objects.filter(pago_sin_revisar=True):
            actions.confirmar_pago(actor=self.marta, solicitud_id=aceptada.pk)  # or the account has no other (P-06)
        with en(ahora() - HACE):
            solicitud = self.informada(numero)
        solicitud.refresh_from_db()
        assert solicitud.vence_el is not None
        ultimo = datetime.combine(solicitud.vence_el, time(23, 59, 59), CHILE)

        def validar() -> None:
            with en(ultimo):
                self.validar(self.marta, solicitud)()

        def vencer() -> None:
            with en(ultimo + timedelta(seconds=61)):
                actions.aceptar_pago_por_plazo(solicitud_id=solicitud.pk)

        tareas = [validar, vencer]
        finales = {Estado.RESPONDIDO: 1, Estado.RESPONDIDO_AUTOMATICO: 3}
        return solicitud, tareas if numero % 2 else tareas[::-1], finales


CASOS = ["dos_validan", "valida_y_vence", "dos_confirman_la_linea", "una_valida_y_otro_confirma_la_linea"]


def _pagar_y_desistir(rondas: int) -> None:
    """The table lets a request be withdrawn from any open state, so a payment that came first does not stop it.

    One final state; the order of the events explains it; a proof that came second is not there.
    """
    caja, primero_el_pago = Caja(), 0
    for numero in range(rondas):
        solicitud = caja.pedida(numero)
        tareas = [
            caja.informar(solicitud),
            lambda s=solicitud: desistir(actor=caja.elena, solicitud_id=s.pk, motivo="Vendí la casa"),
        ]
        errores = [error for error in a_la_vez(tareas if numero % 2 else tareas[::-1]) if error is not None]
        solicitud.refresh_from_db()
        assert solicitud.estado == Estado.DESISTIDA and solicitud.disponible_en is None
        informados = Comprobante.objects.filter(cobro__solicitud=solicitud).count()
        hechos = Evento.objects.filter(cadena=solicitud.cadena).order_by("-numero").values_list("tipo", flat=True)
        if errores:
            assert isinstance(errores[0], EstadoCambio) and errores[0].quien and errores[0].cuando
            assert (len(errores), informados) == (1, 0) and "PAGO_INFORMADO" not in hechos
        else:
            assert informados == 1 and list(hechos[:2]) == ["SOLICITUD_DESISTIDA", "PAGO_INFORMADO"]
            primero_el_pago += 1
        assert list(verificacion.verificar(solicitud.cadena)) == []
    print(f"{rondas} rondas; el pago llegó primero en {primero_el_pago}")


@pytest.mark.parametrize("caso", CASOS)
def test_uno_gana_y_el_otro_sabe_quien(caso: str) -> None:
    _correr(getattr(Caja(), caso), RONDAS)


def test_pagar_y_desistir_a_la_vez() -> None:
    _pagar_y_desistir(RONDAS)


@pytest.mark.completo
@pytest.mark.parametrize("caso", CASOS)
def test_cincuenta_veces_uno_gana(caso: str) -> None:
    _correr(getattr(Caja(), caso), RONDAS_COMPLETAS)


@pytest.mark.completo
def test_cincuenta_veces_pagar_y_desistir() -> None:
    _pagar_y_desistir(RONDAS_COMPLETAS)
