"""Every address of the portal. Each room owns its own; here they only meet (arquitectura.md 2)."""

from django.urls import include, path

urlpatterns = [
    path("", include("cuentas.urls")),
    path("", include("cuentas.segundo_factor.urls")),
    path("perfil/", include("cuentas.perfil.urls")),
    path("notificaciones/", include("cuentas.notificaciones.urls")),
    path("distribuidora/", include("cuentas.personal.urls")),
    path("invitacion/", include("cuentas.personal.urls_invitacion")),
    path("", include("catalogo.urls")),
    path("", include("suministros.urls")),
    path("", include("suministros.planes.urls")),
    path("", include("suministros.tramites.urls")),
    path("", include("solicitudes.urls")),
    path("", include("pagos.urls")),
    path("", include("fiscalizacion.urls")),
    path("", include("nucleo.archivos.urls")),
    path("", include("nucleo.avisos.urls")),
    path("", include("nucleo.trabajos.urls")),
    path("captcha/", include("captcha.urls")),
    path("", include("portal.urls_publicas")),
]
handler400 = "portal.errores.peticion_incorrecta"
handler403 = "portal.errores.prohibido"
handler404 = "portal.errores.no_encontrada"
handler500 = "portal.errores.falla"
