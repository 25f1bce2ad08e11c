from django.urls import path, register_converter

from solicitudes.converters import ConvertidorFolio, ConvertidorTramite
from solicitudes.views import (
    archivos,
    borradores,
    comienzo,
    detalle,
    expedientes,
    filtros,
    inicio,
    seleccion,
    textos_guardados,
)
from solicitudes.views.asignacion import asignacion
from solicitudes.views.exportacion import exportacion
from solicitudes.views.novedades import novedades
from solicitudes.views.pasos import comunicar, despues, gestion, observacion
from solicitudes.views.pasos.correccion import correccion
from solicitudes.views.pasos.solicitante import complemento, comunicacion, desistimiento
from solicitudes.views.plazo import plazo
from solicitudes.views.reporte import reporte
from solicitudes.views.zip import documentos_zip

register_converter(ConvertidorFolio, "folio")
register_converter(ConvertidorTramite, "tramite")

app_name = "solicitudes"
urlpatterns = [
    path("inicio/", inicio.inicio, name="inicio"),
    path("bandeja/", inicio.bandeja, name="bandeja"),
    path("bandeja/novedades/", novedades, name="novedades"),
    path("bandeja/filtros/", filtros.lista, name="filtros"),
    path("bandeja/filtros/nuevo/", filtros.nuevo, name="filtro-nuevo"),
    path("bandeja/filtros/<int:filtro_id>/", filtros.uno, name="filtro"),
    path("bandeja/filtros/<int:filtro_id>/descarte/", filtros.descarte, name="filtro-descarte"),
    path("nuevo-envio/", comienzo.nuevo_envio, name="nuevo-envio"),
    path("nuevo-envio/<tramite:tramite>/", comienzo.comenzar, name="comenzar"),
    path("borradores/<uuid:borrador_id>/datos/", borradores.datos, name="datos"),
    path(
        "borradores/<uuid:borrador_id>/documentos/",
        borradores.documentos,
        name="documentos",
    ),
    path(
        "borradores/<uuid:borrador_id>/archivos/<slug:campo>/",
        archivos.archivo,
        name="archivo",
    ),
    path("borradores/<uuid:borrador_id>/revision/", borradores.revision, name="revision"),
    path("borradores/<uuid:borrador_id>/descarte/", borradores.descarte, name="descarte"),
    path("solicitudes/<folio:folio>/", detalle.detalle, name="detalle"),
    path("solicitudes/<folio:folio>/enviada/", detalle.enviada, name="enviada"),
    path("solicitudes/<folio:folio>/plazo/", plazo, name="plazo"),
    path("solicitudes/<folio:folio>/documentos.zip", documentos_zip, name="documentos-zip"),
    path(
        "solicitudes/<folio:folio>/documentos/<uuid:archivo_id>/",
        detalle.documento,
        name="documento",
    ),
    path("solicitudes/exportacion/", exportacion, name="exportacion"),
    # What is done with the ticked rows of a list
    path("solicitudes/seleccion/documentos.zip", seleccion.documentos, name="seleccion-documentos"),
    path("solicitudes/seleccion/impresion/", seleccion.impresion, name="seleccion-impresion"),
    path("solicitudes/seleccion/exportacion/", seleccion.exportacion, name="seleccion-exportacion"),
    path("solicitudes/seleccion/asignacion/", asignacion, name="seleccion-asignacion"),
    path("expedientes/", inicio.expedientes, name="expedientes"),
    path("expedientes/<int:expediente_id>/", expedientes.expediente, name="expediente"),
    path("solicitudes/<folio:folio>/expediente/", expedientes.union, name="union"),
    # The applicant's steps
    path("solicitudes/<folio:folio>/correccion/", correccion, name="correccion"),
    path("solicitudes/<folio:folio>/desistimiento/", desistimiento, name="desistimiento"),
    path("solicitudes/<folio:folio>/complemento/", complemento, name="complemento"),
    path("solicitudes/<folio:folio>/comunicacion/", comunicacion, name="comunicacion"),
    # The distributor's steps
    path("solicitudes/<folio:folio>/observacion/", observacion.observacion, name="observacion"),
    path("solicitudes/<folio:folio>/objecion/", observacion.objecion, name="objecion"),
    path("solicitudes/<folio:folio>/clasificacion/", gestion.clasificacion, name="clasificacion"),
    path("solicitudes/<folio:folio>/asignacion/", gestion.asignacion, name="asignacion"),
    path("solicitudes/<folio:folio>/notas/", gestion.notas, name="notas"),
    path("solicitudes/<folio:folio>/numero/", gestion.numero, name="numero"),
    path("solicitudes/<folio:folio>/conexion/", despues.conexion, name="conexion"),
    path("solicitudes/<folio:folio>/prorroga/", despues.prorroga, name="prorroga"),
    path("solicitudes/<folio:folio>/complementacion/", despues.complementacion, name="complementacion"),
    path("reporte/", reporte, name="reporte"),
    path("comunicaciones/nueva/", comunicar.nueva, name="comunicar"),
    path("distribuidora/textos/", textos_guardados.lista, name="textos"),
    path("distribuidora/textos/nuevo/", textos_guardados.nuevo, name="texto-nuevo"),
    path("distribuidora/textos/<int:id>/", textos_guardados.texto, name="texto"),
    path("distribuidora/textos/<int:id>/orden/", textos_guardados.orden, name="texto-orden"),
    path("distribuidora/textos/<int:id>/retiro/", textos_guardados.retiro, name="texto-retiro"),
]
