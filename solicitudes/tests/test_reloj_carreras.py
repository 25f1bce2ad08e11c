"""CON-3 and CON-7 for the clock: two schedulers at once, and a person in the same moment; one wins, told once."""

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import close_old_connections, connections

from catalogo.models import Distribuidora
from nucleo.avisos.models import Aviso
from nucleo.bitacora import verificacion
from nucleo.bitacora.models import Evento
from nucleo.comun.errores import EstadoCambio
from pagos import actions as pagos
from solicitudes import actions, lapsos, recalculo, recordatorios
from solicitudes.estados import Estado
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_reloj import (
    DIA,
    NC,
    SI,
    VIERNES,
    el,
    enviada,
    informar_pago,
    manifestacion,
    marta,
    observar,
    papel,
    solicitar_pago,
)  # fmt: skip
from tests.personas import IGNACIO, crear

pytestmark = pytest.mark.django_db(transaction=True)
CORREO = "avisos@distribuidora.ejemplo.cl"
PLAZO = 60  # seconds until a race is called stuck


def correr(*tareas: Callable[[], Any]) -> list[Any]:
    """Runs them at once, each in its thread; what each returned, or the exception that it raised."""
    salida: list[Any] = [None] * len(tareas)
    juntos = threading.Barrier(len(tareas))

    def uno(numero: int, tarea: Callable[[], Any]) -> None:
        try:
            juntos.wait(PLAZO)
            salida[numero] = tarea()
        except Exception as error:
            salida[numero] = error
        finally:
            connections.close_all()

    hilos = [threading.Thread(target=uno, args=par) for par in enumerate(tareas)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join(PLAZO)
    assert not any(hilo.is_alive() for hilo in hilos), "a race that never ends"
    close_old_connections()
    return salida


def por_vencer(cuantas: int) -> list[Solicitud]:
    """Observed ones, whose correction ends on the same Friday 27."""
    solicitudes = []
    for _ in range(cuantas):
        s = enviada(NC, VIERNES, expediente="nuevo")
        with el(VIERNES):
            solicitudes.append(observar(s, {"te4": ""}))
    return solicitudes


def por_validar(actor: Any = None) -> Solicitud:
    s = enviada(SI, VIERNES, actor=actor)
    with el(VIERNES):
        solicitar_pago(s)
        return informar_pago(s)


def todo_calza() -> None:
    assert [str(r) for r in verificacion.verificar()] == []
    assert [str(d) for d in recalculo.recalcular()] == []


@pytest.mark.req("L-05", "L-06", "P-06")
def test_tres_relojes_a_la_vez_hacen_cada_cosa_una_vez() -> None:
    Distribuidora.objects.filter(prefijo="YN").update(correo_avisos=CORREO)
    esperado = {
        "SOLICITUD_VENCIDA": len(por_vencer(12)),
        "MANIFESTACION_CERRADA": len([manifestacion(VIERNES, sube=True, expediente="nuevo") for _ in range(12)]),
        "PAGO_ACEPTADO_POR_PLAZO": len([por_validar(actor) for actor in (None, None, None, crear(IGNACIO))]) - 2,
    }

    def barrer() -> int:
        with el(VIERNES + 8 * DIA, 0, 1):
            return lapsos.barrer()

    tomados = correr(barrer, barrer, barrer)
    assert sum(tomados) == sum(esperado.values()), tomados
    assert {tipo: Evento.objects.filter(tipo=tipo).count() for tipo in esperado} == esperado
    assert Solicitud.objects.filter(pago_sin_revisar=True).values("solicitante").distinct().count() == 2
    claves = Counter(Aviso.objects.values_list("clave", flat=True))
    for clave, tipo in (("solicitud_vencida", "SOLICITUD_VENCIDA"), ("manifestacion_cerrada", "MANIFESTACION_CERRADA"),
                        ("pago_aceptado_por_plazo", "PAGO_ACEPTADO_POR_PLAZO")):  # fmt: skip
        assert claves[clave] == claves[f"{clave}_distribuidora"] == esperado[tipo]
    todo_calza()


def _corregir_contra_el_reloj(rondas: int) -> Counter[str]:
    """The person's clock says 23:59:59 and the sweeper's 00:00: both may, the lock decides."""
    quien: Counter[str] = Counter()
    for s in por_vencer(rondas):
        archivos, duena = {"te4": papel(s.solicitante)}, s.solicitante

        def corregir(s: Solicitud = s, archivos: Any = archivos, duena: Any = duena) -> Any:
            with el(VIERNES + 7 * DIA, 23, 59, 59):
                return actions.corregir(actor=duena, solicitud_id=s.pk, archivos=archivos)

        def vencer(s: Solicitud = s) -> Any:
            with el(VIERNES + 8 * DIA, 0):
                return actions.vencer(solicitud_id=s.pk)

        salida = correr(corregir, vencer)
        perdedores = [r for r in salida if isinstance(r, Exception)]
        assert [type(r) for r in perdedores] == [EstadoCambio], salida
        assert perdedores[0].codigo == 409
        s.refresh_from_db()
        tipos = ("CORRECCION_ENTREGADA", "SOLICITUD_VENCIDA")
        hecho = Evento.objects.get(cadena=s.cadena, tipo__in=tipos)
        assert (s.estado == Estado.VENCIDA) == (hecho.tipo == "SOLICITUD_VENCIDA")
        assert s.adjuntos.filter(version=2).count() == (hecho.tipo == "CORRECCION_ENTREGADA")
        avisos = Aviso.objects.filter(contexto__solicitud=s.pk, clave__in=("correccion_entregada", "solicitud_vencida"))
        esperado = "solicitud_vencida" if s.estado == Estado.VENCIDA else "correccion_entregada"
        assert list(avisos.values_list("clave", flat=True)) == [esperado]
        quien[hecho.tipo] += 1
    return quien


@pytest.mark.req("L-05")
def test_corregir_y_vencer_a_la_vez_cincuenta_rondas() -> None:
    Distribuidora.objects.filter(prefijo="YN").update(correo_avisos=CORREO)
    print(_corregir_contra_el_reloj(50))
    todo_calza()


@pytest.mark.completo
@pytest.mark.req("L-05")
def test_corregir_y_vencer_a_la_vez_quinientas_rondas() -> None:
    Distribuidora.objects.filter(prefijo="YN").update(correo_avisos=CORREO)
    print(_corregir_contra_el_reloj(500))
    todo_calza()


@pytest.mark.req("P-06")
def test_validar_retirar_y_aceptar_por_plazo_a_la_vez() -> None:
    """The sweeper holds the account's row while the person holds the request: neither waits for the other for ever."""
    personal, quien = marta(), Counter[str]()
    for _ in range(20):
        s = por_validar()

        def validar(s: Solicitud = s) -> Any:
            with el(VIERNES + 8 * DIA, 0):
                return pagos.validar_pago(actor=personal, solicitud_id=s.pk)

        def aceptar(s: Solicitud = s) -> Any:
            with el(VIERNES + 8 * DIA, 0):
                return pagos.aceptar_pago_por_plazo(solicitud_id=s.pk)

        def desistir(s: Solicitud = s) -> Any:
            with el(VIERNES + 8 * DIA, 0):
                return actions.desistir(actor=s.solicitante, solicitud_id=s.pk)

        salida = correr(validar, aceptar, desistir)
        assert {type(r) for r in salida if isinstance(r, Exception)} <= {EstadoCambio}, salida
        tipos = ("PAGO_VALIDADO", "PAGO_ACEPTADO_POR_PLAZO", "SOLICITUD_DESISTIDA")
        hechos = list(Evento.objects.filter(cadena=s.cadena, tipo__in=tipos).values_list("tipo", flat=True))
        assert hechos.count("PAGO_VALIDADO") + hechos.count("PAGO_ACEPTADO_POR_PLAZO") <= 1
        assert len(hechos) == 3 - sum(isinstance(r, Exception) for r in salida) >= 1
        s.refresh_from_db()
        if s.pago_sin_revisar:  # so that the next round may be accepted again
            Solicitud.objects.filter(pk=s.pk).update(pago_sin_revisar=False)
        quien.update(hechos)
    print(quien)
    assert [str(r) for r in verificacion.verificar()] == []


@pytest.mark.req("L-04")
def test_dos_relojes_recuerdan_una_sola_vez() -> None:
    Distribuidora.objects.filter(prefijo="YN").update(correo_avisos=CORREO)
    for _ in range(40):
        enviada(SI, VIERNES)
    Aviso.objects.all().delete()

    def recordar() -> int:
        with el(VIERNES + 13 * DIA, 9):
            return recordatorios.recordar()

    nuevos = correr(recordar, recordar, recordar)
    assert sum(nuevos) == 40, nuevos
    assert Aviso.objects.filter(clave="recordatorio_distribuidora").count() == 40
