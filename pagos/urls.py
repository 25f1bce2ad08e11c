from django.urls import path

from pagos.views import aceptacion, cartolas, cobro, conciliacion, formas, pago, por_validar, respuesta, validacion

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
    path("distribuidora/pagos/conciliacion/", conciliacion.conciliacion, name="conciliacion"),
    path("distribuidora/pagos/cartolas/", cartolas.cartolas, name="cartolas"),
    path("distribuidora/pagos/cartolas/columnas/", cartolas.columnas, name="columnas"),
    path("distribuidora/pagos/cartolas/<int:id>/", cartolas.cartola, name="cartola"),
    path("distribuidora/pagos/cartolas/<int:id>/descarte/", cartolas.descarte, name="cartola-descarte"),
    path("formas-de-pago/", formas.formas_de_pago, name="formas-de-pago"),
]
