from django.urls import path

from cuentas.personal import invitacion

app_name = "invitacion"
urlpatterns = [
    path("", invitacion.clave, name="clave"),
    path("<str:token>/", invitacion.llegada, name="llegada"),
]
