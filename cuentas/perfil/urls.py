from django.urls import path

from cuentas.datos_propios import views as datos_propios
from cuentas.documento import views as documento
from cuentas.notificaciones import views as notificaciones
from cuentas.perfil import contacto, views

app_name = "perfil"
urlpatterns = [
    path("", views.resumen, name="resumen"),
    path("clave/", views.clave, name="clave"),
    path("sesiones/", views.sesiones, name="sesiones"),
    path("accesos/", views.accesos, name="accesos"),
    path("documento/", documento.documento, name="documento"),
    path("datos/", datos_propios.datos, name="datos"),
    path("datos/descarga/", datos_propios.descarga, name="datos-descarga"),
    path("avisos/", notificaciones.elegir, name="avisos"),
    path("contacto/", contacto.contacto, name="contacto"),
    path("contacto/<slug:que>/", contacto.codigo, name="contacto-codigo"),
]
