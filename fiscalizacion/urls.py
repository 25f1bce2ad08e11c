from django.urls import include, path

from fiscalizacion import views
from fiscalizacion.anulacion.views import anulacion
from fiscalizacion.cumplimiento.views import cumplimiento, cumplimiento_de
from fiscalizacion.panel.views import panel
from fiscalizacion.radar.views import radar
from fiscalizacion.sabana.views import data

app_name = "fiscalizacion"
urlpatterns = [
    path("panel/", panel, name="panel"),
    path("panel/radar/", radar, name="radar"),
    path("panel/cumplimiento/", cumplimiento, name="cumplimiento"),
    path("panel/cumplimiento/<str:prefijo>/", cumplimiento_de, name="cumplimiento-de"),
    path("todas/", views.todas, name="todas"),
    path("data/", data, name="data"),
    path("mensajes/", include("fiscalizacion.mensajes.urls")),
    path("solicitudes/<folio:folio>/anulacion/", anulacion, name="anulacion"),
    path("administracion/", include("fiscalizacion.urls_administracion")),
]
