"""Filing and answering in parallel, over HTTP, against the packaged server (seguridad.md 2.5: CON-1, CON-2, CON-4)."""

import statistics
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from cuentas.models import Usuario
from nucleo.archivos.models import Archivo
from nucleo.archivos.muestras import pdf
from nucleo.avisos.models import Aviso
from nucleo.bitacora.models import Evento
from nucleo.comun.reloj import CHILE
from portal.demostracion import fabricas
from solicitudes import actions
from solicitudes.estados import Estado, Tipo
from solicitudes.models import Borrador, Respuesta, Solicitud
from tests.cliente import Cliente, sesion_de
from tests.cliente import Respuesta as Contestada
from tests.personas import ELENA, JORGE, MARTA, crear

Gunicorn = Callable[..., Any]
EN_CADA_CUENTA = 20  # drafts, the most that one account may hold
PREFIJOS = ("YN", "OV", "CG", "SA", "V+")
DATOS = {"numero_cliente": fabricas.NUMERO, "comuna": "13120", "correo_adicional": "", "es_titular": "si"}


def a_la_vez(tareas: Sequence[Callable[[], Contestada]]) -> list[Contestada]:
    """Runs them all in the same moment, each in its thread."""
    barrera = threading.Barrier(len(tareas))

    def una(tarea: Callable[[], Contestada]) -> Contestada:
        barrera.wait()
        return tarea()

    with ThreadPoolExecutor(len(tareas)) as hilos:
        return list(hilos.map(una, tareas))


def personas(cuantas: int) -> list[Usuario]:
    """Applicants with RUTs that no person has."""
    return [
        crear(replace(ELENA, nombres=f"Persona{n}", documento=f"{46_000_000 + n}{_digito(46_000_000 + n)}"))
        for n in range(cuantas)
    ]


def _digito(numero: int) -> str:
    suma = sum(int(cifra) * (2 + lugar % 6) for lugar, cifra in enumerate(reversed(str(numero))))
    return {10: "K", 11: "0"}.get(11 - suma % 11, str(11 - suma % 11))


def borrador(actor: Usuario, distribuidora: str, papeles: dict[str, Archivo]) -> Borrador:
    """A draft ready to be filed. The stored file is shared: checking one per draft would be most of the test."""
    nuevo = actions.crear_borrador(actor=actor, tipo=Tipo.INFORMACION)
    actions.guardar_datos(actor=actor, borrador_id=nuevo.pk, datos=DATOS | {"distribuidora": distribuidora})
    for codigo, archivo in papeles.items():
        actions.adjuntar_a_borrador(actor=actor, borrador_id=nuevo.pk, codigo=codigo, archivo=archivo)
    return nuevo


def papeles(actor: Usuario) -> dict[str, Archivo]:
    return {"formulario": fabricas.archivo(actor), "cedula": fabricas.archivo(actor)}


def revision(nuevo: Borrador) -> str:
    return f"/borradores/{nuevo.pk}/revision/"


def _claves_de_distribuidoras() -> list[str]:
    from catalogo.models import Distribuidora

    return [str(Distribuidora.objects.get(prefijo=prefijo).pk) for prefijo in PREFIJOS]


@pytest.mark.req("S-12", "S-13")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("cuantos", [20, pytest.param(200, id="200")])
def test_con_1_los_folios_de_envios_paralelos_son_consecutivos(servidor_gunicorn: Gunicorn, cuantos: int) -> None:
    url = servidor_gunicorn(DEMO="1").url
    claves, tareas = _claves_de_distribuidoras(), []
    for persona in personas(cuantos // EN_CADA_CUENTA):
        suyos, sesion = papeles(persona), sesion_de(persona)
        for n in range(EN_CADA_CUENTA):
            nuevo, cliente = borrador(persona, claves[n % len(claves)], suyos), Cliente(url, sesion)
            tareas.append(lambda c=cliente, b=nuevo: c.post(revision(b), {"token": str(uuid4())}))
    contestadas = a_la_vez(tareas)
    assert {c.codigo for c in contestadas} == {302}, [c.cuerpo[:500] for c in contestadas if c.codigo != 302][:2]
    numeros = sorted(Solicitud.objects.values_list("folio_numero", flat=True))
    tiempos = [c.segundos for c in contestadas]
    print(f"CON-1: {cuantos} a la vez, {len(numeros)} folios de {numeros[0]} a {numeros[-1]}; "
          f"mediana {statistics.median(tiempos):.2f} s, máximo {max(tiempos):.2f} s")  # fmt: skip
    assert numeros == list(range(numeros[0], numeros[0] + cuantos))
    assert len({c.destino for c in contestadas}) == cuantos
    assert Evento.objects.filter(tipo="SOLICITUD_ENVIADA").count() == cuantos
    assert not Borrador.objects.exists()


@pytest.mark.req("S-12")
@pytest.mark.django_db(transaction=True)
def test_con_4_grabar_veinte_veces_a_la_vez_es_una_solicitud(servidor_gunicorn: Gunicorn) -> None:
    url = servidor_gunicorn(DEMO="1").url
    elena = crear(ELENA)
    nuevo = borrador(elena, _claves_de_distribuidoras()[0], papeles(elena))
    sesion, token = sesion_de(elena), str(uuid4())
    clientes = [Cliente(url, sesion) for _ in range(20)]
    contestadas = a_la_vez([lambda c=c: c.post(revision(nuevo), {"token": token}) for c in clientes])
    # And once more later, as the back button would.
    contestadas.append(clientes[0].post(revision(nuevo), {"token": token}))
    solicitud = Solicitud.objects.get()
    print(f"CON-4: {len(contestadas)} veces, una solicitud {solicitud.folio}")
    assert {(c.codigo, c.destino) for c in contestadas} == {(302, solicitud.direccion("enviada"))}
    assert Evento.objects.filter(tipo="SOLICITUD_ENVIADA").count() == 1
    assert Aviso.objects.filter(clave="acuse").count() == 1


@pytest.mark.req("D-04")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("rondas", [10, pytest.param(50, marks=pytest.mark.completo)])
def test_con_2_de_dos_respuestas_a_la_vez_gana_una(servidor_gunicorn: Gunicorn, rondas: int) -> None:
    url = servidor_gunicorn(DEMO="1").url
    elena = crear(ELENA)
    colegas = {persona.nombres: crear(persona) for persona in (MARTA, JORGE)}
    clientes = {nombre: Cliente(url, sesion_de(usuario)) for nombre, usuario in colegas.items()}
    suyos, clave = papeles(elena), _claves_de_distribuidoras()[0]
    ganadas = dict.fromkeys(colegas, 0)
    for ronda in range(rondas):
        nuevo = borrador(elena, clave, suyos)
        datos = fabricas.datos(numero_cliente=f"{ronda}-2")
        folio = actions.enviar(actor=elena, borrador_id=nuevo.pk, token=uuid4(), datos=datos)
        ganadas[_una_ronda(folio, clientes, ronda)] += 1
    print(f"CON-2: {rondas} rondas, ganadas {ganadas}")


def _una_ronda(folio: str, clientes: dict[str, Cliente], ronda: int) -> str:
    """Both answer at once; returns who won, after looking at what is left of each."""
    ruta = f"/solicitudes/{folio}/respuesta/"
    nombres = list(clientes)
    contestadas = a_la_vez(
        [
            lambda n=n: clientes[n].subir(
                ruta,
                {"token": str(uuid4()), "comentario": f"De {n}", "numero_solicitud": ""},
                {"respuesta": (f"de-{n}.pdf", pdf(f"Respuesta {ronda} de {n}"))},
            )
            for n in nombres
        ]
    )
    assert sorted(c.codigo for c in contestadas) == [302, 409]
    gano, perdio = sorted(zip(contestadas, nombres, strict=True), key=lambda par: par[0].codigo)
    solicitud = Solicitud.objects.get(folio=folio)
    respuesta = Respuesta.objects.select_related("creada_por", "archivo").get(solicitud=solicitud)
    assert solicitud.estado == Estado.RESPONDIDO
    assert (respuesta.creada_por.nombres, respuesta.comentario) == (gano[1], f"De {gano[1]}")
    assert respuesta.archivo.nombre == f"de-{gano[1]}.pdf"
    # The loser reads who and when; what they sent is linked to nothing.
    assert respuesta.creada_por.nombre in perdio[0].cuerpo
    assert f'datetime="{solicitud.respondida_en.astimezone(CHILE).isoformat()[:16]}' in perdio[0].cuerpo
    assert Evento.objects.filter(cadena=solicitud.cadena, tipo="SOLICITUD_RESPONDIDA").count() == 1
    assert Aviso.objects.filter(clave="respuesta_disponible", contexto__solicitud=solicitud.pk).count() == 1
    assert not Respuesta.objects.filter(archivo__nombre=f"de-{perdio[1]}.pdf", solicitud=solicitud).exists()
    return gano[1]
