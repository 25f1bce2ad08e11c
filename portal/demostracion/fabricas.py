"""Requests in a state, reached by running the real actions: the demonstration and the tests share them."""

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from catalogo.documentos import limites, uno
from catalogo.models import Comuna, Distribuidora
from cuentas.models import Usuario
from nucleo.archivos.models import Archivo
from nucleo.archivos.muestras import jpg, pdf
from nucleo.archivos.recepcion import recibir
from solicitudes import actions
from solicitudes.estados import Tipo
from solicitudes.models import Borrador, Solicitud

NUMERO = "3306118-2"


def archivo(actor: Usuario, *, uso: str = "documento", nombre: str = "formulario.pdf") -> Archivo:
    tipo = uno("respuesta", "respuesta") if uso == "respuesta" else uno("informacion", "formulario")
    contenido = jpg() if nombre.endswith("jpg") else pdf()
    subido = SimpleUploadedFile(nombre, contenido)
    return recibir(subido, uso=uso, limites=limites(tipo), nombre_documento=tipo.nombre, actor=actor)


def datos(prefijo: str = "YN", **cambios: Any) -> dict[str, Any]:
    """The general data as the form hands them to ``actions.enviar``."""
    return {
        "distribuidora": Distribuidora.objects.get(prefijo=prefijo),
        "comuna": Comuna.objects.select_related("region").get(codigo="13120"),
        "numero_cliente": NUMERO,
        "correo_adicional": "",
        "es_titular": True,
        **cambios,
    }


def borrador_listo(actor: Usuario, tipo: Tipo = Tipo.INFORMACION) -> Borrador:
    """A draft with every required document of a holder of the supply."""
    borrador = actions.crear_borrador(actor=actor, tipo=tipo)
    borrador = actions.guardar_datos(actor=actor, borrador_id=borrador.pk, datos={"es_titular": "si"})
    for codigo, nombre in (("formulario", "formulario.pdf"), ("cedula", "cedula.jpg")):
        actions.adjuntar_a_borrador(
            actor=actor, borrador_id=borrador.pk, codigo=codigo, archivo=archivo(actor, nombre=nombre)
        )
    return borrador


def enviada(actor: Usuario, prefijo: str = "YN", **cambios: Any) -> Solicitud:
    """A Solicitud de Información just filed."""
    borrador = borrador_listo(actor)
    folio = actions.enviar(actor=actor, borrador_id=borrador.pk, token=uuid4(), datos=datos(prefijo, **cambios))
    return Solicitud.objects.get(folio=folio)


def respondida(
    solicitud: Solicitud, actor: Usuario, comentario: str = "Hay capacidad en la red.", numero: str = "2026-014"
) -> Solicitud:
    actions.responder(
        actor=actor,
        solicitud_id=solicitud.pk,
        archivo=archivo(actor, uso="respuesta", nombre="respuesta.pdf"),
        comentario=comentario,
        numero_solicitud=numero,
        token=uuid4(),
    )
    solicitud.refresh_from_db()
    return solicitud
