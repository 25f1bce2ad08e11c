from django.urls import path

from suministros.asociacion import views

urlpatterns = [
    path("", views.numero, name="asociacion"),
    path("<int:id>/comprobacion/", views.comprobacion, name="comprobacion"),
    path("<int:id>/documentos/", views.documentos, name="documentos"),
    path("<int:id>/confirmacion/", views.confirmacion, name="confirmacion"),
]
