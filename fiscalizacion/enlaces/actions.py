"""SEC writes the links of interest. Each act is an event of the chain ``catalogo`` with before and after."""

from typing import Any

from django.db.models import Max

from catalogo.models import Enlace
from cuentas.models import Usuario
from cuentas.personal import cambios
from cuentas.personal.cerrojos import Tomadas
from nucleo.archivos.models import Archivo
from nucleo.bitacora import vocabulario
from nucleo.comun import lugares
from nucleo.comun.errores import EstadoCambio
from nucleo.comun.transacciones import en_transaccion, uno_a_la_vez

CAMPOS = ("titulo", "proposito", "direccion", "archivo", "orden", "vigente")
FRASES = {
    "ENLACE_CREADO": "Enlace agregado",
    "ENLACE_CAMBIADO": "Enlace cambiado",
    "ENLACE_MOVIDO": "Enlace cambiado de lugar",
}
_LISTA = "catalogo.enlaces"  # places in it are numbers of several rows


def declarar() -> None:
    for tipo, frase in FRASES.items():
        vocabulario.declarar(tipo, claves=("enlace", "campos", "antes", "despues", "motivo"), frase=frase)


def foto(enlace: Enlace) -> dict[str, Any]:
    """A file by its digest: it tells which one it was even after the sweep took it."""
    archivo = f"sha256:{enlace.archivo.sha256_guardado}" if enlace.archivo else ""
    return {campo: getattr(enlace, campo) for campo in CAMPOS if campo != "archivo"} | {"archivo": archivo}


@en_transaccion
def crear(*, actor: Usuario, datos: dict[str, Any], archivo: Archivo | None, direccion: str | None = None) -> Enlace:
    """``datos``: titulo, proposito, destino, direccion, vigente. A new one goes last. Raises ``NoPermitido``."""
    actor = Tomadas(actor).exigir_administrador()
    uno_a_la_vez(_LISTA)
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
    uno_a_la_vez(_LISTA)
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
    uno_a_la_vez(_LISTA)
    enlaces = list(Enlace.objects.select_for_update(of=("self",)).select_related("archivo").order_by("orden", "id"))
    elegido = next((enlace for enlace in enlaces if enlace.pk == enlace_id), None)
    if elegido is None:
        raise EstadoCambio("Otra persona cambió la lista de enlaces. Vuelve a abrirla.")
    antes = {enlace.pk: foto(enlace) for enlace in enlaces}
    for enlace in lugares.mover(enlaces, elegido, hacia):
        enlace.save(update_fields=["orden"])
        _evento("ENLACE_MOVIDO", enlace, actor, antes[enlace.pk], direccion)
    return elegido


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
