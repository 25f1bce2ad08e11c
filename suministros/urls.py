from django.urls import include, path

app_name = "suministros"
urlpatterns = [
    path("suministros/asociacion/", include("suministros.asociacion.urls")),
    path("suministros/", include("suministros.listado.urls")),
]
