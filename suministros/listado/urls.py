from django.urls import path

from suministros.listado import papeles, views

urlpatterns = [
    path("", views.lista, name="lista"),
    path("<int:pk>/", views.detalle, name="detalle"),
    path("<int:pk>/facturas/<int:id>/", views.factura, name="factura"),
    path("<int:pk>/asociado/", papeles.asociado, name="asociado"),
    path("<int:pk>/poder/", papeles.poder, name="poder"),
    path("<int:pk>/retiro/", papeles.retiro, name="retiro"),
]
