from django.urls import path

from portal import galeria, salud, vistas

urlpatterns = [
    path("", vistas.portada, name="portada"),
    path("ayuda/", vistas.ayuda, name="ayuda"),
    path("accesibilidad/", vistas.accesibilidad, name="accesibilidad"),
    path("privacidad/", vistas.privacidad, name="privacidad"),
    path("buscar/", vistas.buscar, name="buscar"),
    path("csp/", vistas.informe_csp, name="csp"),
    path("salud/", salud.salud, name="salud"),
    path("demo/componentes/", galeria.componentes, name="componentes"),
    path("demo/componentes/archivos/<slug:campo>/", galeria.archivo, name="componentes-archivo"),
    path("demo/errores/<slug:codigo>/", galeria.error, name="componentes-error"),
]
