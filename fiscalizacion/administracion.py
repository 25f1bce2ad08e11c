"""``/administracion/``: the doors of 'Administrador'. A door appears when a page answers behind it to its reader."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cuentas.personal import pedidos
from cuentas.sesion import cuenta
from fiscalizacion.reglas.pagina import de_la_sec
from fiscalizacion.usuarios.views import CARPETA
from nucleo.comun.templatetags.componentes import acceso_de

# Address, icon, name, purpose.
PUERTAS = (
    ("/administracion/usuarios/", "people", "Usuarios",
     "Crea, cambia, desactiva y activa las cuentas de todos los perfiles."),
    ("/administracion/distribuidoras/", "building", "Distribuidoras",
     "Nombre, prefijo de los folios, correo de avisos y si está activa."),
    ("/administracion/enlaces/", "link-45deg", "Enlaces de interés",
     "Títulos, direcciones y archivos de la página pública."),
    ("/administracion/plazos/", "clock-history", "Plazos",
     "Los días de cada trámite, con su artículo y desde cuándo rigen."),
    ("/administracion/feriados/", "calendar3", "Feriados", "Los días que no cuentan como hábiles."),
    ("/administracion/baja-densidad/", "geo-alt", "Muy baja densidad",
     "Las comunas donde una distribuidora tiene más días para responder."),
    ("/administracion/parametros/", "gear", "Reglas automáticas",
     "Lo que el sistema hace solo cuando vence un plazo, y si lo hace."),
    ("/administracion/documentos/", "file-earmark-text", "Documentos",
     "Qué se adjunta en cada formulario, de qué tipo y tamaño."),
    ("/administracion/formularios/", "file-earmark-pdf", "Formularios en blanco",
     "Los que se bajan y se llenan a mano: pon el oficial en lugar del ejemplo."),
    ("/administracion/mensajes-salientes/", "envelope", "Mensajes salientes",
     "Los correos enviados, por enviar y los que no salieron."),
    ("/administracion/bitacora/", "journal-text", "Bitácora", "Todo lo que ocurrió, quién lo hizo y cuándo."),
)  # fmt: skip


@de_la_sec
@require_safe
def inicio(request: HttpRequest) -> HttpResponse:
    quien = cuenta(request)
    puertas = [puerta for puerta in PUERTAS if (acceso := acceso_de(puerta[0])) and acceso.permite(quien)]
    contexto = {
        "puertas": puertas,
        "puede": quien.es_administrador,
        "pedidos": pedidos.pendientes().count() if quien.es_administrador else 0,
    }
    return render(request, f"{CARPETA}/inicio.html", contexto)
