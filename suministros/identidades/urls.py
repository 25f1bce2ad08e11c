from django.urls import path

from suministros.identidades import views

urlpatterns = [
    path("", views.lista, name="identidades"),
    path("<int:id>/", views.documento, name="identidad-documento"),
    path("<int:id>/paginas/<int:pagina>/", views.pagina_de_documento, name="identidad-documento-pagina"),
    path("poderes/<int:id>/", views.poder, name="identidad-poder"),
    path("poderes/<int:id>/paginas/<int:pagina>/", views.pagina_de_poder, name="identidad-poder-pagina"),
]
