"""Every step of the table of terms (reglas.md 3), by the real actions: what ends, what starts, until when."""

from datetime import date

import pytest

from catalogo.models import Distribuidora, Feriado, MuyBajaDensidad, ReglaPlazo
from catalogo.plazos import olvidar_calendario
from catalogo.reglas import vigente
from nucleo.comun.errores import EstadoCambio
from pagos import actions as pagos
from solicitudes import actions, obligaciones, recalculo
from solicitudes.actions.gestion import CasoDesconocido
from solicitudes.actions.termino import FaltaMotivo
from solicitudes.estados import Estado, Tipo
from solicitudes.models import Obligacion, ResultadoConexion, Solicitud
from solicitudes.tests.ayudas_reloj import (
    DIA,
    MC,
    NC,
    SC,
    SI,
    VIERNES,
    chile,
    corregir,
    el,
    elena,
    enviada,
    fresca,
    informar_pago,
    manifestacion,
    marta,
    objetar,
    observar,
    papel,
    plazos,
    responder,
    responder_con_pago,
    solicitar_pago,
    sonia,
    ultimo_evento,
)  # fmt: skip

pytestmark = pytest.mark.django_db
# The public holidays of these weeks, by hand: the table of dates must not ask the calendar that it judges.
FERIADOS = {date(2026, 9, 18), date(2026, 9, 19), date(2026, 12, 8), date(2026, 12, 25), date(2027, 1, 1)}
LUNES, MARTES = date(2026, 11, 23), date(2026, 11, 24)


def a_mano(recibida: date, dias: int) -> str:
    """Turns the pages of the calendar one by one."""
    dia, contados = recibida, 0
    while contados < dias:
        dia += DIA
        contados += dia.isoweekday() < 6 and dia not in FERIADOS
    return dia.isoformat()


def articulo(solicitud: Solicitud, clase: str) -> str:
    return Obligacion.objects.filter(solicitud=solicitud, clase=clase).latest("pk").regla.articulo


@pytest.mark.req("L-02", "L-04")
@pytest.mark.parametrize(
    ("tipo", "dia", "hora", "esperados"),
    [
        (SI, VIERNES, 10, [("respuesta", "si-respuesta", "2026-12-04")]),
        (SI, VIERNES, 23, [("respuesta", "si-respuesta", "2026-12-04")]),
        (SI, VIERNES + DIA, 0, [("respuesta", "si-respuesta", "2026-12-07")]),  # Saturday: received on Monday
        (SC, VIERNES, 10, [("respuesta", "sc-sin-si", "2026-12-04"), ("observacion", "sc-observacion", "2026-11-27")]),
        (NC, VIERNES, 10, [("respuesta", "nc-respuesta", "2026-11-27"),
                           ("observacion", "nc-observacion", "2026-11-27")]),
        (NC, date(2026, 9, 17), 10, [("respuesta", "nc-respuesta", "2026-09-25"),
                                     ("observacion", "nc-observacion", "2026-09-25")]),
        (MC, VIERNES, 10, [("objecion", "mc-objecion", "2026-11-27")]),
    ],
)  # fmt: skip
def test_lo_que_comienza_al_enviar(tipo: Tipo, dia: date, hora: int, esperados: list[tuple[str, str, str]]) -> None:
    with el(dia, hora, 59 if hora == 23 else 0, 59 if hora == 23 else 0):
        s = enviada(tipo)
    assert plazos(s) == [(*esperado, "") for esperado in esperados]
    assert (s.obligacion, s.vence_el.isoformat()) == esperados[0][1:]
    assert s.plazo_respuesta_el == (None if tipo == MC else s.vence_el)
    assert s.recibida_el == s.recepcion_el == (dia if dia.isoweekday() < 6 else dia + 2 * DIA)
    assert ultimo_evento(s).datos["obligaciones"] == [
        obligaciones.anotacion(o) for o in Obligacion.objects.filter(solicitud=s).order_by("pk")
    ]


@pytest.mark.req("L-04")
def test_la_conexion_precedida_de_informacion_respondida_tiene_cinco_dias() -> None:
    si = enviada(SI, VIERNES - 7 * DIA)
    antes = enviada(SC, VIERNES - 7 * DIA, expediente="nuevo")
    assert antes.caso == "sc-sin-si"
    with el(VIERNES):
        responder(si)
    s = enviada(SC, VIERNES, expediente=si.expediente_id)
    assert plazos(s)[0] == ("respuesta", "sc-con-si", "2026-11-27", "")
    assert articulo(s, "respuesta") == "DS 57/2019 art. 15 a)"


@pytest.mark.req("L-04")
@pytest.mark.parametrize(
    ("caso", "dias", "cita"),
    [
        ("sc-con-si", 5, "15 a)"), ("sc-simple", 5, "15 b)"), ("sc-excede", 20, "15 c)"),
        ("sc-excede-baja-densidad", 30, "15 c)"), ("sc-suministro-nuevo", 20, "14"), ("sc-conjunto", 20, "16"),
        ("sc-conjunto-red", 40, "16"),
    ],
)  # fmt: skip
def test_reclasificar_cuenta_desde_la_misma_recepcion_y_guarda_el_plazo_anterior(
    caso: str, dias: int, cita: str
) -> None:
    s = enviada(SC, VIERNES)
    MuyBajaDensidad.objects.create(distribuidora=s.distribuidora, comuna=s.comuna)
    with el(MARTES):
        actions.reclasificar(actor=marta(), solicitud_id=s.pk, caso=caso, motivo="Cambia el empalme.")
    s, nuevo = fresca(s), a_mano(VIERNES, dias)
    assert plazos(s) == [
        ("respuesta", "sc-sin-si", "2026-12-04", "sin-efecto"),
        ("observacion", "sc-observacion", "2026-11-27", ""),
        ("respuesta", caso, nuevo, ""),
    ]
    assert (s.caso, s.vence_el.isoformat(), s.recepcion_el) == (caso, nuevo, VIERNES)
    assert articulo(s, "respuesta") == f"DS 57/2019 art. {cita}"
    datos = ultimo_evento(s).datos
    assert (datos["antes"], datos["vencia_el"], datos["caso"]) == ("sc-sin-si", "2026-12-04", caso)


@pytest.mark.req("L-04")
def test_se_reclasifica_hasta_el_ultimo_dia_y_no_despues() -> None:
    s = enviada(SC, VIERNES)
    with el(date(2026, 12, 5), 0), pytest.raises(EstadoCambio):
        actions.reclasificar(actor=marta(), solicitud_id=s.pk, caso="sc-excede", motivo="Es otro caso.")
    with el(date(2026, 12, 4), 23, 59, 59):
        actions.reclasificar(actor=marta(), solicitud_id=s.pk, caso="sc-excede", motivo="Es otro caso.")


@pytest.mark.req("L-09")
def test_el_cobro_no_detiene_el_plazo_de_respuesta() -> None:
    s = enviada(SI, VIERNES)
    respuesta = ("respuesta", "si-respuesta", "2026-12-04", "")
    with el(LUNES):
        s = solicitar_pago(s)
    assert (plazos(s), s.obligacion, s.vence_el.isoformat()) == ([respuesta], "si-respuesta", "2026-12-04")
    with el(MARTES):
        s = informar_pago(s)
    validacion = ("validacion", "pago-validacion", "2026-11-26")
    assert plazos(s) == [respuesta, (*validacion, "")]
    assert (s.obligacion, s.vence_el.isoformat()) == ("pago-validacion", "2026-11-26")
    with el(MARTES + DIA):
        pagos.rechazar_pago(actor=marta(), solicitud_id=s.pk, motivo="No se puede leer.")
    s = fresca(s)
    assert plazos(s) == [respuesta, (*validacion, "cumplida")]
    assert (s.obligacion, s.vence_el.isoformat()) == ("si-respuesta", "2026-12-04")
    with el(MARTES + DIA):
        informar_pago(s)
        pagos.validar_pago(actor=marta(), solicitud_id=s.pk)
    s = fresca(s)
    assert s.estado == Estado.PAGO_VALIDADO
    assert [p[0] for p in plazos(s) if not p[3]] == ["respuesta"]
    with el(date(2026, 12, 7)):
        s = responder(s)
    assert s.respondida_en_plazo is False
    # Eleven hábil days from 23 Nov to 7 Dec; only at 00:00 of Tuesday 24 it waited for the payment.
    assert (s.dias_respuesta, s.dias_distribuidora, s.dias_pago, s.dias_nadie) == (11, 10, 1, 0)


@pytest.mark.req("L-09", "P-06")
def test_el_lapso_de_la_validacion_la_termina_vencida_y_la_respuesta_sigue() -> None:
    s = enviada(SI, VIERNES)
    with el(LUNES):
        solicitar_pago(s)
        informar_pago(s)
    with el(date(2026, 11, 26), 0, 1):
        pagos.aceptar_pago_por_plazo(solicitud_id=s.pk)
    s = fresca(s)
    assert plazos(s)[1] == ("validacion", "pago-validacion", "2026-11-25", "vencida")
    assert (s.estado, s.obligacion, s.vence_el.isoformat()) == (Estado.PAGO_VALIDADO, "si-respuesta", "2026-12-04")
    with el(date(2026, 11, 26)):
        pagos.revertir_aceptacion(actor=sonia(), solicitud_id=s.pk, motivo="El pago no llegó.")
    s = fresca(s)
    assert (s.estado, s.obligacion, s.vence_el.isoformat()) == (Estado.PAGO_RECHAZADO, "si-respuesta", "2026-12-04")


@pytest.mark.req("L-09")
def test_una_respuesta_trabada_termina_la_respuesta() -> None:
    s = enviada(SC, VIERNES)
    with el(LUNES):
        s = responder_con_pago(s)
    assert plazos(s) == [
        ("respuesta", "sc-sin-si", "2026-12-04", "cumplida"),
        ("observacion", "sc-observacion", "2026-11-27", "sin-efecto"),
    ]
    assert (s.obligacion, s.vence_el, s.plazo_respuesta_el.isoformat()) == ("", None, "2026-12-04")
    assert (s.respondida_en, s.disponible_en, s.respondida_en_plazo) == (chile(LUNES), None, True)
    with el(MARTES):
        pagos.retirar_cobro(actor=marta(), solicitud_id=s.pk, motivo="Por error.")
    s = fresca(s)
    assert (s.estado, s.respondida_en, s.disponible_en) == (Estado.RESPONDIDO, chile(LUNES), chile(MARTES))
    assert (s.obligacion, s.dias_respuesta) == ("", 1)


def test_retirar_el_cobro_sin_respuesta_sigue_con_el_mismo_plazo() -> None:
    s = enviada(SI, VIERNES)
    with el(LUNES):
        solicitar_pago(s)
    with el(MARTES):
        pagos.retirar_cobro(actor=marta(), solicitud_id=s.pk, motivo="Por error.")
    s = fresca(s)
    assert (s.estado, s.vence_el.isoformat()) == (Estado.PENDIENTE_RESPUESTA, "2026-12-04")
    assert plazos(s) == [("respuesta", "si-respuesta", "2026-12-04", "")]


@pytest.mark.req("L-05")
@pytest.mark.parametrize(
    ("tipo", "conjunta", "documento", "caso", "hasta", "cita"),
    [
        (SC, False, "formulario", "sc-correccion", "2026-12-01", "13"),
        (SC, True, "formulario", "sc-correccion", "2026-12-01", "13"),  # joint property lengthens only an NC
        (NC, False, "te4", "nc-correccion", "2026-12-01", "28"),
        (NC, True, "te4", "nc-correccion-conjunta", "2026-12-09", "28"),
    ],
)
def test_observar_y_corregir(tipo: Tipo, conjunta: bool, documento: str, caso: str, hasta: str, cita: str) -> None:
    s = enviada(tipo, VIERNES)
    primero = [p[:3] for p in plazos(s)]
    with el(MARTES):
        s = observar(s, {documento: "ilegible"}, propiedad_conjunta=conjunta)
    assert plazos(s) == [(*primero[0], "sin-efecto"), (*primero[1], "cumplida"), ("correccion", caso, hasta, "")]
    assert (s.obligacion, s.vence_el.isoformat()) == (caso, hasta)
    assert articulo(s, "correccion") == f"DS 57/2019 art. {cita}"
    assert s.observaciones.get().tarde is False and ultimo_evento(s).datos["tarde"] is False
    entrega = date(2026, 11, 28)  # a Saturday: received on Monday 30
    with el(entrega):
        s = corregir(s, documento)
    dias = 10 if tipo == SC else 5
    recibida = date(2026, 11, 30)
    assert plazos(s)[2:] == [
        ("correccion", caso, hasta, "cumplida"),
        ("respuesta", primero[0][1], a_mano(recibida, dias), ""),
        ("observacion", primero[1][1], a_mano(recibida, 5), ""),
    ]
    assert (s.recibida_el, s.recepcion_el, s.estado) == (VIERNES, recibida, Estado.PENDIENTE_RESPUESTA)
    assert s.vence_el.isoformat() == s.plazo_respuesta_el.isoformat() == a_mano(recibida, dias)
    with el(recibida + 2 * DIA):
        s = responder(s)
    assert s.dias_respuesta == 2, "the days of the legal term count from the last reception"


@pytest.mark.req("L-05")
def test_observar_despues_de_sus_cinco_dias_se_admite_y_queda_marcado() -> None:
    s = enviada(SC, VIERNES)
    with el(date(2026, 11, 27), 23, 59, 59):
        assert observar(s).observaciones.latest("pk").tarde is False
        corregir(s)
    s = fresca(s)
    limite = Obligacion.objects.get(solicitud=s, clase="observacion", termina_en=None).vence_el
    with el(limite + DIA, 0):
        s = observar(s)
    assert s.estado == Estado.OBSERVADA
    assert s.observaciones.latest("pk").tarde is True and ultimo_evento(s).datos["tarde"] is True


@pytest.mark.req("L-05")
def test_despues_del_ultimo_dia_no_se_corrige_aunque_el_reloj_no_haya_pasado() -> None:
    s = enviada(SC, VIERNES)
    with el(MARTES):
        s = observar(s)
    with el(s.vence_el + DIA, 0), pytest.raises(EstadoCambio) as error:
        corregir(s)
    assert error.value.codigo == 409
    assert (fresca(s).estado, s.adjuntos.filter(version=2).count()) == (Estado.OBSERVADA, 0)
    with el(s.vence_el, 23, 59, 59), pytest.raises(EstadoCambio):
        actions.vencer(solicitud_id=s.pk)
    with el(s.vence_el, 23, 59, 59):
        assert corregir(s).estado == Estado.PENDIENTE_RESPUESTA


@pytest.mark.req("L-05")
def test_vencer_termina_todo() -> None:
    s = enviada(NC, VIERNES)
    with el(MARTES):
        s = observar(s, {"te4": ""})
    with el(s.vence_el + DIA, 0):
        actions.vencer(solicitud_id=s.pk)
    s = fresca(s)
    assert (s.estado, s.obligacion, s.vence_el) == (Estado.VENCIDA, "", None)
    assert plazos(s)[-1] == ("correccion", "nc-correccion", "2026-12-01", "vencida")
    assert ultimo_evento(s).datos["vencia_el"] == "2026-12-01"


@pytest.mark.req("L-06")
def test_una_manifestacion_que_sube_se_objeta_en_cinco_dias_y_se_corrige() -> None:
    s = manifestacion(VIERNES, sube=True)
    assert (s.estado, s.obligacion, s.cuenta) == (Estado.ENVIADO, "mc-objecion", "distribuidora")
    with el(date(2026, 11, 28), 0), pytest.raises(EstadoCambio):
        objetar(s)
    with el(date(2026, 11, 27), 23, 59, 59):
        s = objetar(s)
    assert plazos(s) == [("objecion", "mc-objecion", "2026-11-27", "cumplida"),
                         ("correccion", "mc-correccion", "2026-12-04", "")]  # fmt: skip
    with el(date(2026, 12, 4), 12):
        s = corregir(s, "manifestacion")
    assert (s.estado, s.obligacion, s.vence_el.isoformat()) == (Estado.ENVIADO, "mc-objecion", "2026-12-14")
    with el(date(2026, 12, 15), 0):
        actions.cerrar_manifestacion(solicitud_id=s.pk)
    s = fresca(s)
    assert (s.estado, s.vence_el) == (Estado.RESPONDIDO_AUTOMATICO, None)
    assert plazos(s)[-1] == ("objecion", "mc-objecion", "2026-12-14", "vencida")
    assert (s.respondida_en, s.plazo_respuesta_el, s.dias_respuesta) == (None, None, None), "no answer is owed"


@pytest.mark.req("L-06")
def test_una_manifestacion_que_no_sube_no_se_objeta_y_no_es_turno_de_nadie() -> None:
    s = manifestacion(VIERNES, sube=False)
    assert (s.cuenta, s.turno) == ("nadie", "nadie")
    with el(LUNES), pytest.raises(EstadoCambio):
        objetar(s)
    with el(date(2026, 11, 28), 0):
        actions.cerrar_manifestacion(solicitud_id=s.pk)
    s = fresca(s)
    assert (s.estado, s.dias_nadie, s.dias_distribuidora) == (Estado.RESPONDIDO_AUTOMATICO, 5, 0)


@pytest.mark.req("L-11")
def test_el_complemento_se_debe_en_cinco_dias_y_no_reemplaza_nada() -> None:
    s = enviada(SI, VIERNES)
    with el(LUNES):
        s = responder(s)
    primera = s.respuestas.get()
    with el(MARTES):
        actions.pedir_complemento(actor=elena(), solicitud_id=s.pk, motivo="Falta el plano.")
    s = fresca(s)
    assert plazos(s)[-1] == ("complemento", "respuesta-complemento", "2026-12-01", "")
    assert (s.estado, s.vence_el.isoformat()) == (Estado.RESPONDIDO, "2026-12-01")
    assert articulo(s, "complemento") == "DS 57/2019 art. 79"
    with el(MARTES + DIA):
        actions.pedir_complemento(actor=elena(), solicitud_id=s.pk, motivo="Y la capacidad.")
    assert plazos(s)[-1][2] == "2026-12-01" and len(plazos(s)) == 2, "one term runs at a time"
    with el(date(2026, 12, 2)):
        actions.complementar(actor=marta(), solicitud_id=s.pk, archivo=papel(marta(), "respuesta"))
    s = fresca(s)
    assert plazos(s)[-1][3] == "cumplida" and s.vence_el is None
    assert Obligacion.objects.filter(solicitud=s).latest("pk").cumplida_en_plazo is False
    assert (s.respondida_en, s.disponible_en) == (chile(LUNES), chile(LUNES))
    assert [r.version for r in s.respuestas.all()] == [1, 2]
    assert s.respuestas.get(version=1).archivo_id == primera.archivo_id


@pytest.mark.req("L-04")
@pytest.mark.parametrize(
    ("acordada", "recibida", "hasta"),
    [(date(2026, 11, 30), date(2026, 11, 30), "2026-12-15"), (date(2026, 12, 5), date(2026, 12, 7), "2026-12-22")],
)
def test_la_conexion_se_cuenta_desde_el_dia_acordado(acordada: date, recibida: date, hasta: str) -> None:
    s = enviada(NC, VIERNES)
    with el(LUNES):
        s = responder(s, conexion_acordada_en=chile(acordada))
    assert plazos(s)[-1] == ("conexion", "nc-conexion", hasta, "")
    assert Obligacion.objects.latest("pk").recibida_el == recibida
    assert (s.estado, s.vence_el.isoformat()) == (Estado.RESPONDIDO, hasta)
    with el(date(2026, 12, 14)):
        actions.registrar_conexion(
            actor=marta(), solicitud_id=s.pk, resultado=ResultadoConexion.CONECTADA, fecha=date(2026, 12, 14)
        )
    assert plazos(s)[-1][3] == "cumplida" and fresca(s).vence_el is None


def test_sin_dia_acordado_no_corre_plazo_de_conexion() -> None:
    s = enviada(NC, VIERNES)
    with el(LUNES):
        s = responder(s)
    assert (s.vence_el, [p[0] for p in plazos(s)]) == (None, ["respuesta", "observacion"])


@pytest.mark.parametrize("fin", ["desistir", "anular"])
def test_desistir_y_anular_dejan_todo_sin_efecto(fin: str) -> None:
    s = enviada(SC, VIERNES)
    with el(LUNES):
        solicitar_pago(s)
        informar_pago(s)
        if fin == "desistir":
            actions.desistir(actor=elena(), solicitud_id=s.pk)
        else:
            actions.anular(actor=sonia(), solicitud_id=s.pk, comentario="Está duplicada.")
    assert [p[3] for p in plazos(s)] == ["sin-efecto"] * 3
    assert (fresca(s).obligacion, fresca(s).vence_el) == ("", None)


@pytest.mark.req("L-01")
def test_rige_la_regla_del_dia_de_la_recepcion_tambien_si_cambia_antes_de_reclasificar() -> None:
    """A new term from Monday on: what was received on Friday keeps the old one, what came on Saturday has the new."""
    vieja = vigente("sc-excede", VIERNES)
    ReglaPlazo.objects.filter(pk=vieja.pk).update(vigente_hasta=VIERNES)
    nueva = ReglaPlazo.objects.create(
        caso="sc-excede", descripcion="x", cantidad=8, unidad="habiles", articulo="otro", responsable="distribuidora",
        vigente_desde=VIERNES + DIA,
    )  # fmt: skip
    del_viernes, del_sabado = enviada(SC, VIERNES), enviada(SC, VIERNES + DIA, expediente="nuevo")
    with el(MARTES):
        for s in (del_viernes, del_sabado):
            actions.reclasificar(actor=marta(), solicitud_id=s.pk, caso="sc-excede", motivo="Cambia el empalme.")
    reglas = [Obligacion.objects.filter(solicitud=s).latest("pk").regla for s in (del_viernes, del_sabado)]
    assert reglas == [vieja, nueva]
    assert fresca(del_viernes).vence_el.isoformat() == a_mano(VIERNES, 20)
    assert fresca(del_sabado).vence_el.isoformat() == a_mano(LUNES, 8)
    assert list(recalculo.recalcular()) == []


@pytest.mark.req("L-04")
def test_la_muy_baja_densidad_solo_donde_la_sec_la_anoto() -> None:
    s = enviada(SC, VIERNES)
    otra = Distribuidora.objects.get(prefijo="OV")
    MuyBajaDensidad.objects.create(distribuidora=otra, comuna=s.comuna)
    caso = "sc-excede-baja-densidad"
    assert caso not in obligaciones.casos_posibles(s)
    with el(MARTES), pytest.raises(CasoDesconocido):
        actions.reclasificar(actor=marta(), solicitud_id=s.pk, caso=caso, motivo="Queda muy lejos.")
    MuyBajaDensidad.objects.create(distribuidora=s.distribuidora, comuna=s.comuna)
    assert caso in obligaciones.casos_posibles(s)


@pytest.mark.req("F-07", "L-06")
@pytest.mark.parametrize("motivo", ["", "x", "no", "--------------", "No.        "])
def test_un_motivo_explica_algo_o_el_paso_no_se_da(motivo: str) -> None:
    s, mc = enviada(SI, VIERNES), manifestacion(VIERNES, sube=True)
    pasos = (
        lambda: actions.anular(actor=sonia(), solicitud_id=s.pk, comentario=motivo),
        lambda: actions.objetar(actor=marta(), solicitud_id=mc.pk, motivo=motivo),
    )
    with el(VIERNES):
        for paso in pasos:
            with pytest.raises(FaltaMotivo, match="^Escribe (el|por)"):
                paso()
    assert fresca(s).estado == s.estado and fresca(mc).estado == mc.estado


@pytest.mark.req("L-03")
def test_la_explicacion_dice_que_los_feriados_cambiaron_despues() -> None:
    s = enviada(SI, VIERNES)
    respuesta = obligaciones.explicar(s)[0]
    assert respuesta.aviso == "" and respuesta.cuenta.vence_el == s.vence_el
    assert respuesta.regla.articulo == "DS 57/2019 art. 12"
    Feriado.objects.create(fecha=date(2026, 12, 1), nombre="Elección")
    olvidar_calendario()
    try:
        respuesta = obligaciones.explicar(fresca(s))[0]
    finally:
        olvidar_calendario()
    assert fresca(s).vence_el == date(2026, 12, 4), "what was set stays"
    assert "viernes\u00a004-12-2026" in respuesta.aviso and "lunes\u00a007-12-2026" in respuesta.aviso
    assert "El martes\u00a001-12-2026 no se cuenta: feriado (Elección)." in respuesta.cuenta.pasos


@pytest.mark.req("L-10")
def test_todas_las_historias_de_este_archivo_se_recalculan_sin_diferencias() -> None:
    """Filed at exactly midnight, on a weekend and on a holiday, and moved at those hours."""
    with el(date(2026, 12, 8), 0):
        s = enviada(SC)
    with el(date(2026, 12, 12), 0):
        observar(s)
    with el(date(2026, 12, 13), 0):
        s = corregir(s)
    with el(date(2026, 12, 25), 0):
        responder(s)
    assert (s.recibida_el, s.recepcion_el) == (date(2026, 12, 9), date(2026, 12, 14))
    assert [str(d) for d in recalculo.recalcular()] == []
