"""A small world for the whole-site tests: two distributors, three citizens, one of everything. Made by the actions."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from catalogo import formularios
from cuentas import vida_de_sesion
from fiscalizacion.sabana.actions import pedir_sabana
from nucleo.archivos.models import Archivo
from nucleo.archivos.muestras import pdf
from nucleo.avisos.models import Aviso
from nucleo.comun.reloj import ahora
from nucleo.trabajos.models import Trabajo
from pagos import actions as pagos
from pagos.actions.cobro import Pedido
from pagos.cartolas.lectura import Columnas, abrir, leer
from pagos.models import Cartola
from portal.demostracion import fabricas, pedidos, suministros
from solicitudes import actions
from solicitudes.models import Borrador, Solicitud, TextoGuardado
from suministros.carga.actions import abrir as abrir_carga
from suministros.carga.revision import revisar as revisar_carga
from suministros.models import Carga, Vinculo
from tests.carga import registro
from tests.personas import ELENA, FABIAN, FRIDA, IGNACIO, JORGE, MARTA, OLGA, SONIA, crear

LETRAS = {"E": ELENA, "F": FRIDA, "I": IGNACIO, "M": MARTA, "J": JORGE, "O": OLGA, "S": SONIA, "X": FABIAN}
NADIE = "A"


@dataclass
class Mundo:
    """``cliente["E"]`` is Elena's browser, ``cliente["A"]`` nobody's. Who owns what: tests/rutas_esperadas.py."""

    persona: dict[str, Any] = field(default_factory=dict)
    cliente: dict[str, Client] = field(default_factory=dict)
    solicitud: dict[str, Solicitud] = field(default_factory=dict)
    borrador: dict[str, Borrador] = field(default_factory=dict)
    archivo: dict[str, Archivo] = field(default_factory=dict)
    trabajo: Trabajo | None = None
    cartola: Cartola | None = None
    carga: Carga | None = None
    vinculo: dict[str, Vinculo] = field(default_factory=dict)
    # A document and a power of attorney that wait for YN.
    identidad: int = 0
    poder: int = 0
    baja: str = ""
    filtro: int = 0
    pedidos: dict[str, int] = field(default_factory=dict)  # Frida's plan, procedure and its type, by id


def general(**cambios: str) -> dict[str, str]:
    """Step 1 as a browser posts it."""
    from catalogo.models import Distribuidora

    prefijo = cambios.pop("prefijo", "YN")
    distribuidora = str(Distribuidora.objects.get(prefijo=prefijo).pk)
    return {"distribuidora": distribuidora, "numero_cliente": "3306118-2", "comuna": "13120", **cambios}


def respuesta_valida() -> dict[str, Any]:
    return {
        "token": str(uuid4()),
        "comentario": "Hay capacidad.",
        "numero_solicitud": "7",
        "respuesta": SimpleUploadedFile("respuesta.pdf", pdf()),
    }


def construir() -> Mundo:
    formularios.cargar()
    mundo = Mundo(persona={letra: crear(persona) for letra, persona in LETRAS.items()})
    elena, ignacio, marta = mundo.persona["E"], mundo.persona["I"], mundo.persona["M"]
    mundo.solicitud["propio"] = fabricas.enviada(elena, "YN", correo_adicional="otra@ejemplo.cl")
    mundo.solicitud["ajeno"] = fabricas.enviada(ignacio, "OV")
    mundo.solicitud["cerrado"] = fabricas.respondida(fabricas.enviada(elena, "YN"), marta)
    mundo.solicitud["trabado"] = trabada(fabricas.enviada(elena, "YN"), marta)
    for nombre in ("propio", "ajeno"):
        mundo.archivo[nombre] = mundo.solicitud[nombre].adjuntos.first().archivo
    for nombre in ("cerrado", "trabado"):
        mundo.archivo[nombre] = mundo.solicitud[nombre].respuestas.get().archivo
    for nombre, duena in (("propio", elena), ("ajeno", ignacio)):
        borrador = fabricas.borrador_listo(duena)
        datos = {**general(), "es_titular": "si"}
        mundo.borrador[nombre] = actions.guardar_datos(actor=duena, borrador_id=borrador.pk, datos=datos)
    mundo.archivo["borrador"] = mundo.borrador["propio"].archivos.first().archivo
    mundo.cartola = cartola(marta)
    mundo.vinculo["propio"] = suministros.vinculo(elena, titular=ignacio)
    mundo.vinculo["ajeno"] = suministros.vinculo(ignacio)
    mundo.poder = mundo.vinculo["propio"].poderes.get().pk
    mundo.identidad = elena.documentos_de_identidad.get().pk
    for letra in ("J", "O"):
        _guardar_un_texto(mundo.persona[letra])
    (mundo.trabajo,) = pedir_sabana(actor=mundo.persona["S"], filtros={})
    mundo.filtro = actions.guardar_filtro(actor=marta, nombre="Anuladas", consulta={"estado": "anulado"}).pk
    mundo.vinculo["frida"] = suministros.vinculo_validado(mundo.persona["F"], numero="2000333444")
    mundo.pedidos = pedidos_de(mundo.vinculo["frida"])
    mundo.baja = signing.Signer(salt="avisos.baja").sign(str(Aviso.objects.get(adicional=True).pk))
    mundo.carga = carga(marta.distribuidora)  # the last: an open load stops the next
    mundo.cliente = {NADIE: Client(), **{letra: entrar(usuario) for letra, usuario in mundo.persona.items()}}
    return mundo


def pedidos_de(vinculo: Vinculo) -> dict[str, int]:
    """A plan and a procedure that wait, on a validated supply of YN."""
    pedidos.limites()
    pedidos.lista_de_tramites()
    plan, tramite = pedidos.plan(vinculo), pedidos.tramite(vinculo)
    return {"planes": plan.pk, "tramites": tramite.pk, "tipo": tramite.tipo_id}


def _guardar_un_texto(personal: Any) -> None:
    TextoGuardado.objects.create(
        distribuidora=personal.distribuidora, nombre="Saludo", texto="Buenos días.", orden=10, cambiado_por=personal,
        cambiado_en=ahora(),
    )  # fmt: skip


def entrar(usuario: Any) -> Client:
    cliente = Client()
    if usuario is not None:
        cliente.force_login(usuario)
        cliente.get("/sesion/")  # notes that the session is in use
    return cliente


def trabada(solicitud: Solicitud, marta: Any) -> Solicitud:
    """An answer stored and locked until its payment is settled."""
    pagos.responder_con_pago(
        actor=marta,
        solicitud_id=solicitud.pk,
        archivo=fabricas.archivo(marta, uso="respuesta", nombre="respuesta.pdf"),
        comentario="Comentario reservado hasta el pago",
        numero_solicitud="2026-014",
        pedido=Pedido(monto=38_500, explicacion="Estudio de la red"),
        token=uuid4(),
        motivo="Las anteriores esperan un estudio",
    )
    solicitud.refresh_from_db()
    return solicitud


def cartola(actor: Any) -> Cartola:
    """A bank statement with one credit that is nobody's."""
    hoja, columnas = abrir(b"Fecha;Texto;Abono\n20-11-2026;Pago;1.000\n"), Columnas(fecha=0, monto=2, texto=1)
    return pagos.importar_cartola(
        actor=actor, nombre="cartola.csv", huella="0" * 64, encabezado=hoja.encabezado, columnas=columnas,
        lectura=leer(hoja, columnas),
    ).cartola  # fmt: skip


def carga(distribuidora: Any) -> Carga:
    """A load of one supply, reviewed and not applied."""
    with tempfile.TemporaryDirectory() as carpeta:
        ruta = registro.en_csv(Path(carpeta) / "s.csv", "suministros", registro.suministros(1))
        nueva = abrir_carga(
            distribuidora_id=distribuidora.pk, actor=None, clase="suministros", nombre="s.csv", huella="0" * 64, pesa=1
        )
        return revisar_carga(nueva.pk, ruta, lambda hechas, total: None)


@pytest.fixture(scope="module")
def mundo(django_db_setup: None, django_db_blocker: Any) -> Iterator[Mundo]:
    """Built once for a file of tests and rolled back after it; what a test changes is rolled back with the test."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as parche:
        # What each test undoes would be noted again by every request, once a minute has passed.
        parche.setattr(vida_de_sesion, "ANOTAR_CADA", 86_400)
        yield construir()
        transaction.set_rollback(True)
