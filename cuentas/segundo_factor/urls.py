from django.urls import path

from cuentas.segundo_factor import views

app_name = "segundo-factor"
urlpatterns = [
    path("segundo-factor/", views.codigo, name="codigo"),
    path("segundo-factor/alta/", views.alta, name="alta"),
    path("perfil/segundo-factor/", views.propio, name="propio"),
]
