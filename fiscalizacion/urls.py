from django.urls import include, path

from fiscalizacion import views
from fiscalizacion.anulacion.views import anulacion

app_name = "fiscalizacion"
urlpatterns = [
    path("panel/", views.panel, name="panel"),
    path("todas/", views.todas, name="todas"),
    path("data/", views.data, name="data"),
    path("solicitudes/<folio:folio>/anulacion/", anulacion, name="anulacion"),
    path("administracion/", include("fiscalizacion.urls_administracion")),
]
