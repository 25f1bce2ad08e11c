
app_name = "fiscalizacion"
urlpatterns: list = []
