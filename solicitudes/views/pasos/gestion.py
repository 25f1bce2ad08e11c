"""What staff write down about a request without moving it: number, case of the term, colleague, note."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from catalogo import reglas
from catalogo.models import ReglaPlazo
from catalogo.plazos import calendario, fecha_larga, vencimiento
from cuentas.models import EstadoCuenta, Perfil, Usuario
from nucleo.comun.acceso import solo
from nucleo.comun.errores import EstadoCambio
from solicitudes import actions
from solicitudes.estados import Accion
from solicitudes.forms.pasos.gestion import (
    FormularioAsignacion,
    FormularioClasificacion,
    FormularioNota,
    FormularioNumero,
)
from solicitudes.models import Solicitud
from solicitudes.obligaciones import casos_posibles
from solicitudes.views.archivos import es_fragmento
from solicitudes.views.pasos.pagina import Pagina, abrir_para


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def numero(request: HttpRequest, folio: str) -> HttpResponse:
    """D-05: entered when answering, and edited here, or in its place by htmx, until the request is annulled."""
    try:
        return _numero(request, folio)
    except EstadoCambio:
        if not es_fragmento(request):
            raise
        # htmx draws no page of a refusal: the browser goes and reads it.
        return HttpResponse(headers={"HX-Redirect": request.path})


def _numero(request: HttpRequest, folio: str) -> HttpResponse:
    solicitud = abrir_para(request, folio, Accion.EDITAR_NUMERO)
    en_su_lugar = es_fragmento(request)
    inicial = {"numero": solicitud.numero_solicitud}
    pagina = Pagina(request, solicitud, Accion.EDITAR_NUMERO, FormularioNumero, inicial=inicial)
    if en_su_lugar:
        pagina.form.fields["numero"].widget.attrs["autofocus"] = True
    if not pagina.grabar(actions.editar_numero, campo="numero"):
        return pagina.mostrar(f"solicitudes/pasos/{'_numero' if en_su_lugar else 'numero'}.html")
    if not en_su_lugar:
        hecho = "grabado" if pagina.form.cleaned_data["numero"] else "quitado"
        return pagina.fin(f"N° de solicitud {hecho}. No avisamos a nadie; el historial guarda el anterior.")
    solicitud.refresh_from_db(fields=["numero_solicitud"])
    return render(request, "solicitudes/pasos/_numero_grabado.html", {"solicitud": solicitud})


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def notas(request: HttpRequest, folio: str) -> HttpResponse:
    solicitud = abrir_para(request, folio, Accion.ANOTAR)
    pagina = Pagina(request, solicitud, Accion.ANOTAR, FormularioNota)
    if pagina.grabar(actions.anotar, campo="nota"):
        return pagina.fin("Nota grabada. El solicitante no la ve.")
    return pagina.mostrar("solicitudes/pasos/notas.html")


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def asignacion(request: HttpRequest, folio: str) -> HttpResponse:
    solicitud = abrir_para(request, folio, Accion.ASIGNAR)
    equipo = equipo_de(solicitud.distribuidora_id)
    inicial = {"a": solicitud.asignada_a_id}
    pagina = Pagina(request, solicitud, Accion.ASIGNAR, FormularioAsignacion, inicial=inicial, equipo=equipo)
    if pagina.grabar(actions.asignar, campo="a"):
        quien = dict(equipo).get(pagina.form.cleaned_data["a"])
        hecho = f"Asignaste la solicitud a {quien}." if quien else "La solicitud quedó sin responsable."
        return pagina.fin(f"{hecho} No avisamos a nadie.")
    return pagina.mostrar("solicitudes/pasos/asignacion.html")


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def clasificacion(request: HttpRequest, folio: str) -> HttpResponse:
    """Each case with its article and the last day that it would give, counted from the same reception."""
    solicitud = abrir_para(request, folio, Accion.RECLASIFICAR)
    casos = [(caso, _palabras(solicitud, caso)) for caso in casos_posibles(solicitud)]
    pagina = Pagina(request, solicitud, Accion.RECLASIFICAR, FormularioClasificacion, casos=casos)
    if pagina.grabar(actions.reclasificar, campo="caso"):
        regla = reglas.vigente(pagina.form.cleaned_data["caso"], solicitud.recepcion_el)
        vence_el = _ultimo_dia(solicitud, regla)
        plazo = f"El último día para responder es el {fecha_larga(vence_el)}"
        return pagina.fin(f"Cambiaste el caso. {plazo}. El solicitante lo ve en el historial.")
    actual = reglas.vigente(solicitud.caso, solicitud.recepcion_el)
    return pagina.mostrar("solicitudes/pasos/clasificacion.html", actual=actual)


def equipo_de(distribuidora_id: int) -> list[tuple[int, str]]:
    """(id, name) of the staff of a distributor that can take a request."""
    activos = Usuario.objects.filter(distribuidora=distribuidora_id, estado=EstadoCuenta.ACTIVA)
    return [(usuario.pk, usuario.nombre) for usuario in activos.order_by("nombres", "apellidos", "pk")]


def _palabras(solicitud: Solicitud, caso: str) -> str:
    regla = reglas.vigente(caso, solicitud.recepcion_el)
    vence_el = fecha_larga(_ultimo_dia(solicitud, regla))
    return f"{regla.descripcion}. {regla.cantidad} {regla.get_unidad_display()}, {regla.articulo}: hasta el {vence_el}"


def _ultimo_dia(solicitud: Solicitud, regla: ReglaPlazo) -> date:
    return vencimiento(solicitud.recepcion_el, regla.cantidad, regla.unidad, calendario())
