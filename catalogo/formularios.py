"""The blank forms (S-18): ours until SEC puts the official ones in their place. Anybody may take them."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction

from catalogo.datos_blancos import BLANCOS
from catalogo.models import MEGA, FormularioEnBlanco
from nucleo.archivos import puertas
from nucleo.archivos.limites import Limites
from nucleo.archivos.models import Archivo
from nucleo.archivos.recepcion import guardar_generado
from nucleo.bitacora import vocabulario
from nucleo.bitacora.actions import registrar as anotar
from nucleo.comun.errores import NoPermitido
from nucleo.comun.reloj import ahora
from nucleo.comun.transacciones import en_transaccion, uno_a_la_vez

USO = "formulario"
LIMITES = Limites(("pdf", "doc", "docx"), 5 * MEGA)
CAMBIADO = "DOCUMENTO_CAMBIADO"


def escribir(carpeta: Path) -> list[Path]:
    """Draws the four forms in ``carpeta`` and returns their paths."""
    from catalogo.dibujo_de_blancos import dibujar  # the drawing library loads only where something is drawn

    rutas = []
    for blanco in BLANCOS.values():
        rutas.append(carpeta / blanco.archivo)
        dibujar(blanco, rutas[-1])
    return rutas


@transaction.atomic
def cargar() -> int:
    """Puts ours where there is none; returns how many. What SEC replaced stays."""
    uno_a_la_vez("catalogo.formularios")
    faltan = set(BLANCOS) - set(FormularioEnBlanco.objects.values_list("tramite", flat=True))
    if not faltan:
        return 0
    with TemporaryDirectory() as carpeta:
        escribir(Path(carpeta))
        for tramite in sorted(faltan):
            nombre = BLANCOS[tramite].archivo
            archivo = guardar_generado(
                Path(carpeta) / nombre, uso=USO, nombre=nombre, actor=None, tipo="application/pdf"
            )
            FormularioEnBlanco.objects.create(tramite=tramite, archivo=archivo, cambiado_en=ahora())
    return len(faltan)


@en_transaccion
def reemplazar_formulario(
    *, actor: Any, tramite: str, archivo: Archivo, direccion: str | None = None
) -> FormularioEnBlanco:
    """Puts the official form in place of the former one, whose digest stays in the event; its file is swept.

    ``archivo``: received with ``uso=USO`` and ``limites=LIMITES``. Raises ``NoPermitido`` for whoever is not a SEC
    administrador, ``FormularioEnBlanco.DoesNotExist`` for an unknown form.
    """
    if not (getattr(actor, "es_sec", False) and actor.rol == "administrador" and actor.is_active):
        raise NoPermitido("Solo un administrador de la SEC cambia los formularios.")
    if archivo.uso != USO:
        raise ValueError(f"El archivo se recibió para «{archivo.uso}»")
    formulario = FormularioEnBlanco.objects.select_for_update().get(tramite=tramite)
    antes = formulario.archivo
    formulario.archivo, formulario.es_ejemplo, formulario.cambiado_en = archivo, False, ahora()
    formulario.save(update_fields=["archivo", "es_ejemplo", "cambiado_en"])
    anotar(
        cadena="catalogo",
        tipo=CAMBIADO,
        actor=actor,
        datos={
            "tramite": tramite,
            "codigo": "formulario-en-blanco",
            "antes": antes.sha256_recibido,
            "despues": archivo.sha256_recibido,
        },
        direccion=direccion,
    )
    return formulario


def puede_ver(usuario: Any, archivo: Archivo) -> bool:
    """The one in force is everybody's, signed in or not; a former one, SEC's while it lasts."""
    return FormularioEnBlanco.objects.filter(archivo=archivo).exists() or bool(getattr(usuario, "es_sec", False))


def registrar() -> None:
    puertas.registrar(USO, puede_ver)
    vocabulario.declarar(CAMBIADO, ("tramite", "codigo", "antes", "despues"), frase="Documento del catálogo cambiado")
