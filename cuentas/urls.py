from django.urls import path

from cuentas import views

app_name = "cuentas"
urlpatterns = [
    path("ingresar/", views.pagina_de_ingreso, name="ingresar"),
    path("salir/", views.salir, name="salir"),
]
