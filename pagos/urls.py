from django.urls import path

from pagos import views

app_name = "pagos"
urlpatterns = [
    path("solicitudes/<folio:folio>/respuesta/", views.respuesta, name="respuesta"),
]
