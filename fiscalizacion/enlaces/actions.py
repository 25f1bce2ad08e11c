"""SEC writes the links of interest. Each act is an event of the chain ``catalogo`` with before and after."""

from typing import Any

from django.db import connection
from django.db.models import Max

from catalogo.models import Enlace
from cuentas.models import Usuario
from cuentas.personal import cambios
from cuentas.personal.cerrojos import Tomadas
from nucleo.archivos.models import Archivo
from nucleo.bitacora import vocabulario
from nucleo.comun.errores import EstadoCambio
from nucleo.comun.transacciones import en_transaccion

CAMPOS = ("titulo", "proposito", "direccion", "archivo", "orden", "vigente")
FRASES = {
    "ENLACE_CREADO": "Enlace agregado",
    "ENLACE_CAMBIADO": "Enlace cambiado",
    "ENLACE_MOVIDO": "Enlace cambiado de lugar",
}
_CERROJO = 7_202_020  # any number that no other advisory lock of the project uses


def declarar() -> None:
    for tipo, frase in FRASES.items():
        vocabulario.declarar(tipo, claves=("enlace", "campos", "antes", "despues", "motivo"), frase=frase)


def foto(enlace: Enlace) -> dict[str, Any]:
    """A file by its digest: it tells which one it was even after the sweep took it."""
    archivo = f"sha256:{enlace.archivo.sha256_guardado}" if enlace.archivo else ""
    return {campo: getattr(enlace, campo) for campo in CAMPOS if campo != "archivo"} | {"archivo": archivo}


def _ordenar_en_fila() -> None:
    """One editor at a time: places in the list are numbers of several rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CERROJO])


@en_transaccion
def crear(*, actor: Usuario, datos: dict[str, Any], archivo: Archivo | None, direccion: str | None = None) -> Enlace:
    """``datos``: titulo, proposito, destino, direccion, vigente. A new one goes last. Raises ``NoPermitido``."""
    actor = Tomadas(actor).exigir_administrador()
    _ordenar_en_fila()
    ultimo = Enlace.objects.aggregate(Max("orden"))["orden__max"] or 0
    enlace = Enlace(orden=ultimo + 10)
    _poner(enlace, datos, archivo)
    enlace.save(force_insert=True)
    _evento("ENLACE_CREADO", enlace, actor, {}, direccion)
    return enlace


@en_transaccion
def cambiar(
    *, actor: Usuario, enlace_id: int, datos: dict[str, Any], archivo: Archivo | None, direccion: str | None = None
) -> bool:
    """Whether anything changed. ``archivo`` None with destino 'archivo' keeps the one there is."""
    actor = Tomadas(actor).exigir_administrador()
    _ordenar_en_fila()
    enlace = Enlace.objects.select_for_update(of=("self",)).select_related("archivo").get(pk=enlace_id)
    antes = foto(enlace)
    _poner(enlace, datos, archivo)
    if foto(enlace) == antes:
        return False
    enlace.save(update_fields=list(CAMPOS))
    _evento("ENLACE_CAMBIADO", enlace, actor, antes, direccion)
    return True


@en_transaccion
def mover(*, actor: Usuario, enlace_id: int, hacia: str, direccion: str | None = None) -> Enlace:
    """Changes places with the neighbour: ``hacia`` is ``arriba`` or ``abajo``. At the end of the list, nothing."""
    actor = Tomadas(actor).exigir_administrador()
    _ordenar_en_fila()
    enlaces = list(Enlace.objects.select_for_update(of=("self",)).select_related("archivo").order_by("orden", "id"))
    lugar = next((n for n, enlace in enumerate(enlaces) if enlace.pk == enlace_id), None)
    if lugar is None:
        raise EstadoCambio("Otra persona cambió la lista de enlaces. Vuelve a abrirla.")
    otro = lugar - 1 if hacia == "arriba" else lugar + 1
    if 0 <= otro < len(enlaces):
        enlaces[lugar], enlaces[otro] = enlaces[otro], enlaces[lugar]
        # Renumbered whole: two rows with the same number would not change places by swapping them.
        for numero, enlace in enumerate(enlaces, start=1):
            antes = foto(enlace)
            enlace.orden = numero * 10
            if antes["orden"] != enlace.orden:
                enlace.save(update_fields=["orden"])
                _evento("ENLACE_MOVIDO", enlace, actor, antes, direccion)
    return next(enlace for enlace in enlaces if enlace.pk == enlace_id)


def _poner(enlace: Enlace, datos: dict[str, Any], archivo: Archivo | None) -> None:
    enlace.titulo, enlace.proposito, enlace.vigente = datos["titulo"], datos["proposito"], datos["vigente"]
    if datos["destino"] == "archivo":
        enlace.direccion, enlace.archivo = "", archivo or enlace.archivo
    else:
        enlace.direccion, enlace.archivo = datos["direccion"], None


def _evento(tipo: str, enlace: Enlace, actor: Usuario, antes: dict[str, Any], direccion: str | None) -> None:
    cambios.registrar(
        cadena="catalogo", tipo=tipo, actor=actor, antes=antes, despues=foto(enlace), direccion=direccion,
        objeto={"enlace": enlace.pk},
    )  # fmt: skip
