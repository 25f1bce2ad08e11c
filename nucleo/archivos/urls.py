from django.urls import path

from nucleo.archivos import views

app_name = "archivos"
urlpatterns = [
    path("archivos/<uuid:id>/", views.descarga, name="descarga"),
    path("archivos/<uuid:id>/vista/", views.vista, name="vista"),
    path("archivos/<uuid:id>/vista/<int:pagina>/", views.pagina_de_vista, name="vista-pagina"),
]
