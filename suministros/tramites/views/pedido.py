"""'Trámites comerciales' of the applicant: the own ones, and a new one on a validated supply."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cuentas.documento.models import EstadoDocumento
from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.bitacora.actions import direccion_de
from nucleo.comun.acceso import solo
from suministros.listado.obtener import obtener
from suministros.models import TipoDeTramite, Tramite, Vinculo
from suministros.paginas import Pagina, lista
from suministros.presentacion import recuadro
from suministros.tramites import actions, papeles
from suministros.tramites.forms import FormularioTramite
from suministros.validado import exigir_validado


@solo(Perfil.SOLICITANTE)
@require_safe
def tramites_comerciales(request: HttpRequest) -> HttpResponse:
    """The own ones, and what may be asked on each supply."""
    vinculos = list(Vinculo.objects.con_todo().visibles_para(cuenta(request)))
    validados = [vinculo for vinculo in vinculos if vinculo.estado == EstadoDocumento.VALIDADO]
    contexto = {
        **lista(request, Tramite, {}),
        "vinculos": validados,
        "en_espera": [vinculo for vinculo in vinculos if vinculo not in validados],
    }
    return render(request, "suministros/tramites/mios.html", contexto)


@solo(Perfil.SOLICITANTE)
@require_safe
def elegir(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of procedures that the distributor of a supply takes."""
    vinculo = _vinculo(request, pk)
    abiertos = TipoDeTramite.objects.filter(distribuidora=vinculo.suministro.distribuidora_id, abierto=True)
    return render(request, "suministros/tramites/elegir.html", {"vinculo": vinculo, "tipos": abiertos})


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
def nuevo(request: HttpRequest, pk: int, tipo_id: int) -> HttpResponse:
    vinculo = _vinculo(request, pk)
    suyos = TipoDeTramite.objects.filter(distribuidora=vinculo.suministro.distribuidora_id)
    tipo = get_object_or_404(suyos, pk=tipo_id)
    pagina = Pagina(
        request, FormularioTramite, campos=papeles.del_tipo(tipo), uso=actions.USO, para=f"pedir:{vinculo.pk}:{tipo.pk}"
    )

    if destino := pagina.grabar(lambda: _grabar(request, vinculo, tipo, pagina)):
        messages.success(
            request, f"Recibimos tu trámite. {vinculo.suministro.distribuidora} lo responderá en el portal."
        )
        return redirect(destino)
    return pagina.mostrar("suministros/tramites/nuevo.html", tipo=tipo, **recuadro(vinculo, cuenta(request)))


def _grabar(request: HttpRequest, vinculo: Vinculo, tipo: TipoDeTramite, pagina: Pagina) -> str:
    escrito = pagina.form.cleaned_data
    return actions.pedir(
        actor=cuenta(request),
        vinculo_id=vinculo.pk,
        tipo_id=tipo.pk,
        texto=escrito["texto"],
        token=escrito["token"],
        papeles=pagina.papeles,
        direccion=direccion_de(request),
    )


def _vinculo(request: HttpRequest, pk: int) -> Vinculo:
    """The own link, validated."""
    vinculo = obtener(request, pk)
    exigir_validado(vinculo)
    return vinculo
