"""The two orders of a load for the worker. The file of each is the report of what happened."""

from pathlib import Path
from typing import TYPE_CHECKING

from nucleo.archivos import almacen, puertas
from nucleo.comun.errores import EstadoCambio, NoPermitido
from nucleo.trabajos import constructores
from nucleo.trabajos.constructores import Avance, Ficha
from suministros.carga import permissions
from suministros.carga.actions import APLICACION, REVISION, devolver_a_lista
from suministros.carga.aplicacion import aplicar
from suministros.carga.informe import escribir_informe
from suministros.carga.revision import revisar
from suministros.models import Carga

if TYPE_CHECKING:
    from nucleo.trabajos.models import Trabajo

_SALA = ("Suministros", "/distribuidora/suministros/")


def registrar() -> None:
    for tipo, construir in ((REVISION, construir_revision), (APLICACION, construir_aplicacion)):
        constructores.registrar(tipo, construir, Ficha(sala=_SALA, que=_que))
        puertas.registrar(f"trabajo.{tipo}", permissions.puede_ver_informe)
    puertas.registrar(permissions.USO_CARGA, permissions.puede_ver_carga)


def construir_revision(trabajo: "Trabajo", ruta: Path, avance: Avance) -> None:
    carga = _de(trabajo)
    if carga.archivo:
        carga = revisar(carga.pk, almacen.ruta(carga.archivo.sha256_guardado), avance)
    escribir_informe(ruta, carga)


def construir_aplicacion(trabajo: "Trabajo", ruta: Path, avance: Avance) -> None:
    """A refusal is no failure: the load goes back to jefatura with the reason."""
    carga = _de(trabajo)
    avance(0, None)
    try:
        aplicar(carga.pk, trabajo.usuario)
    except (NoPermitido, EstadoCambio) as error:
        devolver_a_lista(carga_id=carga.pk, mensaje=str(error))
    escribir_informe(ruta, _de(trabajo))


def _de(trabajo: "Trabajo") -> Carga:
    return Carga.objects.select_related("archivo").get(pk=trabajo.filtros["carga"])


def _que(trabajo: "Trabajo") -> str:
    return f"Informe de la carga {_de(trabajo).nombre}"
