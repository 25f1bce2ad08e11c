"""Two people, or a person and the clock, in the same moment: one wins, the other is told who and when (CON-3, CON-7).

Each round is a request of its own; ``--completo`` runs ten times as many.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, connections, transaction

from catalogo.models import Distribuidora
from cuentas.models import EstadoCuenta, Usuario
from nucleo.archivos.models import Archivo
from nucleo.avisos.models import Aviso
from nucleo.bitacora import verificacion
from nucleo.bitacora.models import Evento
from nucleo.comun.errores import EstadoCambio
from nucleo.comun.reloj import CHILE, ahora, en
from portal.demostracion import fabricas
from solicitudes import actions
from solicitudes.actions.gestion import NoEsDelEquipo
from solicitudes.estados import Estado, Tipo, TipoEvento
from solicitudes.models import Solicitud
from tests.personas import ELENA, JORGE, MARTA, crear
from tests.plugins.servicios import esperar

pytestmark = pytest.mark.django_db(transaction=True)
RONDAS, RONDAS_COMPLETAS = 50, 500
# What a round returns: the request, the two tasks, and how many messages each final state tells.
DeRonda = tuple[Solicitud, list[Callable[[], Any]], dict[str, int]]
Ronda = Callable[[int], DeRonda]


def a_la_vez(tareas: list[Callable[[], Any]]) -> list[BaseException | None]:
    """Runs them in the same moment, each in its thread and connection; what each one raised."""
    barrera = threading.Barrier(len(tareas))

    def una(tarea: Callable[[], Any]) -> BaseException | None:
        barrera.wait()
        try:
            tarea()
        except Exception as error:
            return error
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(len(tareas)) as hilos:
        return list(hilos.map(una, tareas))


def _correr(ronda: Ronda, rondas: int) -> None:
    ganadores = set()
    for numero in range(rondas):
        solicitud, tareas, finales = ronda(numero)
        eventos, avisos = _cuantos(solicitud)
        errores = a_la_vez(tareas)
        perdedores = [error for error in errores if error is not None]
        assert len(perdedores) == 1, f"round {numero}: {errores}"
        perdedor = perdedores[0]
        assert isinstance(perdedor, EstadoCambio) and perdedor.quien and perdedor.cuando, perdedor
        solicitud.refresh_from_db()
        assert solicitud.estado in finales
        ganadores.add(solicitud.estado)
        despues, avisos_despues = _cuantos(solicitud)
        assert despues == eventos + 1, "one event"
        assert avisos_despues == avisos + finales[solicitud.estado], "one message to each who is told"
        assert list(verificacion.verificar(solicitud.cadena)) == []
    print(f"{rondas} rondas; ganaron: {sorted(ganadores)}")


def _cuantos(solicitud: Solicitud) -> tuple[int, int]:
    hechos = Evento.objects.filter(cadena=solicitud.cadena).exclude(tipo=TipoEvento.RESPUESTA_DISPONIBLE)
    return hechos.count(), Aviso.objects.filter(contexto__solicitud=solicitud.pk).count()


class Mesa:
    """The people and the file of all rounds; each round files a request of its own."""

    def __init__(self) -> None:
        self.elena, self.marta, self.jorge = crear(ELENA), crear(MARTA), crear(JORGE)
        Distribuidora.objects.filter(prefijo="YN").update(correo_avisos="avisos@ejemplo.cl")

    def nueva(self, numero: int, tipo: Tipo) -> Solicitud:
        return fabricas.enviada(self.elena, tipo=tipo, numero_cliente=f"{1_000_000 + numero}-1")

    def papel(self, actor: Any, uso: str = "respuesta") -> Archivo:
        return fabricas.archivo(actor, uso=uso, nombre="papel.pdf")

    def responder(self, quien: Any, solicitud: Solicitud) -> Callable[[], Any]:
        papel = self.papel(quien)
        return lambda: actions.responder(
            actor=quien, solicitud_id=solicitud.pk, archivo=papel, comentario="", numero_solicitud="",
            token=uuid4(), motivo="Es una prueba.",
        )  # fmt: skip

    def observar(self, quien: Any, solicitud: Solicitud) -> Callable[[], Any]:
        return lambda: actions.observar(
            actor=quien, solicitud_id=solicitud.pk, documentos={"formulario": ""}, motivo="Falta la firma."
        )

    def dos_responden(self, numero: int) -> DeRonda:
        solicitud = self.nueva(numero, Tipo.INFORMACION)
        tareas = [self.responder(self.marta, solicitud), self.responder(self.jorge, solicitud)]
        return solicitud, tareas, {Estado.RESPONDIDO: 1}

    def observa_y_responde(self, numero: int) -> DeRonda:
        solicitud = self.nueva(numero, Tipo.CONEXION)
        tareas = [self.observar(self.marta, solicitud), self.responder(self.jorge, solicitud)]
        return solicitud, tareas if numero % 2 else tareas[::-1], {Estado.OBSERVADA: 1, Estado.RESPONDIDO: 1}

    def corrige_y_vence(self, numero: int) -> DeRonda:
        """The applicant presses the button in the last second, and the clock's job comes in the first minute after.

        Each side has the hour that makes it right; the row decides which of the two came first.
        """
        hace_mucho = ahora() - timedelta(days=30)
        with en(hace_mucho):
            solicitud = self.nueva(numero, Tipo.CONEXION)
            self.observar(self.marta, solicitud)()
        solicitud.refresh_from_db()
        assert solicitud.vence_el is not None
        ultimo_segundo = datetime.combine(solicitud.vence_el, time(23, 59, 59), CHILE)
        papel = self.papel(self.elena, "documento")

        def corregir() -> None:
            with en(ultimo_segundo):
                actions.corregir(actor=self.elena, solicitud_id=solicitud.pk, archivos={"formulario": papel})

        def vencer() -> None:
            with en(ultimo_segundo + timedelta(seconds=61)):
                actions.vencer(solicitud_id=solicitud.pk)

        tareas = [corregir, vencer]
        return solicitud, tareas if numero % 2 else tareas[::-1], {Estado.PENDIENTE_RESPUESTA: 1, Estado.VENCIDA: 2}


CASOS = ["dos_responden", "observa_y_responde", "corrige_y_vence"]


@pytest.mark.req("L-05", "L-10")
@pytest.mark.parametrize("caso", CASOS)
def test_uno_gana_y_el_otro_sabe_quien(caso: str) -> None:
    _correr(getattr(Mesa(), caso), RONDAS)


@pytest.mark.completo
@pytest.mark.parametrize("caso", CASOS)
def test_quinientas_veces_uno_gana(caso: str) -> None:
    _correr(getattr(Mesa(), caso), RONDAS_COMPLETAS)


@pytest.mark.req("D-03")
def test_quien_asigna_espera_a_quien_desactiva_al_colega() -> None:
    """Read without a lock, the colleague would still look active."""
    mesa = Mesa()
    solicitud, fallas = mesa.nueva(1, Tipo.CONEXION), []

    def asignar() -> None:
        try:
            actions.asignar(actor=mesa.marta, solicitud_id=solicitud.pk, a=mesa.jorge.pk)
        except NoEsDelEquipo as error:
            fallas.append(error.mensaje)
        finally:
            connections.close_all()

    hilo = threading.Thread(target=asignar)
    with transaction.atomic():
        Usuario.objects.select_for_update(no_key=True).get(pk=mesa.jorge.pk)
        hilo.start()
        esperar(_alguien_espera, que="el cerrojo")
        Usuario.objects.filter(pk=mesa.jorge.pk).update(estado=EstadoCuenta.DESACTIVADA)
    hilo.join()
    solicitud.refresh_from_db()
    assert fallas == ["Elige a alguien de tu equipo"] and solicitud.asignada_a is None


def _alguien_espera() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))")
        return bool(cursor.fetchone()[0])
