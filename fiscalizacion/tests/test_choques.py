"""What PostgreSQL undoes because two people crossed is done again, also in accounts and in the catalogue (CON-6)."""

import threading
from types import ModuleType

import pytest
from django.db import OperationalError, connection, connections, transaction

import cuentas.documento.actions
import cuentas.perfil.actions
import cuentas.personal.actions
import cuentas.personal.borrado
import cuentas.personal.invitacion
import cuentas.personal.pedidos
import fiscalizacion.distribuidoras.actions
import fiscalizacion.enlaces.actions
import suministros.actions
from catalogo.formularios import reemplazar_formulario
from catalogo.models import Distribuidora
from cuentas.segundo_factor.actions import reemplazar
from fiscalizacion.distribuidoras import actions
from tests.personas import SONIA, crear

ESPERA = 20  # seconds until a crossing is called stuck
DE_CADA_CUARTO: list[tuple[ModuleType, str]] = [
    (cuentas.documento.actions, "enviar_documento decidir_documento"),
    (cuentas.perfil.actions, "cambiar_clave cerrar_las_demas pedir_correo pedir_celular _poner_correo _poner_celular"),
    (cuentas.personal.actions, "invitar invitar_de_nuevo cambiar desactivar activar"),
    (cuentas.personal.borrado, "eliminar"),
    (cuentas.personal.invitacion, "aceptar"),
    (cuentas.personal.pedidos, "pedir descartar"),
    (fiscalizacion.distribuidoras.actions, "crear cambiar"),
    (fiscalizacion.enlaces.actions, "crear cambiar mover"),
    (suministros.actions, "asociar decidir_poder enviar_poder retirar"),
]


def test_toda_accion_de_cuentas_y_catalogo_se_repite() -> None:
    acciones = [getattr(modulo, nombre) for modulo, nombres in DE_CADA_CUARTO for nombre in nombres.split()]
    assert [a.__qualname__ for a in [*acciones, reemplazar_formulario, reemplazar] if not hasattr(a, "repite")] == []


@pytest.mark.django_db(transaction=True)
def test_quien_cambia_una_distribuidora_y_choca_no_lo_nota() -> None:
    """Somebody holds the distributor and then wants the account that the action took before: one must give way."""
    sonia, yn = crear(SONIA), Distribuidora.objects.get(prefijo="YN")
    datos = {campo: getattr(yn, campo) for campo in actions.CAMPOS} | {"nombre": "Enel de prueba"}
    tomada, espera, perdio = threading.Event(), threading.Event(), []

    def la_otra() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM catalogo_distribuidora WHERE id = %s FOR UPDATE", [yn.pk])
                tomada.set()
                espera.wait(ESPERA)
                cursor.execute("SELECT 1 FROM cuentas_usuario WHERE id = %s FOR UPDATE", [sonia.pk])
        except OperationalError:
            perdio.append("la otra")
        finally:
            connections.close_all()

    hilo = threading.Thread(target=la_otra)
    hilo.start()
    assert tomada.wait(ESPERA)
    avisar = threading.Timer(0.3, espera.set)  # by then the action holds the account and waits for the distributor
    avisar.start()
    assert actions.cambiar(actor=sonia, distribuidora_id=yn.pk, datos=datos) is True
    hilo.join(ESPERA)
    assert not hilo.is_alive() and perdio == [], "the action was the one that PostgreSQL undid, and it came again"
    yn.refresh_from_db()
    assert yn.nombre == "Enel de prueba"
