from django.urls import path

from nucleo.avisos import views

app_name = "avisos"
urlpatterns = [
    path("avisos/baja/<str:token>/", views.baja, name="baja"),
    path("demo/correos/", views.correos, name="correos"),
    path("demo/correos/<str:nombre>/", views.correo, name="correo"),
]
