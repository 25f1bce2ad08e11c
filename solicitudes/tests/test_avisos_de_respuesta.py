"""What the mail of an answer under lock says: the amount and what for, never why it overtook others (P-01, L-07)."""

import pytest

from nucleo.avisos import redactores
from nucleo.avisos.models import Aviso
from solicitudes import actions
from solicitudes.actions.respuesta import DatosDeRespuesta
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_reloj import (
    DIA,
    PEDIDO,
    SC,
    SI,
    VIERNES,
    el,
    enviada,
    marta,
    pagos,
    papel,
    responder,
    solicitar_pago,
)
from solicitudes.tests.ayudas_reloj import uuid4 as token

pytestmark = pytest.mark.django_db
INTERNO = "Lo pidió la gerencia"


def _cuerpo(solicitud: Solicitud, clave: str) -> str:
    aviso = Aviso.objects.get(clave=clave, contexto__solicitud=solicitud.pk)
    redactado = redactores.redactar(aviso)
    assert redactado is not None
    return str(redactado)


@pytest.mark.req("P-01")
def test_la_respuesta_con_pago_dice_cuanto_y_por_que() -> None:
    enviada(SC, VIERNES)
    segunda = enviada(SC, VIERNES + 3 * DIA, numero_cliente="77-7")
    with el(VIERNES + 4 * DIA):
        pagos.responder_con_pago(
            actor=marta(), solicitud_id=segunda.pk, archivo=papel(marta(), "respuesta"), comentario="Hay capacidad.",
            numero_solicitud="", pedido=PEDIDO, token=token(), datos=DatosDeRespuesta(), motivo=INTERNO,
        )  # fmt: skip
    cuerpo = _cuerpo(segunda, "respuesta_con_pago")
    assert PEDIDO.explicacion in cuerpo and "$ 15.000" in cuerpo.replace("\u00a0", " ").replace("$15", "$ 15")
    assert INTERNO not in cuerpo and "(sin" not in cuerpo


@pytest.mark.req("P-01")
def test_la_respuesta_que_espera_un_pago_de_antes_dice_cuanto() -> None:
    solicitud = enviada(SI, VIERNES)
    with el(VIERNES):
        solicitar_pago(solicitud)
        responder(solicitud)
    assert "15.000" in _cuerpo(solicitud, "respuesta_bloqueada")


@pytest.mark.req("L-07")
def test_quien_y_cuando_no_cuentan_lo_que_el_personal_anota() -> None:
    """An internal note changes nothing: the 409 of an applicant must neither blame it nor tell of it."""
    from nucleo.comun.errores import EstadoCambio
    from solicitudes.tests.ayudas_reloj import elena

    solicitud = enviada(SI, VIERNES)
    with el(VIERNES, 11):
        actions.desistir(actor=elena(), solicitud_id=solicitud.pk)
    with el(VIERNES, 12):
        actions.anotar(actor=marta(), solicitud_id=solicitud.pk, nota="Llamar al cliente")
        with pytest.raises(EstadoCambio) as choque:
            actions.desistir(actor=elena(), solicitud_id=solicitud.pk)
    assert choque.value.quien == str(elena())
