"""'Enlaces de interés': the public list, and who may take a file of it."""

from typing import Any
from urllib.parse import urlsplit

from django.db.models import QuerySet

from catalogo.models import Enlace
from nucleo.archivos import puertas
from nucleo.archivos.limites import Limites
from nucleo.archivos.models import Archivo
from nucleo.comun.medidas import MB

USO = "enlace"
LIMITES = Limites(("pdf", "doc", "docx", "jpg", "png"), 5 * MB)


def publicados() -> QuerySet[Enlace]:
    return Enlace.objects.filter(vigente=True).select_related("archivo")


def sitio(enlace: Enlace) -> str:
    """The host of an address outside the portal, as the card names it; empty for pages and files of ours."""
    return (urlsplit(enlace.direccion).hostname or "") if enlace.es_externo else ""


def puede_ver(usuario: Any, archivo: Archivo) -> bool:
    """A file of a published link is everybody's, signed in or not; of a hidden one, only SEC's."""
    if Enlace.objects.filter(archivo=archivo, vigente=True).exists():
        return True
    return bool(getattr(usuario, "es_sec", False)) and Enlace.objects.filter(archivo=archivo).exists()


def registrar() -> None:
    puertas.registrar(USO, puede_ver)
