"""The daily anchor by mail: a copy outside the server, against which a rewritten past can be told (seguridad.md 4.3).

Its text is the portal's, as the radar's and the alarm's: the messages that SEC edits are about one request.
"""

from datetime import date

from django.db import transaction

from catalogo.horario import proximo
from catalogo.plazos import calendario
from cuentas.models import Usuario
from cuentas.personal.cerrojos import ADMINISTRADOR_ACTIVO
from nucleo.avisos import redactores
from nucleo.avisos.actions import encolar_varios
from nucleo.avisos.clases import Clase
from nucleo.avisos.correo import armar
from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import Redactado
from nucleo.bitacora import anclas
from nucleo.comun.reloj import ahora
from nucleo.comun.templatetags.formatos import miles

CLAVE = "bitacora-ancla"


def registrar() -> None:
    redactores.registrar(CLAVE, _redactar, clase=Clase.LEGAL, nombre="Ancla de la bitácora")


def avisar() -> int:
    """Queues the last anchor for each administrator of SEC, in business hours, once; how many messages were new."""
    ancla = anclas.ultima()
    if ancla is None:
        return 0
    desde = proximo(ahora(), calendario())
    with transaction.atomic():
        return encolar_varios(
            {
                "clave": CLAVE,
                "evento": f"ancla:{ancla.dia.isoformat()}",
                "destinatario": persona.email,
                "usuario": persona,
                "contexto": {"dia": ancla.dia.isoformat()},
                "desde": desde,
            }
            for persona in Usuario.objects.filter(ADMINISTRADOR_ACTIVO)
        )


def _redactar(aviso: Aviso) -> Redactado | None:
    persona, ancla = aviso.usuario, anclas.ultima(date.fromisoformat(aviso.contexto["dia"]))
    if ancla is None or persona is None or not (persona.is_active and persona.es_administrador):
        return None
    firma = ancla.firma.hex() or "sin firma, porque falta la clave. Avisa a soporte"
    cuerpo = (
        f"Esta es la huella de la bitácora al terminar el {ancla.dia:%d-%m-%Y}. "
        f"Cubre {miles(ancla.cadenas)} cadenas de eventos.\n\n"
        f"Huella: {ancla.huella.hex()}\n\nFirma: {firma}\n\n"
        "Guarda este correo fuera del portal. Si alguien cambia un evento de ese día o de antes, la huella deja de "
        "calzar: soporte la comprueba con verificar_anclas. No tienes que hacer nada más."
    )
    return armar(aviso, f"Ancla de la bitácora del {ancla.dia:%d-%m-%Y}", cuerpo)
