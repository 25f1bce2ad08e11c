"""What stands under ``/administracion/``. A room that is built later adds its lines here."""

from django.urls import path

from fiscalizacion.administracion import inicio
from fiscalizacion.bitacora.views import bitacora
from fiscalizacion.distribuidoras import views as distribuidoras
from fiscalizacion.distribuidoras.pagos import pagos as distribuidora_pagos
from fiscalizacion.enlaces import views as enlaces
from fiscalizacion.formularios_en_blanco import views as formularios
from fiscalizacion.reglas import densidad, documentos, feriados, parametros, plazos
from fiscalizacion.usuarios import views as usuarios

urlpatterns = [
    path("", inicio, name="administracion"),
    path("usuarios/", usuarios.lista, name="usuarios"),
    path("usuarios/nuevo/", usuarios.nuevo, name="usuario-nuevo"),
    path("usuarios/pedidos/", usuarios.lista_de_pedidos, name="pedidos-de-cuenta"),
    path("usuarios/pedidos/<int:id>/descarte/", usuarios.descarte_de_pedido, name="pedido-descarte"),
    path("usuarios/<int:id>/", usuarios.ficha, name="usuario"),
    path("usuarios/<int:id>/cambio/", usuarios.cambio, name="usuario-cambio"),
    path("usuarios/<int:id>/invitacion/", usuarios.invitacion, name="usuario-invitacion"),
    path("usuarios/<int:id>/desactivacion/", usuarios.desactivacion, name="usuario-desactivacion"),
    path("usuarios/<int:id>/activacion/", usuarios.activacion, name="usuario-activacion"),
    path("usuarios/<int:id>/eliminacion/", usuarios.eliminacion, name="usuario-eliminacion"),
    path("usuarios/<int:id>/segundo-factor/", usuarios.segundo_factor, name="usuario-segundo-factor"),
    path("distribuidoras/", distribuidoras.lista, name="distribuidoras"),
    path("distribuidoras/nueva/", distribuidoras.nueva, name="distribuidora-nueva"),
    path("distribuidoras/<int:id>/", distribuidoras.ficha, name="distribuidora"),
    path("distribuidoras/<int:id>/pagos/", distribuidora_pagos, name="distribuidora-pagos"),
    path("bitacora/", bitacora, name="bitacora"),
    path("enlaces/", enlaces.lista, name="enlaces"),
    path("enlaces/nuevo/", enlaces.nuevo, name="enlace-nuevo"),
    path("enlaces/<int:id>/", enlaces.ficha, name="enlace"),
    path("enlaces/<int:id>/orden/", enlaces.orden, name="enlace-orden"),
    path("feriados/", feriados.lista, name="feriados"),
    path("feriados/nuevo/", feriados.nuevo, name="feriado-nuevo"),
    path("feriados/<int:id>/", feriados.ficha, name="feriado"),
    path("plazos/", plazos.lista, name="plazos"),
    path("plazos/<slug:caso>/", plazos.caso, name="plazo"),
    path("plazos/<slug:caso>/cambio/", plazos.cambio, name="plazo-cambio"),
    path("plazos/<slug:caso>/retiro/<int:id>/", plazos.retiro, name="plazo-retiro"),
    path("baja-densidad/", densidad.lista, name="densidades"),
    path("baja-densidad/nueva/", densidad.nueva, name="densidad-nueva"),
    path("baja-densidad/<int:id>/retiro/", densidad.retiro, name="densidad-retiro"),
    path("documentos/", documentos.lista, name="documentos"),
    path("documentos/<int:id>/", documentos.ficha, name="documento"),
    path("parametros/", parametros.lista, name="parametros"),
    path("parametros/<slug:automatica>/", parametros.automatica, name="parametro"),
    path("recalculos/<uuid:id>/intento/", parametros.repeticion, name="recalculo-intento"),
    path("formularios/", formularios.lista, name="formularios"),
    path("formularios/<slug:tramite>/", formularios.ficha, name="formulario"),
]
