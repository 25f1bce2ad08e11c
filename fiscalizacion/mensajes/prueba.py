"""The trial message that an editor sends to the own address."""

from fiscalizacion.mensajes.actions import PRUEBA
from nucleo.avisos import redactores
from nucleo.avisos.clases import Clase
from nucleo.avisos.correo import armar
from nucleo.avisos.mensajes import componer_texto, muestra
from nucleo.avisos.mensajes_nombres import NOMBRES
from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import Redactado
from solicitudes.estados import Tipo


def registrar() -> None:
    redactores.registrar(PRUEBA, _redactar, clase=Clase.LEGAL, nombre="Prueba de un mensaje")


def datos(tramite: str) -> dict[str, str]:
    """Sample data of a text; the form's own name where it is one form's."""
    return muestra(Tipo(tramite).label if tramite else "")


def _redactar(aviso: Aviso) -> Redactado | None:
    suya = aviso.usuario
    if suya is None or not (suya.is_active and suya.es_administrador and suya.email == aviso.destinatario):
        return None
    escrito = aviso.contexto
    asunto, cuerpo = componer_texto(escrito["clave"], escrito["asunto"], escrito["cuerpo"], datos(escrito["tramite"]))
    nombre = NOMBRES[escrito["clave"]].nombre
    aviso_previo = f"Esta es una prueba del mensaje «{nombre}». Los datos son de ejemplo: la solicitud no existe."
    return armar(aviso, f"[Prueba] {asunto}", f"{aviso_previo}\n\n{cuerpo}")
