"""Whatever people do and in whichever order, each link says what its papers say (U-06)."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cuentas.documento.actions import decidir_documento, enviar_documento
from cuentas.documento.models import DocumentoIdentidad
from nucleo.bitacora.models import Evento
from nucleo.comun.errores import CampoRechazado, EstadoCambio, NoPermitido
from portal.demostracion import fabricas, suministros
from suministros import actions, vinculos
from suministros.models import PoderSuministro, Suministro, Vinculo
from tests.largo import cuantos
from tests.personas import ELENA, FRIDA, MARTA, crear

NUMEROS = ("2000111001", "2000111002")
DECISIONES = st.sampled_from(["validado", "no-legible", "rechazado"])
PASOS = st.one_of(
    st.tuples(st.just("asociar"), st.sampled_from(NUMEROS)),
    st.tuples(st.just("foto")),
    st.tuples(st.just("otro_poder"), st.sampled_from(NUMEROS)),
    st.tuples(st.just("decidir_documento"), DECISIONES),
    st.tuples(st.just("decidir_poder"), st.sampled_from(NUMEROS), DECISIONES),
    st.tuples(st.just("cambiar_titular"), st.sampled_from(NUMEROS), st.sampled_from([ELENA, FRIDA])),
    st.tuples(st.just("retirar"), st.sampled_from(NUMEROS)),
)
PUEDEN_NEGARSE = (EstadoCambio, CampoRechazado, NoPermitido)


class Mundo:
    """Frida links two supplies of Elena's, sends papers, and Marta decides; a load may give them to Frida."""

    def __init__(self) -> None:
        self.frida, self.marta, elena = crear(FRIDA), crear(MARTA), crear(ELENA)
        for numero in NUMEROS:
            suministros.suministro(elena, numero)

    def _vinculo(self, numero: str) -> Vinculo | None:
        return Vinculo.objects.con_todo().filter(retirado_en=None, suministro__numero=numero).first()

    def _papel(self, uso: str) -> Any:
        return fabricas.archivo(self.frida, uso=uso, nombre="papel.jpg")

    def asociar(self, numero: str) -> None:
        fila = Suministro.objects.get(numero=numero)
        actions.asociar(
            actor=self.frida,
            suministro_id=fila.pk,
            identidad=self._papel("identidad"),
            poder=self._papel("poder_suministro"),
        )

    def foto(self) -> None:
        enviar_documento(actor=self.frida, archivo=self._papel("identidad"))

    def otro_poder(self, numero: str) -> None:
        if vinculo := self._vinculo(numero):
            actions.enviar_poder(actor=self.frida, vinculo_id=vinculo.pk, archivo=self._papel("poder_suministro"))

    def decidir_documento(self, decision: str) -> None:
        if documento := DocumentoIdentidad.objects.filter(reemplazado_en=None).first():
            decidir_documento(
                actor=self.marta, documento=documento, decision=decision, motivo="No", numero_leido=FRIDA.documento
            )

    def decidir_poder(self, numero: str, decision: str) -> None:
        poder = PoderSuministro.objects.filter(reemplazado_en=None, vinculo__suministro__numero=numero).last()
        if poder:
            actions.decidir_poder(
                actor=self.marta, poder=poder, decision=decision, motivo="No", numero_leido=ELENA.documento
            )

    def cambiar_titular(self, numero: str, persona: Any) -> None:
        """As a load of the register does: the row, and then the links of it."""
        Suministro.objects.filter(numero=numero).update(titular_documento=persona.documento)
        if vinculo := self._vinculo(numero):
            vinculos.poner_al_dia(vinculo, actor=None)

    def retirar(self, numero: str) -> None:
        if vinculo := self._vinculo(numero):
            actions.retirar(actor=self.frida, vinculo_id=vinculo.pk)


def _comprobar() -> None:
    for vinculo in Vinculo.objects.con_todo():
        cambios = Evento.objects.filter(tipo="VINCULO_CAMBIADO", datos__vinculo=vinculo.pk).order_by("numero")
        contado = cambios.last().datos["despues"] if cambios else "en-analisis"
        assert vinculo.estado == contado, "the state is the one that its events tell"
        assert (vinculo.resuelto_en is None) is (vinculo.estado == "en-analisis")
        if vinculo.retirado_en is None:
            documento, poder = vinculos.documento_de(vinculo), vinculos.poder_de(vinculo)
            assert vinculo.estado == vinculos.estado_segun(documento, poder, es_titular=vinculo.es_titular)


@pytest.mark.req("U-06", "U-07")
@pytest.mark.django_db
@settings(
    max_examples=cuantos(25, 500), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # fmt: skip
@given(pasos=st.lists(PASOS, min_size=3, max_size=12))
def test_el_vinculo_dice_siempre_lo_que_dicen_sus_papeles(pasos: list[tuple[Any, ...]], db: None) -> None:
    with transaction.atomic():
        mundo = Mundo()
        mundo.asociar(NUMEROS[0])
        for nombre, *argumentos in pasos:
            try:
                with transaction.atomic():
                    getattr(mundo, nombre)(*argumentos)
            except PUEDEN_NEGARSE:
                pass
            _comprobar()
        transaction.set_rollback(True)
