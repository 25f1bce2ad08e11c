"""AZ-6 on PostgreSQL: every built action in every state by every party; outside the table nothing at all changes."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from nucleo.archivos.models import Archivo
from nucleo.avisos.models import Aviso
from nucleo.bitacora.models import Cabeza, Evento
from nucleo.comun.errores import EstadoCambio, NoPermitido
from nucleo.comun.models import Envio
from portal.demostracion import fabricas
from solicitudes import actions
from solicitudes.estados import Estado
from solicitudes.models import Adjunto, Borrador, ContadorFolio, Expediente, Respuesta, Solicitud
from tests.personas import ELENA, FABIAN, FRIDA, JORGE, MARTA, OLGA, SONIA, crear

pytestmark = pytest.mark.django_db
PERSONAS = {"E": ELENA, "F": FRIDA, "M": MARTA, "J": JORGE, "O": OLGA, "S": SONIA, "X": FABIAN}
DE_SU_DISTRIBUIDORA = {"M", "J"}
# By hand, from reglas.md 2, for an SI without answer: where answering leads.
RESPONDER = {
    "pendiente-respuesta": "respondido",
    "pendiente-pago": "pendiente-pago",
    "pago-rechazado": "pago-rechazado",
    "pendiente-validacion": "pendiente-validacion",
    "pago-validado": "respondido",
}


MODELOS = (
    Solicitud, Adjunto, Respuesta, Borrador, Expediente, ContadorFolio, Evento, Cabeza, Aviso, Envio, Archivo,
)  # fmt: skip


def _foto() -> dict[str, list[Any]]:
    filas = {modelo.__name__: modelo.objects.order_by("pk").values_list() for modelo in MODELOS}
    return {nombre: [_legible(fila) for fila in de_uno] for nombre, de_uno in filas.items()}


def _legible(fila: tuple[Any, ...]) -> str:
    return repr([bytes(valor) if isinstance(valor, memoryview) else valor for valor in fila])


@pytest.fixture
def escena() -> dict[str, Any]:
    personas = {letra: crear(persona) for letra, persona in PERSONAS.items()}
    modelo = fabricas.enviada(personas["E"])
    campos = {campo.attname: getattr(modelo, campo.attname) for campo in Solicitud._meta.concrete_fields}
    solicitudes = {}
    for numero, estado in enumerate(Estado, start=900_000):
        # Born in the state by INSERT; the wall guards jumps, and here it is the guard that is tried.
        fecha = modelo.enviada_en if estado in (Estado.RESPONDIDO, Estado.RESPONDIDO_AUTOMATICO) else None
        cambios = {"id": None, "folio": f"YN{numero}", "folio_numero": numero, "estado": estado,
                   "respondida_en": fecha, "disponible_en": fecha}  # fmt: skip
        solicitudes[estado.value] = Solicitud.objects.create(**{**campos, **cambios})
    papel = fabricas.archivo(personas["M"], uso="respuesta", nombre="respuesta.pdf")
    return {"personas": personas, "solicitudes": solicitudes, "papel": papel}


def _responder(escena: dict[str, Any], letra: str, solicitud: Solicitud) -> None:
    actions.responder(
        actor=escena["personas"][letra], solicitud_id=solicitud.pk, archivo=escena["papel"], comentario="x",
        numero_solicitud="1", token=uuid4(),
    )  # fmt: skip


def _intento(hacer: Callable[[], None]) -> type[Exception] | None:
    try:
        with transaction.atomic():
            hacer()
    except (NoPermitido, EstadoCambio) as error:
        return type(error)
    return None


def test_responder_en_cada_estado_por_cada_quien(escena: dict[str, Any]) -> None:
    antes = _foto()
    for estado, solicitud in escena["solicitudes"].items():
        for letra in PERSONAS:
            with transaction.atomic():
                error = _intento(lambda letra=letra, solicitud=solicitud: _responder(escena, letra, solicitud))
                if letra not in DE_SU_DISTRIBUIDORA:
                    assert error is NoPermitido, (estado, letra)
                elif estado not in RESPONDER:
                    assert error is EstadoCambio, (estado, letra)
                else:
                    assert error is None, (estado, letra)
                    fresca = Solicitud.objects.get(pk=solicitud.pk)
                    assert fresca.estado == RESPONDER[estado]
                    assert (fresca.disponible_en is not None) == (fresca.estado == "respondido")
                    evento = Evento.objects.get(cadena=solicitud.cadena, tipo="SOLICITUD_RESPONDIDA")
                    assert (evento.datos["desde"], evento.datos["hacia"]) == (estado, RESPONDER[estado])
                    transaction.set_rollback(True)
            # What was refused left no row, event, head, notice, token or file; what was taken has been undone.
            assert _foto() == antes, (estado, letra)


def test_abrir_en_cada_estado_por_cada_quien(escena: dict[str, Any]) -> None:
    antes = _foto()
    for estado, solicitud in escena["solicitudes"].items():
        for letra, persona in escena["personas"].items():
            with transaction.atomic():
                error = _intento(lambda p=persona, s=solicitud: actions.abrir(actor=p, solicitud=s))
                abierta = Solicitud.objects.get(pk=solicitud.pk).abierta_en is not None
                assert abierta == (letra in DE_SU_DISTRIBUIDORA), (estado, letra)
                # Another distributor's staff cannot even name the request on any page; the action refuses them too.
                assert error is (NoPermitido if letra == "O" else None), (estado, letra)
                transaction.set_rollback(abierta)
            assert _foto() == antes, (estado, letra)


def test_enviar_es_solo_de_quien_tiene_el_borrador(escena: dict[str, Any]) -> None:
    borrador = fabricas.borrador_listo(escena["personas"]["E"])
    antes = _foto()
    for letra, persona in escena["personas"].items():
        if letra == "E":
            continue
        with pytest.raises(Borrador.DoesNotExist), transaction.atomic():
            actions.enviar(actor=persona, borrador_id=borrador.pk, token=uuid4(), datos=fabricas.datos())
        assert _foto() == antes
    # Even holding a draft, staff files nothing.
    ajeno = Borrador.objects.get(pk=borrador.pk)
    for letra in "MJOSX":
        with transaction.atomic():
            Borrador.objects.filter(pk=ajeno.pk).update(dueno=escena["personas"][letra])
            antes = _foto()
            with pytest.raises(NoPermitido), transaction.atomic():
                actions.enviar(
                    actor=escena["personas"][letra], borrador_id=ajeno.pk, token=uuid4(), datos=fabricas.datos()
                )
            assert _foto() == antes
            transaction.set_rollback(True)
