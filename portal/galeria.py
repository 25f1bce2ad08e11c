"""``/demo/componentes/``: every piece of DISENO 6 in every state. Without DEMO the address does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from nucleo.archivos.campo import CampoArchivo
from nucleo.comun.acceso import publica
from nucleo.comun.campos import CampoMonto, CampoRut
from nucleo.comun.errores import DemasiadosIntentos, EstadoCambio, NoPermitido
from nucleo.comun.formularios import FormularioPortal
from nucleo.comun.widgets import Clave, Comuna, TextoContado
from portal import errores
from portal import galeria_datos as datos

Vista = Callable[..., HttpResponse]
COMUNAS = [
    ("", "Selecciona una comuna"),
    ("Región de Valparaíso", [("05101", "Valparaíso"), ("05109", "Viña del Mar")]),
    ("Región Metropolitana de Santiago", [("13101", "Santiago"), ("13120", "Ñuñoa")]),
]


def solo_demo(vista: Vista) -> Vista:
    @wraps(vista)
    def envoltura(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return vista(request, **kwargs)

    return envoltura


class FormularioDeMuestra(FormularioPortal):
    """One field of each kind."""

    rut = CampoRut()
    clave = forms.CharField(
        label="Contraseña",
        widget=Clave,
        error_messages={"required": "Escribe tu contraseña"},
        help_text="Al menos 12 caracteres. Puedes usar una frase, con espacios y símbolos.",
    )
    correo = forms.EmailField(label="Correo adicional", required=False)
    distribuidora = forms.ChoiceField(
        label="Distribuidora",
        choices=[("", "Selecciona una distribuidora"), ("LA", "Los Aromos")],
        error_messages={"required": "Elige tu distribuidora"},
    )
    comuna = forms.ChoiceField(
        label="Comuna", choices=COMUNAS, widget=Comuna, error_messages={"required": "Elige la comuna"}
    )
    titular = forms.ChoiceField(
        label="¿Eres el titular del suministro?",
        widget=forms.RadioSelect,
        choices=[("si", "Sí"), ("no", "No, actúo por otra persona")],
        error_messages={"required": "Elige si eres el titular"},
    )
    monto = CampoMonto(label="Monto", error_messages={"required": "Escribe el monto"})
    comentario = forms.CharField(
        label="Comentario",
        max_length=300,
        widget=TextoContado(300),
        help_text="Puedes escribir 300 caracteres.",
        error_messages={"required": "Escribe el comentario"},
    )
    documento = forms.FileField(label="Documento", required=False, help_text="PDF, hasta 1 MB.")
    acepto = forms.BooleanField(
        label="Quiero recibir los avisos en mi correo", error_messages={"required": "Marca la casilla para continuar"}
    )


class FormularioNumero(FormularioPortal):
    """N° de cliente or N° de factibilidad, revealed by CSS alone (S-06)."""

    cliente = forms.CharField(label="N° de cliente", required=False, help_text="Está en tu boleta.")
    sin_cliente = forms.BooleanField(label="No tengo N° de cliente", required=False)
    factibilidad = forms.CharField(label="N° de factibilidad", required=False)


@publica
@solo_demo
@require_safe
def componentes(request: HttpRequest) -> HttpResponse:
    """``?errores=1`` shows the form as it returns with errors: 422, summary, title."""
    con_errores = request.GET.get("errores") == "1"
    escrito = {"rut": "12.345.678-9", "correo": "sin-arroba", "monto": "mil", "comentario": "x" * 320}
    filas = Paginator(datos.filas(), 10)
    contexto = {
        "form": FormularioDeMuestra(escrito if con_errores else None),
        "numero": FormularioNumero(),
        "estados": [datos.BORRADOR, *(fila["estado"] for fila in datos.filas())],
        "semaforos": datos.SEMAFOROS,
        "filas": filas.get_page(request.GET.get("page")),
        "campos": datos.campos("/demo/componentes/archivos/"),
        "sucesos": datos.SUCESOS,
        "documentos": datos.DOCUMENTOS,
        "indicadores": datos.INDICADORES,
        "etapas": datos.ETAPAS,
        "vistas": datos.VISTAS,
        "fichas": datos.FICHAS,
        "por_dia": datos.POR_DIA,
        "por_estado": datos.POR_ESTADO,
        "cumplimiento": datos.CUMPLIMIENTO,
        "colores": datos.COLORES,
        "pasos": ["Datos generales", "Documentos", "Revisar y enviar"],
        "cuando": datos.momento(8, 13, 42),
        "filas_resumen": [("Distribuidora", "Los Aromos"), ("N° de cliente", "3306118-2"), ("Correo adicional", "")],
    }
    return render(request, "galeria/componentes.html", contexto, status=422 if con_errores else 200)


@publica
@solo_demo
@require_POST
def archivo(request: HttpRequest, campo: str) -> HttpResponse:
    """The upload of the gallery: answers the fragment and keeps nothing."""
    muestra = next((uno for uno in datos.campos("/demo/componentes/archivos/") if uno.campo == campo), None)
    if muestra is None:
        raise Http404
    subido = request.FILES.get(campo)
    respuesta = CampoArchivo(
        campo,
        muestra.etiqueta,
        muestra.limites,
        muestra.ayuda,
        muestra.opcional,
        archivo={"nombre": subido.name, "bytes": subido.size} if subido and subido.size else None,
        error=f"{subido.name} está vacío." if subido and not subido.size else "",
        url_subida=muestra.url_subida,
    )
    estado = 422 if respuesta.error else 200
    return render(request, "componentes/archivo.html", {"campo": respuesta}, status=estado)


@publica
@solo_demo
@require_safe
def error(request: HttpRequest, codigo: str) -> HttpResponse:
    """Each error page as it is really answered."""
    paginas: dict[str, Callable[[], HttpResponse]] = {
        "400": lambda: errores.peticion_incorrecta(request),
        "403": lambda: _de_dominio(NoPermitido("Solo la distribuidora puede validar un pago.")),
        "404": lambda: errores.no_encontrada(request),
        "405": lambda: render(request, "errores/405.html", status=405),
        "409": lambda: _de_dominio(
            EstadoCambio(
                "Otra persona ya validó este pago.",
                quien="Ignacio Lefimil",
                cuando=datos.momento(9, 19, 58),
                enlace="#",
            )
        ),
        "413": lambda: render(request, "errores/413.html", status=413),
        "429": lambda: _de_dominio(DemasiadosIntentos("Hiciste muchos intentos seguidos.", espera=840)),
        "csrf": lambda: errores.csrf(request),
        "500": lambda: errores.falla(request),
        "503": errores.mantencion,
    }
    if codigo not in paginas:
        raise Http404
    return paginas[codigo]()


def _de_dominio(rechazo: Exception) -> HttpResponse:
    raise rechazo
