from django.urls import path

from suministros.carga import views
from suministros.carga.pdfs import views as pdfs

app_name = "cargas"
urlpatterns = [
    path("", views.registro, name="registro"),
    path("plantillas/<slug:clase>/<slug:formato>/", views.plantilla, name="plantilla"),
    path("facturas-pdf/", pdfs.facturas, name="pdfs"),
    path("cargas/<int:id>/", views.carga, name="carga"),
    path("cargas/<int:id>/aplicacion/", views.aplicacion, name="aplicacion"),
    path("cargas/<int:id>/descarte/", views.descarte, name="descarte"),
    path("cargas/<int:id>/intento/", views.intento, name="intento"),
    path("cargas/<int:id>/rechazos/", views.rechazos, name="rechazos"),
]
