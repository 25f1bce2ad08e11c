from django.urls import path

from nucleo.trabajos import views

app_name = "trabajos"
urlpatterns = [
    path("trabajos/<uuid:id>/", views.seguimiento, name="seguimiento"),
    path("trabajos/<uuid:id>/intento/", views.intento, name="intento"),
]
