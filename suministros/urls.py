"""The addresses of the supplies: one include per package."""

from django.urls import include, path

app_name = "suministros"
urlpatterns = [
    path("identidades/", include("suministros.identidades.urls")),
    path("suministros/asociacion/", include("suministros.asociacion.urls")),
    path("suministros/", include("suministros.listado.urls")),
    path("distribuidora/suministros/", include("suministros.carga.urls")),
]
