from django.urls import path

from pagos.views import aceptacion, cobro, pago, respuesta, validacion

app_name = "pagos"
urlpatterns = [
    path("solicitudes/<folio:folio>/respuesta/", respuesta.respuesta, name="respuesta"),
    path("solicitudes/<folio:folio>/cobro/", cobro.cobro, name="cobro"),
    path("solicitudes/<folio:folio>/cobro/retiro/", cobro.retiro, name="retiro"),
    path("solicitudes/<folio:folio>/pago/", pago.pago, name="pago"),
    path("solicitudes/<folio:folio>/validacion/", validacion.validacion, name="validacion"),
    path("solicitudes/<folio:folio>/confirmacion/", aceptacion.confirmacion, name="confirmacion"),
    path("solicitudes/<folio:folio>/reversion/", aceptacion.reversion, name="reversion"),
]
