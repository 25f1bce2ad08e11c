"""The queue: strict order of arrival per distributor and form (L-07; DS 57 arts. 23 and 29)."""

import pytest

from catalogo.models import Distribuidora
from pagos import actions as pagos
from solicitudes import actions, fila
from solicitudes.actions.respuesta import FueraDeOrden
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_reloj import (
    DIA,
    MC,
    NC,
    SC,
    SI,
    VIERNES,
    corregir,
    el,
    elena,
    enviada,
    eventos,
    fresca,
    informar_pago,
    marta,
    observar,
    responder,
    responder_con_pago,
    solicitar_pago,
    sonia,
    ultimo_evento,
)  # fmt: skip
from tests.personas import IGNACIO, OLGA, crear

pytestmark = pytest.mark.django_db
LUNES = VIERNES + 3 * DIA


def lugares(*solicitudes: Solicitud) -> list[int | None]:
    return [fila.lugar(fresca(s)) for s in solicitudes]


def tres(tipo: str = SC) -> list[Solicitud]:
    return [enviada(tipo, VIERNES, expediente="nuevo") for _ in range(3)]


@pytest.mark.req("L-07")
@pytest.mark.parametrize("tipo", [SC, NC])
def test_el_lugar_es_el_de_llegada_por_distribuidora_y_formulario(tipo: str) -> None:
    """The three arrived in the same instant: the folio decides."""
    ignacio = crear(IGNACIO)
    primera, segunda, tercera = tres(tipo)
    de_otra = enviada(tipo, VIERNES, prefijo="OV", actor=ignacio)
    de_otro_formulario = enviada(NC if tipo == SC else SC, VIERNES, actor=ignacio)
    assert lugares(primera, segunda, tercera, de_otra, de_otro_formulario) == [1, 2, 3, 1, 1]
    with el(LUNES):
        actions.desistir(actor=elena(), solicitud_id=primera.pk)
    assert lugares(primera, segunda, tercera) == [None, 1, 2]
    with el(LUNES):
        actions.anular(actor=sonia(), solicitud_id=segunda.pk, comentario="Está duplicada.")
    assert lugares(segunda, tercera) == [None, 1]


@pytest.mark.req("L-07")
def test_la_que_llego_antes_va_antes_aunque_su_folio_sea_mayor() -> None:
    """The folio is taken last: two filings at once may get them in the other order."""
    primera, segunda, _ = tres()
    Solicitud.objects.filter(pk=segunda.pk).update(numero_cliente="x")
    despues = enviada(SC, LUNES, expediente="nuevo")
    assert lugares(despues) == [4]
    assert [s.pk for s in fila.anteriores(fresca(segunda))] == [primera.pk]


@pytest.mark.req("L-07")
def test_adelantar_pide_un_motivo_y_queda_en_el_evento() -> None:
    primera, segunda, tercera = tres()
    with el(LUNES):
        for motivo in ("", "   "):
            with pytest.raises(FueraDeOrden, match="2 solicitudes anteriores") as error:
                responder(tercera, motivo=motivo)
            assert (error.value.codigo, error.value.adelantadas) == (422, 2)
        assert fresca(tercera).respondida_en is None and eventos(tercera) == ["SOLICITUD_ENVIADA"]
        assert responder(tercera, motivo="Obra de emergencia.").fuera_de_orden is True
        assert ultimo_evento(tercera).datos["adelantadas"] == 2
        assert tercera.textos.get().texto == "Obra de emergencia."
        assert lugares(primera, segunda, tercera) == [1, 2, None]
        assert responder(primera).fuera_de_orden is False
        assert ultimo_evento(primera).datos["adelantadas"] == 0
        assert lugares(segunda) == [1]


@pytest.mark.req("L-07")
def test_la_trabada_tambien_respeta_el_orden() -> None:
    _, segunda, _ = tres()
    with el(LUNES), pytest.raises(FueraDeOrden, match="una solicitud anterior"):
        responder_con_pago(segunda)


@pytest.mark.req("L-07")
def test_la_que_espera_a_su_solicitante_se_pasa_por_alto_y_recupera_su_lugar() -> None:
    primera, segunda, tercera = tres()
    with el(LUNES):
        observar(primera)
        assert lugares(primera, segunda, tercera) == [None, 1, 2]
        assert responder(segunda).fuera_de_orden is False
    with el(LUNES + DIA):
        corregir(primera)
        assert lugares(primera, tercera) == [1, 2], "and the later reception does not cost the place"
        solicitar_pago(primera)
        assert lugares(primera, tercera) == [None, 1]
        informar_pago(primera)
        assert lugares(primera, tercera) == [1, 2]
        pagos.validar_pago(actor=marta(), solicitud_id=primera.pk)
        assert lugares(primera, tercera) == [1, 2]


@pytest.mark.req("L-07")
def test_la_respondida_con_candado_ya_no_espera() -> None:
    primera, segunda, _ = tres()
    with el(LUNES):
        responder_con_pago(primera)
        informar_pago(primera)
        assert lugares(primera, segunda) == [None, 1], "its proof waits for the distributor, its answer does not"
        assert responder(segunda).fuera_de_orden is False


@pytest.mark.req("L-07")
def test_la_informacion_y_la_manifestacion_no_tienen_lugar() -> None:
    primera, segunda = enviada(SI, VIERNES), enviada(SI, VIERNES)
    sube = [enviada(MC, VIERNES, expediente="nuevo", cambio_capacidad="sube") for _ in range(2)]
    assert lugares(primera, segunda, *sube) == [None] * 4
    with el(LUNES):
        assert responder(segunda).fuera_de_orden is False


@pytest.mark.req("L-07")
def test_cada_distribuidora_responde_la_suya() -> None:
    tres()
    ajena = enviada(SC, LUNES, prefijo="OV", expediente="nuevo")
    assert Distribuidora.objects.get(prefijo="OV").pk == ajena.distribuidora_id
    with el(LUNES):
        assert responder(ajena, actor=crear(OLGA)).fuera_de_orden is False
