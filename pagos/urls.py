from django.urls import path

from pagos.views import aceptacion, cobro, formas, pago, por_validar, respuesta, validacion

app_name = "pagos"
urlpatterns = [
    path("solicitudes/<folio:folio>/respuesta/", respuesta.respuesta, name="respuesta"),
    path("solicitudes/<folio:folio>/cobro/", cobro.cobro, name="cobro"),
    path("solicitudes/<folio:folio>/cobro/retiro/", cobro.retiro, name="retiro"),
    path("solicitudes/<folio:folio>/pago/", pago.pago, name="pago"),
    path("solicitudes/<folio:folio>/validacion/", validacion.validacion, name="validacion"),
    path("solicitudes/<folio:folio>/confirmacion/", aceptacion.confirmacion, name="confirmacion"),
    path("solicitudes/<folio:folio>/reversion/", aceptacion.reversion, name="reversion"),
    path("distribuidora/pagos/", formas.datos_de_pago, name="datos-de-pago"),
    path("distribuidora/pagos/por-validar/", por_validar.cola, name="por-validar"),
    path("formas-de-pago/", formas.formas_de_pago, name="formas-de-pago"),
]
