"""What stands under ``/mensajes/``."""

from django.urls import path

from fiscalizacion.mensajes import views

urlpatterns = [
    path("", views.lista, name="mensajes"),
    path("<slug:clave>/", views.mensaje, name="mensaje"),
    path("<slug:clave>/vista-previa/", views.vista_previa, name="mensaje-vista-previa"),
    path("<slug:clave>/prueba/", views.prueba, name="mensaje-prueba"),
    path("<slug:clave>/original/", views.original, name="mensaje-original"),
    path("<slug:clave>/versiones/", views.versiones, name="mensaje-versiones"),
]
