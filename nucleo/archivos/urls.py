from django.urls import path

from nucleo.archivos import views

app_name = "archivos"
urlpatterns = [path("archivos/<uuid:id>/", views.descarga, name="descarga")]
