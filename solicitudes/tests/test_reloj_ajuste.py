"""A holiday or a rule changed after the fact: SEC sees which requests it moves, and moves them with one event each."""

from datetime import date
from typing import Any

import pytest

from catalogo.models import Feriado, ReglaPlazo
from nucleo.bitacora.models import Evento
from nucleo.bitacora.verificacion import verificar
from nucleo.comun.errores import NoPermitido
from solicitudes import actions, ajustes, recalculo
from solicitudes.actions.plazos import Resultado
from solicitudes.estados import TipoEvento
from solicitudes.models import Obligacion, Solicitud
from solicitudes.presentacion.historial import historial
from solicitudes.presentacion.legajo import Legajo
from solicitudes.tests.ayudas_reloj import (
    DIA,
    SC,
    SI,
    VIERNES,
    el,
    elena,
    enviada,
    fresca,
    marta,
    observar,
    responder,
    sonia,
)  # fmt: skip
from tests.personas import FABIAN, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("L-01", "L-02", "L-03", "L-10")]
MARTES_1 = date(2026, 12, 1)


def ajustes_de(s: Solicitud) -> list[Evento]:
    return list(Evento.objects.filter(cadena=s.cadena, tipo=TipoEvento.PLAZOS_RECALCULADOS))


def ajustar(solicitudes: Any) -> Resultado:
    return actions.ajustar_todas(actor=sonia(), solicitudes=solicitudes, direccion="192.0.2.7")


def test_un_feriado_puesto_despues_mueve_lo_que_contaba_ese_dia_y_nada_mas() -> None:
    """By the checks of reglas.md 3: SC of Friday 20 Nov 2026 without SI, ten days, 4 Dec; a holiday in them, 7 Dec."""
    en_curso, antigua = enviada(SC, VIERNES), enviada(SI, VIERNES - 60 * DIA)
    respondida = enviada(SI, VIERNES, expediente="nuevo")
    with el(VIERNES - 50 * DIA):
        responder(antigua)
    with el(date(2026, 12, 7)):
        respondida = responder(respondida)
        observada = observar(fresca(enviada(SC, VIERNES, expediente="nuevo")))
    assert fresca(respondida).respondida_en_plazo is False and respondida.dias_respuesta == 11
    Feriado.objects.create(fecha=MARTES_1, nombre="Elección")

    previstos = {ajuste.folio: ajuste for ajuste in ajustes.prever(ajustes.por_feriado(MARTES_1))}
    assert set(previstos) == {en_curso.folio, respondida.folio, observada.folio}
    (respuesta,) = [plazo for plazo in previstos[en_curso.folio].plazos if plazo.clase == "respuesta"]
    assert (respuesta.antes, respuesta.vence_el) == (date(2026, 12, 4), date(2026, 12, 7))
    assert fresca(en_curso).vence_el == date(2026, 12, 4), "seeing it moves nothing"

    with el(date(2026, 12, 7), 12):
        assert ajustar(ajustes.por_feriado(MARTES_1)) == Resultado(ajustadas=3)
    assert (fresca(en_curso).vence_el, fresca(en_curso).plazo_respuesta_el) == (date(2026, 12, 7),) * 2
    assert fresca(respondida).respondida_en_plazo is True and fresca(respondida).dias_respuesta == 10
    assert [len(ajustes_de(s)) for s in (en_curso, respondida, observada, antigua)] == [1, 1, 1, 0]
    assert [str(d) for d in recalculo.recalcular()] == [] and list(verificar()) == []
    (evento,) = ajustes_de(en_curso)
    assert evento.actor == sonia() and evento.datos["plazos"][0][3:] == ["2026-12-04", "2026-12-07"]
    (suceso,) = [s for s in historial(Legajo(fresca(en_curso), elena())) if "feriados" in s.titulo]
    assert "responder, hasta el 07-12-2026 (antes, 04-12-2026)" in suceso.titulo


def test_lo_observado_tarde_deja_de_serlo_si_el_plazo_se_alarga_y_vuelve_a_serlo() -> None:
    """Five days from Friday 20 Nov: 27 Nov; a holiday on Thursday 26 makes them 30 Nov, the day of the correction."""
    s = enviada(SC, VIERNES)
    with el(VIERNES + 10 * DIA):
        observar(fresca(s))
    observacion = s.observaciones.get()
    assert observacion.tarde and list(recalculo.recalcular()) == []
    Feriado.objects.create(fecha=VIERNES + 6 * DIA, nombre="Elección")
    assert {d.campo for d in recalculo.recalcular()} >= {f"observación tarde {observacion.pk}"}
    for tarde, palabras in ((False, "se pidió dentro del plazo"), (True, "se pidió fuera de plazo")):
        assert ajustar(ajustes.por_feriado(VIERNES + 6 * DIA)) == Resultado(ajustadas=1)
        observacion.refresh_from_db()
        assert observacion.tarde is tarde and list(recalculo.recalcular()) == []
        assert ajustes_de(s)[-1].datos["observaciones"] == [[observacion.pk, tarde]]
        assert any(palabras in suceso.titulo for suceso in historial(Legajo(fresca(s), elena())))
        Feriado.objects.filter(fecha=VIERNES + 6 * DIA).delete()


def test_se_repite_sin_hacer_nada_mas_y_quitar_el_feriado_lo_devuelve() -> None:
    s = enviada(SI, VIERNES)
    antes = Solicitud.objects.filter(pk=s.pk).values(*ajustes.DEL_RELOJ).get()
    feriado = Feriado.objects.create(fecha=VIERNES, nombre="Del día en que llegó")
    assert ajustar(ajustes.por_feriado(VIERNES)) == Resultado(ajustadas=1)
    assert (fresca(s).recibida_el, fresca(s).vence_el) == (date(2026, 11, 23), date(2026, 12, 7))
    assert ajustar(ajustes.por_feriado(VIERNES)) == Resultado(sin_cambio=1)
    assert len(ajustes_de(s)) == 1
    feriado.delete()
    assert ajustar(ajustes.por_feriado(VIERNES)) == Resultado(ajustadas=1)
    assert Solicitud.objects.filter(pk=s.pk).values(*ajustes.DEL_RELOJ).get() == antes
    assert list(recalculo.recalcular()) == []


def test_una_regla_con_efecto_hacia_atras_cambia_la_de_los_plazos_que_alcanza() -> None:
    vieja = ReglaPlazo.objects.get(caso="sc-sin-si", vigente_hasta=None)
    alcanzada, anterior = enviada(SC, VIERNES), enviada(SC, VIERNES - DIA, prefijo="OV")
    with el(VIERNES + 4 * DIA):
        actions.anotar(actor=marta(), solicitud_id=alcanzada.pk, nota="Para revisar")
    ReglaPlazo.objects.filter(pk=vieja.pk).update(vigente_hasta=VIERNES - DIA)
    nueva = ReglaPlazo.objects.create(
        caso=vieja.caso, descripcion=vieja.descripcion, cantidad=20, unidad=vieja.unidad, articulo="DS 99/2026 art. 1",
        responsable=vieja.responsable, vigente_desde=VIERNES,
    )  # fmt: skip
    tocadas = ajustes.por_regla(vieja.caso, VIERNES)
    assert [ajuste.folio for ajuste in ajustes.prever(tocadas)] == [alcanzada.folio]
    assert ajustar(tocadas) == Resultado(ajustadas=1)
    assert fresca(alcanzada).vence_el == date(2026, 12, 21), "twenty days of the check of reglas.md 3"
    assert Obligacion.objects.get(solicitud=alcanzada, clase="respuesta").regla == nueva
    assert Obligacion.objects.get(solicitud=anterior, clase="respuesta").regla == vieja
    assert list(recalculo.recalcular()) == []
    # The rule may go on: what comes later is counted from the new one.
    with el(date(2026, 12, 18)):
        assert responder(fresca(alcanzada)).respondida_en_plazo is True
    assert list(recalculo.recalcular()) == [] and ajustar(tocadas) == Resultado(sin_cambio=1)


def test_solo_la_administracion_de_la_sec_y_nunca_sobre_filas_que_no_calzan() -> None:
    s = enviada(SI, VIERNES)
    Feriado.objects.create(fecha=MARTES_1, nombre="Elección")
    for persona in (marta(), elena(), crear(FABIAN)):
        with pytest.raises(NoPermitido):
            actions.ajustar_plazos(actor=persona, solicitud_id=s.pk)
    Obligacion.objects.filter(solicitud=s).update(clase="observacion")
    assert list(ajustes.prever(ajustes.por_feriado(MARTES_1))) == []
    assert ajustar(ajustes.por_feriado(MARTES_1)) == Resultado(no_calzan=[s.folio])
    assert ajustes_de(s) == [] and fresca(s).vence_el == date(2026, 12, 4)
