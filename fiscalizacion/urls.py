from django.urls import include, path

from fiscalizacion import views
from fiscalizacion.anulacion.views import anulacion
from fiscalizacion.sabana.views import data

app_name = "fiscalizacion"
urlpatterns = [
    path("panel/", views.panel, name="panel"),
    path("todas/", views.todas, name="todas"),
    path("data/", data, name="data"),
    path("solicitudes/<folio:folio>/anulacion/", anulacion, name="anulacion"),
    path("administracion/", include("fiscalizacion.urls_administracion")),
]
