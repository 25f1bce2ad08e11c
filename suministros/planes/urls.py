from django.urls import path

from suministros.planes.views import limites, pedido, planes

app_name = "planes"
urlpatterns = [
    path("suministros/<int:pk>/plan-de-pago/", pedido.plan_de_pago, name="pedido"),
    path("planes/", planes.planes, name="lista"),
    path("planes/<int:id>/", planes.plan, name="plan"),
    path("planes/<int:id>/aceptacion/", planes.aceptacion, name="aceptacion"),
    path("planes/<int:id>/rechazo/", planes.rechazo, name="rechazo"),
    path("planes/<int:id>/retiro/", planes.retiro, name="retiro"),
    path("planes/<int:id>/termino/", planes.termino, name="termino"),
    path("distribuidora/planes/", limites.limites, name="limites"),
]
