"""'Administrador › Usuarios': every account of every profile, for a SEC administrador alone (F-06)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogo.models import Distribuidora
from cuentas.models import EstadoCuenta, Perfil, Rol, Usuario
from cuentas.numero_de_documento import nombre_del_documento
from cuentas.personal import actions, borrado, pedidos
from cuentas.personal.datos import DatosRechazados
from cuentas.personal.forms import FormularioCambio, FormularioMotivo, FormularioNuevo
from cuentas.personal.models import PedidoDeCuenta
from cuentas.segundo_factor.actions import reemplazar
from cuentas.segundo_factor.models import SegundoFactor
from cuentas.sesion import cuenta
from fiscalizacion.usuarios import historia, listado
from nucleo.bitacora.actions import direccion_de
from nucleo.comun import parametros
from nucleo.comun.acceso import solo
from nucleo.comun.errores import EstadoCambio, NoPermitido

administrador = solo(Perfil.SEC, roles=[Rol.ADMINISTRADOR])
CARPETA = "fiscalizacion/administracion"


@administrador
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    filtros = listado.Filtros.de(request.GET)
    contexto = {
        "filtros": filtros,
        "documento": nombre_del_documento(),
        "pagina": listado.pagina(filtros),
        "perfiles": Perfil,
        "roles": [rol for rol in Rol if rol],
        "estados": EstadoCuenta,
        "distribuidoras": Distribuidora.objects.all(),
        "pedidos": pedidos.pendientes().count(),
    }
    plantilla = "_usuarios.html" if request.headers.get("HX-Request") else "usuarios.html"
    respuesta = render(request, f"{CARPETA}/{plantilla}", contexto)
    respuesta["Vary"] = "HX-Request"
    return respuesta


@administrador
@require_http_methods(["GET", "POST"])
def nuevo(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return render(request, f"{CARPETA}/usuario_nuevo.html", {"form": FormularioNuevo(initial=_pedido(request))})
    formulario = FormularioNuevo(request.POST)
    if formulario.is_valid():
        try:
            usuario = actions.invitar(actor=cuenta(request), datos=formulario.datos(), direccion=direccion_de(request))
        except DatosRechazados as rechazo:
            formulario.rechazar(rechazo)
        else:
            messages.success(request, f"Creamos la cuenta. Enviamos una invitación a {usuario.email}.")
            return redirect("fiscalizacion:usuario", usuario.pk)
    return render(request, f"{CARPETA}/usuario_nuevo.html", {"form": formulario}, status=422)


def _pedido(request: HttpRequest) -> dict[str, Any]:
    """What jefatura asked for, as first values."""
    numero = parametros.entero(request.GET.get("pedido", ""), 11)
    pedido = pedidos.pendientes().filter(pk=numero).first() if numero is not None else None
    if pedido is None:
        return {}
    return {
        "elegido": Perfil.DISTRIBUIDORA,
        "distribuidora": pedido.distribuidora_id,
        "rol_distribuidora": pedido.rol,
        **{campo: getattr(pedido, campo) for campo in ("documento_tipo", "documento", "nombres", "apellidos", "email")},
    }


@administrador
@require_safe
def ficha(request: HttpRequest, id: int) -> HttpResponse:
    usuario = get_object_or_404(Usuario.objects.select_related("distribuidora"), pk=id)
    contexto = {
        "usuario": usuario,
        "propia": usuario.pk == cuenta(request).pk,
        "sucesos": historia.de_cadena(f"usuario:{usuario.pk}"),
        "invitable": usuario.estado == EstadoCuenta.PENDIENTE,
        "con_factor": _con_factor(usuario),
        "desactivable": usuario.estado != EstadoCuenta.DESACTIVADA,
    }
    return render(request, f"{CARPETA}/usuario.html", contexto)


@administrador
@require_http_methods(["GET", "POST"])
def cambio(request: HttpRequest, id: int) -> HttpResponse:
    usuario = get_object_or_404(Usuario.objects.select_related("distribuidora"), pk=id)
    propia = usuario.pk == cuenta(request).pk
    if request.method == "GET":
        formulario = FormularioCambio(initial=FormularioCambio.inicial(usuario), usuario=usuario, propia=propia)
        return render(request, f"{CARPETA}/usuario_cambio.html", {"form": formulario, "usuario": usuario})
    formulario = FormularioCambio(request.POST, usuario=usuario, propia=propia)
    if formulario.is_valid():
        try:
            hubo = actions.cambiar(
                actor=cuenta(request), usuario_id=id, datos=formulario.datos(), direccion=direccion_de(request)
            )
        except DatosRechazados as rechazo:
            formulario.rechazar(rechazo)
        else:
            _contar_cambio(request, usuario, formulario.datos().email, hubo)
            return redirect("fiscalizacion:usuario", id)
    return render(request, f"{CARPETA}/usuario_cambio.html", {"form": formulario, "usuario": usuario}, status=422)


def _contar_cambio(request: HttpRequest, usuario: Usuario, email: str, hubo: bool) -> None:
    if not hubo:
        messages.info(request, "No cambiaste ningún dato.")
    elif email != usuario.email:
        messages.success(request, f"Guardamos los datos. Avisamos a {usuario.email} y a {email}.")
    else:
        messages.success(request, "Guardamos los datos.")


@administrador
@require_POST
def invitacion(request: HttpRequest, id: int) -> HttpResponse:
    get_object_or_404(Usuario, pk=id)
    usuario = actions.invitar_de_nuevo(actor=cuenta(request), usuario_id=id, direccion=direccion_de(request))
    messages.success(request, f"Enviamos otra invitación a {usuario.email}. La anterior ya no sirve.")
    return redirect("fiscalizacion:usuario", id)


def _ajena(request: HttpRequest, id: int, que: str) -> Usuario:
    """The account, which is another's: the page of an act that will be refused is not even shown."""
    usuario = get_object_or_404(Usuario, pk=id)
    if usuario.pk == cuenta(request).pk:
        raise NoPermitido(f"No puedes {que} tu propia cuenta.")
    return usuario


def _en_estado(vale: bool, si_no: str) -> None:
    """Opened from an old page: told at once, not after the reason is written. The action asks again, locked."""
    if not vale:
        raise EstadoCambio(si_no)


@administrador
@require_http_methods(["GET", "POST"])
def desactivacion(request: HttpRequest, id: int) -> HttpResponse:
    usuario = _ajena(request, id, "desactivar")
    _en_estado(usuario.estado != EstadoCuenta.DESACTIVADA, "Esta cuenta ya está desactivada.")

    def hacer(**quien: Any) -> str:
        actions.desactivar(usuario_id=id, **quien)
        return f"Desactivamos la cuenta de {usuario.nombre}. Sus sesiones terminaron."

    contexto = {
        "titulo": "Desactiva la cuenta",
        "texto": "La persona no podrá ingresar y sus sesiones abiertas terminan de inmediato. "
        "Lo que hizo se conserva. Puedes activarla otra vez.",
        "boton": "Desactivar la cuenta",
    }
    return _con_motivo(request, usuario, hacer, contexto)


@administrador
@require_http_methods(["GET", "POST"])
def activacion(request: HttpRequest, id: int) -> HttpResponse:
    usuario = get_object_or_404(Usuario, pk=id)
    _en_estado(usuario.estado == EstadoCuenta.DESACTIVADA, "Esta cuenta no está desactivada.")

    def hacer(**quien: Any) -> str:
        activada = actions.activar(usuario_id=id, **quien)
        que = "Activamos la cuenta" if activada.is_active else "Enviamos una invitación nueva"
        return f"{que}. Avisamos a {activada.email}."

    contexto = {
        "titulo": "Activa la cuenta",
        "texto": "La persona podrá ingresar otra vez con su contraseña. "
        "Si nunca creó una, le enviaremos una invitación nueva.",
        "boton": "Activar la cuenta",
        "destructivo": False,
    }
    return _con_motivo(request, usuario, hacer, contexto)


@administrador
@require_http_methods(["GET", "POST"])
def eliminacion(request: HttpRequest, id: int) -> HttpResponse:
    usuario = _ajena(request, id, "eliminar")
    razones = borrado.historia(usuario)
    if razones and request.method == "GET":
        return render(request, f"{CARPETA}/usuario_con_historia.html", {"usuario": usuario, "razones": razones})

    def hacer(**quien: Any) -> str:
        return f"Eliminamos la cuenta de {borrado.eliminar(usuario_id=id, **quien)}."

    contexto = {
        "titulo": "Elimina la cuenta",
        "texto": "Esta cuenta nunca se usó: se borran sus datos y su invitación deja de servir. "
        "Esta acción no se puede deshacer.",
        "boton": "Eliminar la cuenta",
    }
    return _con_motivo(request, usuario, hacer, contexto, despues=reverse("fiscalizacion:usuarios"))


@administrador
@require_http_methods(["GET", "POST"])
def segundo_factor(request: HttpRequest, id: int) -> HttpResponse:
    """Another account's factor, taken away: its telephone was lost, or is no longer its owner's."""
    usuario = _ajena(request, id, "quitar el segundo factor de")
    _en_estado(_con_factor(usuario), "Esta cuenta no tiene un segundo factor activo.")

    def hacer(**quien: Any) -> str:
        reemplazar(usuario_id=id, **quien)
        return f"Quitamos el segundo factor de {usuario.nombre}. Avisamos a {usuario.email}."

    contexto = {
        "titulo": "Quita el segundo factor",
        "texto": "El teléfono y los códigos de recuperación de la cuenta dejan de servir y sus sesiones terminan. "
        "Con su contraseña, la persona activará otro la próxima vez que ingrese. Comprueba antes que es ella quien "
        f"lo pide. Avisamos a {usuario.email}; el motivo queda en la historia de la cuenta y no va en el correo.",
        "boton": "Quitar el segundo factor",
    }
    return _con_motivo(request, usuario, hacer, contexto)


def _con_factor(usuario: Usuario) -> bool:
    return SegundoFactor.objects.filter(usuario=usuario).exclude(confirmado_en=None).exists()


def _con_motivo(
    request: HttpRequest, usuario: Usuario, hacer: Callable[..., str], contexto: dict[str, Any], despues: str = ""
) -> HttpResponse:
    """The page of an act with its reason. ``hacer`` gets actor, motivo and direccion, and answers what it did;
    ``despues``: where to go then, if not back to the account."""
    formulario = FormularioMotivo(request.POST if request.method == "POST" else None)
    ficha = reverse("fiscalizacion:usuario", args=[usuario.pk])
    if request.method == "POST" and formulario.is_valid():
        motivo = formulario.cleaned_data["motivo"]
        messages.success(request, hacer(actor=cuenta(request), motivo=motivo, direccion=direccion_de(request)))
        return redirect(despues or ficha)
    contexto = {"form": formulario, "usuario": usuario, "volver": ficha, **contexto}
    return render(request, f"{CARPETA}/usuario_confirmar.html", contexto, status=422 if formulario.errors else 200)


@administrador
@require_safe
def lista_de_pedidos(request: HttpRequest) -> HttpResponse:
    resueltos = PedidoDeCuenta.objects.exclude(resuelto_en=None).select_related("distribuidora", "resuelto_por")
    contexto = {"pedidos": pedidos.pendientes(), "resueltos": resueltos.order_by("-resuelto_en")[:20]}
    return render(request, f"{CARPETA}/pedidos.html", contexto)


@administrador
@require_http_methods(["GET", "POST"])
def descarte_de_pedido(request: HttpRequest, id: int) -> HttpResponse:
    pedido = get_object_or_404(PedidoDeCuenta.objects.select_related("distribuidora", "pedido_por"), pk=id)
    formulario = FormularioMotivo(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulario.is_valid():
        pedidos.descartar(
            actor=cuenta(request), pedido_id=id, motivo=formulario.cleaned_data["motivo"],
            direccion=direccion_de(request),
        )  # fmt: skip
        messages.success(request, f"Descartamos el pedido. Avisamos a {pedido.pedido_por.nombre} por correo.")
        return redirect("fiscalizacion:pedidos-de-cuenta")
    contexto = {"form": formulario, "pedido": pedido}
    estado = 422 if formulario.errors else 200
    return render(request, f"{CARPETA}/pedido_descartar.html", contexto, status=estado)
