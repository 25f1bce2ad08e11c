from django.urls import path

from cuentas.personal import views

app_name = "personal"
urlpatterns = [
    path("", views.inicio, name="distribuidora"),
    path("equipo/", views.equipo, name="equipo"),
    path("equipo/nueva/", views.pedido, name="pedido"),
    path("equipo/<int:id>/desactivacion/", views.desactivacion, name="desactivacion"),
]
