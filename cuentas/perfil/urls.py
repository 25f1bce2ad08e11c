from django.urls import path

from cuentas.documento import views as documento
from cuentas.perfil import contacto, views

app_name = "perfil"
urlpatterns = [
    path("", views.resumen, name="resumen"),
    path("clave/", views.clave, name="clave"),
    path("sesiones/", views.sesiones, name="sesiones"),
    path("accesos/", views.accesos, name="accesos"),
    path("documento/", documento.documento, name="documento"),
    path("contacto/", contacto.contacto, name="contacto"),
    path("contacto/<slug:que>/", contacto.codigo, name="contacto-codigo"),
]
