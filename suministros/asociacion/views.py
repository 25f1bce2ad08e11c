"""'Asociar suministro': number, proof, documents, and a page that asks before it is done (U-02 to U-05)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.archivos.models import Archivo
from nucleo.archivos.resguardo import solo_archivos
from nucleo.bitacora.actions import anotar_acceso, direccion_de
from nucleo.comun import envios, limites
from nucleo.comun.acceso import solo
from nucleo.comun.errores import CampoRechazado, DemasiadosIntentos, EstadoCambio
from nucleo.comun.templatetags.formatos import minutos
from suministros import actions
from suministros.actions.vinculos import huella_de_asociar
from suministros.asociacion import desafio, pase
from suministros.asociacion.busqueda import buscar, parece_completo
from suministros.asociacion.forms import FormularioComprobacion, FormularioConfirmacion, FormularioNumero
from suministros.asociacion.papeles import campos_para, es_fragmento, fragmento, poner_ver
from suministros.models import EstadoSuministro, Suministro, Vinculo

NO_ESTA = "No encontramos ese suministro. Revisa la distribuidora y el número de tu boleta."
VENCIO = "Pasaron más de 30 minutos desde que comprobaste la factura. Escribe sus datos otra vez."
DE_NUEVO = "Busca el suministro otra vez para continuar."
PASOS = ("Suministro", "Factura", "Documentos")
RETIRADO = "La distribuidora retiró este suministro, así que no se puede asociar. Pídele ayuda si aún lo usas."


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
def numero(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _pagina_del_numero(request, FormularioNumero())
    form = FormularioNumero(request.POST)
    if es_fragmento(request):
        return _mientras_escribe(request, form)
    if not form.is_valid():
        return _pagina_del_numero(request, form, 422)
    try:
        suministro = _buscar(request, form)
    except DemasiadosIntentos as limite:
        form.add_error("numero", _espera(limite))
        return _pagina_del_numero(request, form, 429)
    if suministro is None:
        form.add_error("numero", NO_ESTA)
        return _pagina_del_numero(request, form, 422)
    if propio := _propio(request, suministro):
        messages.info(request, f"El suministro {suministro.numero} ya está en tu cuenta.")
        return redirect(propio)
    pase.abrir(request, suministro.pk)
    return redirect("suministros:comprobacion", suministro.pk)


def _mientras_escribe(request: HttpRequest, form: FormularioNumero) -> HttpResponse:
    """The tick or the cross beside the number. Nothing while half of it is written, and nothing is kept."""
    contexto: dict[str, object] = {}
    if form.is_valid():
        datos = form.cleaned_data
        if "termino" in request.POST or parece_completo(datos["distribuidora"].pk, datos["numero"]):
            try:
                hallado = _buscar(request, form)
                contexto = {"buscado": True, "hallado": hallado}
                contexto["propio"] = _propio(request, hallado) if hallado else None
            except DemasiadosIntentos as limite:
                contexto = {"limite": _espera(limite)}
    return render(request, "suministros/_hallazgo.html", contexto)


def _buscar(request: HttpRequest, form: FormularioNumero) -> Suministro | None:
    return buscar(
        usuario=cuenta(request),
        direccion=limites.direccion(request),
        distribuidora_id=form.cleaned_data["distribuidora"].pk,
        numero=form.cleaned_data["numero"],
    )


def _espera(limite: DemasiadosIntentos) -> str:
    return f"{limite.mensaje} Espera {minutos(limite.espera)} y vuelve a intentarlo."


def _propio(request: HttpRequest, suministro: Suministro) -> Vinculo | None:
    return Vinculo.objects.visibles_para(cuenta(request)).filter(suministro=suministro).first()


def _pagina_del_numero(request: HttpRequest, form: FormularioNumero, status: int = 200) -> HttpResponse:
    return render(
        request, "suministros/asociacion/numero.html", {"form": form, "paso": 1, "pasos": PASOS}, status=status
    )


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
def comprobacion(request: HttpRequest, id: int) -> HttpResponse:
    """The challenge. What is told of a wrong answer is how many tries are left, never which part was wrong."""
    if not pase.hallado(request, id):
        return _al_principio(request)
    if pase.superado(request, id):
        return redirect("suministros:documentos", id)
    form = FormularioComprobacion(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _pagina_del_desafio(request, id, form, 200 if request.method == "GET" else 422)
    try:
        acierta = desafio.juzgar(usuario=cuenta(request), suministro_id=id, respuesta=form.respuesta())
    except DemasiadosIntentos:
        return _pagina_del_desafio(request, id, form, 429)
    _anotar(request, id, acierta)
    if not acierta:
        form.add_error(None, _no_coincide(id))
        return _pagina_del_desafio(request, id, form, 422)
    pase.superar(request, id)
    return redirect("suministros:documentos", id)


def _anotar(request: HttpRequest, id: int, acierta: bool) -> None:
    motivo = "" if acierta else "no coincide"
    anotar_acceso(
        request=request, accion="suministro.comprobar", objeto=f"suministro:{id}", permitido=acierta, motivo=motivo
    )


def _no_coincide(id: int) -> str:
    quedan = desafio.quedan(id)
    if not quedan:
        return f"Los datos no coinciden con esa factura. {desafio.AGOTADO}"
    cuantos = "Te queda 1 intento" if quedan == 1 else f"Te quedan {quedan} intentos"
    return f"Los datos no coinciden con esa factura. {cuantos} hoy para este suministro."


def _pagina_del_desafio(request: HttpRequest, id: int, form: FormularioComprobacion, status: int) -> HttpResponse:
    contexto = {
        "form": form,
        "suministro": Suministro.objects.select_related("distribuidora").get(pk=id),
        "quedan": desafio.quedan(id),
        "agotado": desafio.AGOTADO,
        "no_coincide": next(iter(form.non_field_errors()), ""),
        "paso": 2,
        "pasos": PASOS,
    }
    return render(request, "suministros/asociacion/comprobacion.html", contexto, status=status)


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
def documentos(request: HttpRequest, id: int) -> HttpResponse:
    """Photo and power of attorney, as far as the account still owes them."""
    if desvio := _sin_pase(request, id):
        return desvio
    vinculo = _por_hacer(request, id)
    campos = campos_para(vinculo, request.path)
    campos.reponer(pase.archivos(request, id))
    if request.method == "POST":
        campos.recibir(request)
        pase.guardar(request, id, campos.firmados)
        if es_fragmento(request):
            return fragmento(request, campos)
    enviado = request.method == "POST" and not solo_archivos(request)
    if not campos.campos or (enviado and campos.completos()):
        return redirect("suministros:confirmacion", id)
    poner_ver(campos)
    contexto = {"vinculo": vinculo, "campos": campos, "errores_de_pagina": campos.errores}
    return render(
        request,
        "suministros/asociacion/documentos.html",
        contexto | {"suministro": vinculo.suministro, "paso": 3, "pasos": PASOS},
        status=422 if campos.errores else 200,
    )


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
def confirmacion(request: HttpRequest, id: int) -> HttpResponse:
    """'¿Asociar el suministro … a tu cuenta?', and the act, once per token."""
    form = FormularioConfirmacion(request.POST or None)
    if request.method == "POST" and form.is_valid() and (hecho := _ya_hecho(request, id, form)):
        return redirect(hecho)
    if desvio := _sin_pase(request, id):
        return desvio
    vinculo = _por_hacer(request, id)
    campos = campos_para(vinculo, request.path)
    campos.reponer(pase.archivos(request, id))
    if campos.campos and not campos.completos():
        return redirect("suministros:documentos", id)
    if request.method == "POST" and form.is_valid():
        return _asociar(request, id, form, campos.archivos)
    poner_ver(campos)
    contexto = {"form": form, "vinculo": vinculo, "suministro": vinculo.suministro, "campos": campos}
    return render(request, "suministros/asociacion/confirmacion.html", contexto)


def _ya_hecho(request: HttpRequest, id: int, form: FormularioConfirmacion) -> str:
    """Where the first sending of the same page led: by then its proof is spent."""
    huella = huella_de_asociar(id, form.cleaned_data["token"])
    return envios.resultado_previo(usuario=cuenta(request), huella=huella)


def _asociar(request: HttpRequest, id: int, form: FormularioConfirmacion, archivos: dict[str, Archivo]) -> HttpResponse:
    try:
        destino = actions.asociar_una_vez(
            actor=cuenta(request),
            suministro_id=id,
            token=form.cleaned_data["token"],
            identidad=archivos.get("identidad"),
            poder=archivos.get("poder_suministro"),
            direccion=direccion_de(request),
        )
    except CampoRechazado as error:  # a paper was rejected meanwhile
        messages.warning(request, error.mensaje)
        return redirect("suministros:documentos", id)
    pase.cerrar(request, id)
    return redirect(destino)


def _al_principio(request: HttpRequest) -> HttpResponse:
    messages.info(request, DE_NUEVO)
    return redirect("suministros:asociacion")


def _sin_pase(request: HttpRequest, id: int) -> HttpResponse | None:
    """Where to go instead, while the proof is missing or is over; None when it stands."""
    if not pase.hallado(request, id):
        return _al_principio(request)
    if not pase.superado(request, id):
        if pase.vencido(request, id):
            messages.info(request, VENCIO)
        return redirect("suministros:comprobacion", id)
    return None


def _por_hacer(request: HttpRequest, id: int) -> Vinculo:
    """The link as it would be, to ask whether the account is the holder.

    Only here is a withdrawn supply told: before the proof its number says nothing. Raises ``EstadoCambio``.
    """
    suministro = Suministro.objects.select_related("distribuidora").get(pk=id)
    if suministro.estado == EstadoSuministro.RETIRADO:
        raise EstadoCambio(RETIRADO, titulo="No se puede asociar", enlace=reverse("suministros:lista"))
    return Vinculo(usuario=cuenta(request), suministro=suministro)
