"""``recalcular``: clean on lives that take every step, and each kind of planted difference is found."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from catalogo.models import Feriado
from nucleo.bitacora.models import Evento
from nucleo.comun.reloj import ahora
from pagos.models import Cobro, ContadorCobro
from solicitudes import actions, recalculo
from solicitudes.estados import Estado, TipoEvento
from solicitudes.models import Adjunto, Comunicacion, ContadorFolio, Obligacion, Respuesta, Solicitud, TextoDeEvento
from solicitudes.tests.ayudas_reloj import SI, chile, elena, enviada, fresca, marta, papel
from solicitudes.tests.vidas_reloj import contar_vidas, dia


@pytest.fixture(scope="module")
def vidas(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Solicitud]]:
    """Told once for the file; what a test plants is rolled back with the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield contar_vidas()
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.req("L-10")
def test_las_vidas_pasan_por_toda_la_tabla_y_no_tienen_diferencias(vidas: dict[str, Solicitud]) -> None:
    recuento = recalculo.Recuento()
    assert [str(d) for d in recalculo.recalcular(recuento=recuento)] == []
    assert recuento.solicitudes == Solicitud.objects.count() == 8
    assert recuento.eventos == Evento.objects.filter(cadena__startswith="solicitud:").count()
    de_las_personas = set(TipoEvento) - {TipoEvento.PLAZOS_RECALCULADOS}
    assert set(Evento.objects.values_list("tipo", flat=True)) >= {tipo.value for tipo in de_las_personas}


@pytest.mark.django_db
def test_la_orden_lo_dice_y_termina_con_uno(vidas: dict[str, Solicitud]) -> None:
    salida, folio = StringIO(), vidas["conexion"].folio
    call_command("recalcular", stdout=salida)
    assert "Sin diferencias: 8 solicitudes" in salida.getvalue()
    Solicitud.objects.filter(folio=folio).update(dias_pago=77)
    for opciones in ([], ["--folio", folio.lower()]):
        with pytest.raises(CommandError, match="1 diferencias") as error:
            call_command("recalcular", *opciones, stdout=salida)
        assert error.value.returncode == 1
    assert f"{folio} · dias_pago: guardado 77, recalculado " in salida.getvalue()
    call_command("recalcular", folio=vidas["informacion"].folio, stdout=salida)
    with pytest.raises(CommandError, match="No hay ninguna solicitud"):
        call_command("recalcular", folio="YN999999")


OTRO_DIA, OTRA_HORA = date(2026, 12, 24), chile(date(2026, 5, 20))
# (what is changed, of which life, to what) → the field that the list names
PLANTADAS: list[tuple[str, str, dict[str, Any], str]] = [
    *[
        ("solicitud", "conexion", {campo: valor}, campo)
        for campo, valor in {
            "recepcion_el": OTRO_DIA, "contado_hasta": OTRO_DIA, "disponible_en": OTRA_HORA, "abierta_en": OTRA_HORA,
            "cerrada_en": OTRA_HORA, "plazo_respuesta_el": OTRO_DIA, "prorrogada_hasta": OTRO_DIA,
            "dias_respuesta": 1, "dias_distribuidora": 1, "dias_solicitante": 9, "dias_pago": 99, "dias_nadie": 99,
            "pago_sin_revisar": True, "fuera_de_orden": True, "asignada_a_id": None, "caso": "sc-simple",
            "fuera_de_vigencia": True, "reclasificada": False, "aceptada_por_plazo": False,
        }.items()
    ],
    ("solicitud", "notificacion", {"obligacion": "nc-conexion", "vence_el": OTRO_DIA}, "vence_el"),
    ("solicitud", "notificacion", {"obligacion": "nc-conexion", "vence_el": OTRO_DIA}, "obligacion"),
    ("solicitud", "conexion", {"estado": Estado.ANULADO}, "estado"),
    ("obligacion", "conexion", {"vence_el": OTRO_DIA}, "obligación observacion 1: vence_el"),
    ("obligacion", "conexion", {"recibida_el": date(2026, 3, 3)}, "obligación observacion 1: recibida_el"),
    ("obligacion", "conexion", {"termina_en": OTRA_HORA}, "obligación observacion 1: termina_en"),
    ("obligacion", "conexion", {"comienza_en": OTRA_HORA}, "obligación observacion 1: comienza_en"),
    ("obligacion", "conexion", {"fin": "vencida"}, "obligación observacion 1: fin"),
    ("obligacion", "conexion", {"caso": "nc-observacion"}, "obligación observacion 1: caso"),
    ("obligacion", "conexion", {"regla_id": 1}, "obligación observacion 1: regla_id"),
    ("obligacion", "conexion", {"responsable": "ambos"}, "obligación observacion 1: responsable"),
    ("obligacion", "conexion", {"clase": "objecion"}, "obligación objecion"),
    ("respuesta", "conexion", {"disponible_en": OTRA_HORA}, "respuesta "),
    ("respuesta", "informacion", {"disponible_en": None}, "respuesta "),
    ("texto", "conexion", {"texto": "otro motivo"}, "texto del evento "),
    ("texto", "conexion", {"sal": b"0123456789abcdef"}, "texto del evento "),
    ("cobro", "conexion", {"retirado_en": OTRA_HORA}, "cobro "),
]  # fmt: skip
FILAS: dict[str, Callable[[Solicitud], Any]] = {
    "solicitud": lambda s: Solicitud.objects.filter(pk=s.pk),
    "obligacion": lambda s: Obligacion.objects.filter(solicitud=s, clase="observacion", termina_en__lt=chile(dia(19))),
    "respuesta": lambda s: Respuesta.objects.filter(solicitud=s, version=1),
    "texto": lambda s: TextoDeEvento.objects.filter(solicitud=s, evento__tipo="CASO_RECLASIFICADO"),
    "cobro": lambda s: Cobro.objects.filter(solicitud=s),
}


@pytest.mark.django_db
@pytest.mark.req("L-10")
@pytest.mark.parametrize(
    ("que", "vida", "cambios", "campo"),
    PLANTADAS,
    ids=[f"{n}-{p[3]}" for n, p in enumerate(PLANTADAS)],
)
def test_cada_diferencia_plantada_se_encuentra(
    vidas: dict[str, Solicitud], que: str, vida: str, cambios: dict[str, Any], campo: str
) -> None:
    assert FILAS[que](vidas[vida]).update(**cambios) == 1
    diferencias = list(recalculo.recalcular())
    assert any(d.campo.startswith(campo) for d in diferencias), [str(d) for d in diferencias]
    # A row that lies is counted where it says: the totals notice it too.
    assert {d.folio for d in diferencias if not d.folio.startswith("totales")} == {vidas[vida].folio}
    assert list(recalculo.recalcular(vidas["manifestacion"].folio)) == []


@pytest.mark.django_db
def test_el_numero_editado_sin_respuesta_despues_se_compara(vidas: dict[str, Solicitud]) -> None:
    s = vidas["manifestacion"]
    actions.editar_numero(actor=marta(), solicitud_id=s.pk, numero="77")
    assert list(recalculo.recalcular()) == []
    Solicitud.objects.filter(pk=s.pk).update(numero_solicitud_compacto="78")
    assert [(d.campo, d.guardado, d.recalculado) for d in recalculo.recalcular()] == [
        ("numero_solicitud_compacto", "78", "77")
    ]


@pytest.mark.django_db
def test_un_texto_borrado_como_manda_la_ley_no_es_una_diferencia(vidas: dict[str, Solicitud]) -> None:
    assert TextoDeEvento.objects.filter(solicitud=vidas["conexion"]).delete()[0]
    assert list(recalculo.recalcular()) == []


@pytest.mark.django_db
def test_una_fila_de_mas_se_encuentra(vidas: dict[str, Solicitud]) -> None:
    s = vidas["manifestacion"]
    modelo = Obligacion.objects.filter(solicitud=s).latest("pk")
    modelo.pk = None
    modelo.save(force_insert=True)
    Adjunto.objects.create(solicitud=s, codigo="otros", nombre="x", archivo=papel(elena()), creado_en=ahora())
    Comunicacion.objects.create(
        solicitud=s, autor=marta(), de_la_distribuidora=True, texto="x", sal=b"1", creada_en=ahora()
    )
    campos = {d.campo.split(" ")[0] for d in recalculo.recalcular()}
    assert campos == {"obligación", "adjunto", "comunicación"}


@pytest.mark.django_db
def test_los_contadores_y_sus_huecos(vidas: dict[str, Solicitud]) -> None:
    ContadorFolio.objects.update(ultimo=20)
    ContadorCobro.objects.update(ultimo=9)
    assert [(d.folio, d.campo, d.guardado, d.recalculado) for d in recalculo.recalcular()] == [
        ("contador de folios", "ultimo", 20, 8),
        ("contador de cobros", "ultimo", 9, Cobro.objects.count()),
    ]
    enviada(SI, dia(90))
    assert [str(d) for d in recalculo.recalcular()][0] == (
        "contador de folios · hueco: guardado nada, recalculado 9 a 20"
    )


@pytest.mark.django_db
@pytest.mark.req("L-02")
def test_un_feriado_nuevo_no_mueve_nada_guardado_y_se_lista(vidas: dict[str, Solicitud]) -> None:
    """A holiday set by law after the fact: the stored days stay until somebody decides; here is the list of them."""
    abierta = Solicitud.objects.get(estado=Estado.PENDIENTE_RESPUESTA)
    antes = abierta.vence_el
    Feriado.objects.create(fecha=antes, nombre="Elección")
    assert fresca(abierta).vence_el == antes
    movidas = {d.campo: (d.guardado, d.recalculado) for d in recalculo.recalcular(abierta.folio)}
    assert movidas["vence_el"] == (antes, antes + timedelta(1))
    assert movidas["obligación respuesta 1: vence_el"] == (antes, antes + timedelta(1))


@pytest.mark.django_db
def test_las_consultas_no_crecen_con_las_solicitudes(
    vidas: dict[str, Solicitud], monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    def consultas() -> int:
        antes = len(connection.queries)
        list(recalculo.recalcular())
        return len(connection.queries) - antes

    connection.force_debug_cursor = True
    try:
        con_ocho = consultas()
        enviada(SI, dia(90))
        assert consultas() == con_ocho
        monkeypatch.setattr(recalculo, "TANDA", 2)
        assert consultas() > con_ocho, "and the batches are walked to the last one"
        assert [str(d) for d in recalculo.recalcular()] == []
    finally:
        connection.force_debug_cursor = False
