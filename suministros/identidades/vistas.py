"""The pictures of a paper as staff see them: marked with what for, for whom and when. The file itself never leaves."""

from django.http import Http404, HttpRequest, HttpResponse

from cuentas.documento.lecturas import VER
from cuentas.models import Usuario
from cuentas.sesion import cuenta
from nucleo.archivos import almacen, marca_de_agua, vistas_previas
from nucleo.archivos.entrega import CABECERAS
from nucleo.archivos.vistas_previas import Vista
from nucleo.bitacora.actions import anotar_acceso
from nucleo.comun.reloj import CHILE, ahora
from suministros.identidades.papeles import EnRevision

_PARA = {"documento": "Copia solo para validar la identidad", "poder": "Copia solo para validar el poder"}


def vista_de(papel: EnRevision) -> Vista:
    """What can be shown of it; ``Vista.motivo`` says why there is nothing."""
    archivo = papel.archivo
    if archivo.borrado_en or not almacen.ruta(archivo.sha256_guardado).is_file():
        return Vista(motivo="sin-archivo")
    return vistas_previas.de(archivo)


def pagina_marcada(request: HttpRequest, papel: EnRevision, pagina: int) -> HttpResponse:
    """One page, marked for its reader. Every one leaves its note. Http404 if there is no such page."""
    ruta = None if papel.archivo.borrado_en else vistas_previas.ruta(papel.archivo, pagina)
    anotar_acceso(request=request, accion=VER, objeto=papel.objeto, permitido=ruta is not None)
    if ruta is None:
        raise Http404
    respuesta = HttpResponse(marca_de_agua.estampar(ruta, marca(papel, cuenta(request))), content_type="image/jpeg")
    for nombre, valor in CABECERAS.items():
        respuesta.headers[nombre] = valor
    return respuesta


def marca(papel: EnRevision, lector: Usuario) -> list[str]:
    cuando = ahora().astimezone(CHILE)
    return [
        _PARA[papel.clase],
        str(lector.distribuidora),
        f"{lector.nombre} · cuenta {lector.pk} · {cuando:%d-%m-%Y %H:%M}",
    ]
