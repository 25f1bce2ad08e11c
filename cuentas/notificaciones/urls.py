from django.urls import path

from cuentas.notificaciones import views

app_name = "notificaciones"
urlpatterns = [
    path("", views.lista, name="lista"),
    path("<int:aviso_id>/", views.una, name="una"),
]
