
app_name = "archivos"
urlpatterns: list = []
