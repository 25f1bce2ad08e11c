from django.urls import path

from catalogo import views

app_name = "catalogo"
urlpatterns = [
    path("enlaces/", views.lista, name="enlaces"),
    path("enlaces/<int:id>/archivo/", views.archivo, name="enlace-archivo"),
    path("formularios/<slug:tramite>/", views.formulario, name="formulario"),
]
