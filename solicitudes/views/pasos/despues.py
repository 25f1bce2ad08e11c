"""What the distributor registers once it has answered: the connection, the extension, a complement."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from catalogo import reglas
from catalogo.plazos import calendario, fecha_larga, vencimiento
from cuentas.models import Perfil
from nucleo.comun.acceso import solo
from nucleo.comun.reloj import hoy
from solicitudes import actions, textos, vigencia
from solicitudes.actions.aplicar import cambio_de_estado
from solicitudes.estados import Accion, TipoEvento
from solicitudes.forms.pasos.despues import FormularioComplementacion, FormularioConexion, FormularioProrroga
from solicitudes.models import Solicitud
from solicitudes.pasos import Clase
from solicitudes.views.pasos.campos import campo_que_sale
from solicitudes.views.pasos.pagina import Pagina, abrir_para, al_solicitante


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def conexion(request: HttpRequest, folio: str) -> HttpResponse:
    solicitud = abrir_para(request, folio, Accion.REGISTRAR_CONEXION)
    pagina = Pagina(request, solicitud, Accion.REGISTRAR_CONEXION, FormularioConexion)
    if pagina.grabar(actions.registrar_conexion, campo="fecha"):
        return pagina.fin(f"Registraste la conexión. {al_solicitante(solicitud)}")
    acordada = solicitud.respuestas.filter(conexion_acordada_en__isnull=False).first()
    return pagina.mostrar("solicitudes/pasos/conexion.html", acordada=acordada, anterior=solicitud.conexiones.last())


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def prorroga(request: HttpRequest, folio: str) -> HttpResponse:
    """Once, by one of the rules of art. 24; each says until when."""
    solicitud = abrir_para(request, folio, Accion.REGISTRAR_PRORROGA)
    vence_el = vigencia.vence_la_vigencia(solicitud)
    casos = [(caso, _palabras(caso, vence_el)) for caso in vigencia.PRORROGAS] if vence_el else []
    pagina = Pagina(request, solicitud, Accion.REGISTRAR_PRORROGA, FormularioProrroga, casos=casos)
    if pagina.grabar(actions.registrar_prorroga, campo="motivo"):
        return pagina.fin(f"Registraste la prórroga. {al_solicitante(solicitud)}")
    if vence_el is None:
        raise cambio_de_estado(solicitud, "Esta solicitud no tiene una vigencia que prorrogar.")
    return pagina.mostrar("solicitudes/pasos/prorroga.html", vence_el=vence_el)


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def complementacion(request: HttpRequest, folio: str) -> HttpResponse:
    """One more version of the answer (L-11), asked for or not."""
    accion = Accion.COMPLEMENTAR
    solicitud = abrir_para(request, folio, accion)
    campos = [
        campo_que_sale(
            "respuesta", "respuesta", etiqueta="Complemento", falta="Adjunta el complemento", antes_de="comentario"
        )
    ]
    pagina = Pagina(
        request, solicitud, accion, FormularioComplementacion, campos=campos, uso="respuesta", comentario="comentario"
    )
    if pagina.grabar(actions.complementar, campo="comentario"):
        return pagina.fin(f"Complementaste la respuesta. {al_solicitante(solicitud)}")
    pedido = textos.ultimo(solicitud, TipoEvento.COMPLEMENTO_PEDIDO) if _pedido_en_curso(solicitud) else ""
    return pagina.mostrar("solicitudes/pasos/complementacion.html", pedido=pedido)


def _pedido_en_curso(solicitud: Solicitud) -> bool:
    return bool(solicitud.obligaciones.filter(clase=Clase.COMPLEMENTO, termina_en=None).exists())


def _palabras(caso: str, vence_el: date) -> str:
    regla = reglas.vigente(caso, hoy())
    hasta = vencimiento(vence_el, regla.cantidad, regla.unidad, calendario())
    return f"{regla.descripcion}: {regla.cantidad} {regla.get_unidad_display()}, hasta el {fecha_larga(hasta)}"
