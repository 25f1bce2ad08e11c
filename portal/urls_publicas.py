from django.urls import path

from portal import vistas

urlpatterns = [
    path("salud/", vistas.salud, name="salud"),
]
