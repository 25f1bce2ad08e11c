from django.urls import path

from suministros.tramites.views import pedido, tipos, tramites

app_name = "tramites"
urlpatterns = [
    path("tramites-comerciales/", pedido.tramites_comerciales, name="mios"),
    path("suministros/<int:pk>/tramites/", pedido.elegir, name="elegir"),
    path("suministros/<int:pk>/tramites/<int:tipo_id>/", pedido.nuevo, name="nuevo"),
    path("tramites/", tramites.cola, name="cola"),
    path("tramites/<int:id>/", tramites.tramite, name="tramite"),
    path("tramites/<int:id>/mensaje/", tramites.mensaje, name="mensaje"),
    path("tramites/<int:id>/respuesta/", tramites.respuesta, name="respuesta"),
    path("tramites/<int:id>/rechazo/", tramites.rechazo, name="rechazo"),
    path("tramites/<int:id>/retiro/", tramites.retiro, name="retiro"),
    path("distribuidora/tramites/", tipos.lista, name="tipos"),
    path("distribuidora/tramites/nuevo/", tipos.nuevo, name="tipo-nuevo"),
    path("distribuidora/tramites/<int:id>/", tipos.tipo, name="tipo"),
    path("distribuidora/tramites/<int:id>/orden/", tipos.orden, name="tipo-orden"),
]
