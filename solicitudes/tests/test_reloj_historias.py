"""Random lives by every action of the table: what the rows hold is always what the events give again (AZ-7)."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogo.plazos import calendario, habiles_entre
from nucleo.archivos import puertas
from nucleo.bitacora import verificacion
from nucleo.bitacora.models import Evento
from nucleo.comun.errores import ErrorDeDominio
from nucleo.comun.reloj import CHILE, ahora, en, hoy
from pagos import actions as pagos
from solicitudes import actions, lapsos, recalculo, turnos
from solicitudes.estados import Estado, TipoEvento, saltos
from solicitudes.models import Expediente, Respuesta, ResultadoConexion, Solicitud
from solicitudes.obligaciones import CASOS_SC
from solicitudes.tests.ayudas_reloj import (
    MC,
    NC,
    SC,
    SI,
    chile,
    corregir,
    enviada,
    fresca,
    informar_pago,
    marta,
    objetar,
    observar,
    papel,
    responder,
    responder_con_pago,
    solicitar_pago,
    sonia,
)  # fmt: skip

pytestmark = pytest.mark.django_db
SALTOS = saltos()
AJUSTES: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck)}
Paso = Callable[[Solicitud, random.Random], Any]


def _observar(s: Solicitud, azar: random.Random) -> Any:
    codigo = azar.choice(sorted(s.adjuntos.values_list("codigo", flat=True)))
    return observar(s, {codigo: ""}, propiedad_conjunta=azar.random() < 0.5)


def _corregir(s: Solicitud, azar: random.Random) -> Any:
    abierta = s.observaciones.filter(corregida_en=None).last()
    return corregir(s, *(abierta.documentos.values_list("codigo", flat=True) if abierta else ()))


def _acordada(azar: random.Random) -> dict[str, Any]:
    return {"conexion_acordada_en": ahora() + timedelta(days=azar.randint(0, 20))} if azar.random() < 0.5 else {}


def _unir(s: Solicitud, azar: random.Random) -> Any:
    otro = Expediente.objects.create(
        solicitante=s.solicitante, distribuidora=s.distribuidora, numero="1", comuna=s.comuna, creado_en=ahora()
    )
    return actions.unir_expediente(actor=sonia(), solicitud_id=s.pk, expediente_id=otro.pk)


def _conectar(s: Solicitud, azar: random.Random) -> Any:
    return actions.registrar_conexion(
        actor=marta(), solicitud_id=s.pk, resultado=azar.choice(list(ResultadoConexion)), fecha=hoy()
    )


PASOS: tuple[Paso, ...] = (
    lambda s, azar: solicitar_pago(s),
    lambda s, azar: responder(s, motivo="Urgente.", **_acordada(azar)),
    lambda s, azar: responder_con_pago(s, **_acordada(azar)),
    lambda s, azar: pagos.retirar_cobro(actor=marta(), solicitud_id=s.pk, motivo="Por error."),
    lambda s, azar: informar_pago(s),
    lambda s, azar: informar_pago(s),
    lambda s, azar: informar_pago(s),
    lambda s, azar: pagos.validar_pago(actor=marta(), solicitud_id=s.pk),
    lambda s, azar: pagos.validar_pago(actor=marta(), solicitud_id=s.pk),
    lambda s, azar: pagos.rechazar_pago(actor=marta(), solicitud_id=s.pk, motivo="Ilegible."),
    lambda s, azar: pagos.confirmar_pago(actor=marta(), solicitud_id=s.pk),
    lambda s, azar: pagos.revertir_aceptacion(actor=sonia(), solicitud_id=s.pk, motivo="No llegó."),
    _observar,
    _observar,
    _corregir,
    _corregir,
    lambda s, azar: objetar(s),
    lambda s, azar: actions.pedir_complemento(actor=s.solicitante, solicitud_id=s.pk, motivo="Falta."),
    lambda s, azar: actions.complementar(actor=marta(), solicitud_id=s.pk, archivo=papel(marta(), "respuesta")),
    lambda s, azar: actions.abrir(actor=marta(), solicitud=s),
    lambda s, azar: actions.reclasificar(
        actor=marta(), solicitud_id=s.pk, caso=azar.choice(CASOS_SC), motivo="Otro caso."
    ),
    lambda s, azar: actions.editar_numero(actor=marta(), solicitud_id=s.pk, numero=azar.choice(("", "7", "a 8"))),
    lambda s, azar: actions.asignar(actor=marta(), solicitud_id=s.pk, a=azar.choice((None, marta().pk))),
    lambda s, azar: actions.anotar(actor=marta(), solicitud_id=s.pk, nota="Ojo."),
    lambda s, azar: actions.comunicar(actor=marta(), solicitud_id=s.pk, texto="Hola.", token=uuid4()),
    lambda s, azar: actions.responder_comunicacion(actor=s.solicitante, solicitud_id=s.pk, texto="Sí.", token=uuid4()),
    _unir,
    _conectar,
    lambda s, azar: actions.registrar_prorroga(
        actor=marta(), solicitud_id=s.pk, caso="vigencia-prorroga", motivo="Obras."
    ),
    lambda s, azar: azar.random() < 0.2 and actions.desistir(actor=s.solicitante, solicitud_id=s.pk),
    lambda s, azar: azar.random() < 0.2 and actions.anular(actor=sonia(), solicitud_id=s.pk, comentario="Duplicada."),
    lambda s, azar: lapsos.barrer(),
    lambda s, azar: lapsos.barrer(),
)


def vivir(azar: random.Random, pasos: int) -> Counter[str]:
    """One request of each form, moved at random for some weeks; everything is checked at the end and rolled back."""
    with transaction.atomic():
        reloj = datetime(2026, azar.randint(1, 12), azar.randint(1, 28), azar.randint(0, 23), tzinfo=UTC)
        with en(reloj):
            solicitudes = [
                enviada(
                    tipo,
                    expediente="nuevo",
                    **({"cambio_capacidad": azar.choice(("sube", "baja"))} if tipo == MC else {}),
                )
                for tipo in (SI, SC, MC, NC)
            ]
        for _ in range(pasos):
            reloj += timedelta(minutes=azar.choice((0, 1, 90, 600, 1500, 4000)))
            if azar.random() < 0.1:  # exactly midnight
                reloj = chile(reloj.astimezone(CHILE).date() + timedelta(days=1), 0).astimezone(UTC)
            _probar(fresca(azar.choice(solicitudes)), azar, reloj)
        hechos = _revisar([fresca(s) for s in solicitudes], reloj)
        transaction.set_rollback(True)
    return hechos


def _probar(s: Solicitud, azar: random.Random, reloj: datetime) -> None:
    with en(reloj):
        for _ in range(6):  # most of the steps are refused at any moment: somebody tries until one is not
            try:
                with transaction.atomic():
                    azar.choice(PASOS)(s, azar)
                break
            except ErrorDeDominio:
                pass
        despues = fresca(s)
    assert despues.estado == s.estado or (s.tipo, s.estado, despues.estado) in SALTOS
    if s.respondida_en:
        assert despues.respondida_en == s.respondida_en
    respuesta = Respuesta.objects.filter(solicitud=s, version=1).first()
    if respuesta:
        abierta = despues.disponible_en is not None
        assert puertas.puede_ver(s.solicitante, respuesta.archivo) is abierta, "a locked answer is not read"


def _revisar(solicitudes: list[Solicitud], reloj: datetime) -> Counter[str]:
    assert [str(d) for d in recalculo.recalcular()] == []
    assert [str(r) for r in verificacion.verificar()] == []
    dias = calendario()
    for s in solicitudes:
        hasta = max(s.contado_hasta, reloj.astimezone(CHILE).date())
        assert turnos.dias(s, hasta, dias).total == habiles_entre(s.recibida_el, hasta, dias)
        if s.estado in (Estado.ANULADO, Estado.DESISTIDA, Estado.VENCIDA):
            assert not s.obligaciones.filter(termina_en=None).exists()
    assert len({s.folio for s in solicitudes}) == len(solicitudes)
    return Counter(Evento.objects.filter(cadena__startswith="solicitud:").values_list("tipo", flat=True))


@pytest.mark.req("L-09", "L-10", "P-05")
def test_vidas_al_azar_por_toda_la_tabla_se_recalculan_sin_diferencias() -> None:
    hechos: Counter[str] = Counter()
    for semilla in range(8):
        hechos += vivir(random.Random(semilla), 45)
    print(dict(hechos))
    assert len(set(hechos) & set(TipoEvento)) >= 24, "nearly the whole vocabulary, in a few hundred steps"


@settings(max_examples=3, **AJUSTES)
@given(azar=st.randoms(use_true_random=False))
def test_vidas_que_busca_hypothesis(azar: random.Random) -> None:
    vivir(azar, 25)


@pytest.mark.completo
@settings(max_examples=1000, **AJUSTES)
@given(azar=st.randoms(use_true_random=False))
def test_mil_vidas_que_busca_hypothesis(azar: random.Random) -> None:
    vivir(azar, 45)
