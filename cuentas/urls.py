from django.urls import path

from cuentas import vida_de_sesion, views
from cuentas.captcha import audio
from cuentas.recuperacion import views as recuperacion
from cuentas.registro import views as registro

app_name = "cuentas"
urlpatterns = [
    path("ingresar/", views.pagina_de_ingreso, name="ingresar"),
    path("salir/", views.salir, name="salir"),
    path("sesion/", vida_de_sesion.sesion, name="sesion"),
    path("captcha/audio/<str:token>/", audio.escuchar, name="captcha-audio"),
    path("registro/", registro.registro, name="registro"),
    path("registro/recibido/", registro.recibido, name="registro-recibido"),
    path("registro/correo/", registro.correo, name="registro-correo"),
    path("activacion/codigo/", registro.codigo, name="activacion-codigo"),
    path("activacion/reenvio/", registro.reenvio, name="activacion-reenvio"),
    path("activacion/<str:token>/", registro.activacion, name="activacion"),
    path("recuperacion/", recuperacion.pedir, name="recuperacion"),
    path("recuperacion/recibida/", recuperacion.recibida, name="recuperacion-recibida"),
    path("recuperacion/nueva-clave/", recuperacion.nueva_clave, name="recuperacion-clave"),
    path("recuperacion/<str:token>/", recuperacion.abrir, name="recuperar"),
]
