
app_name = "trabajos"
urlpatterns: list = []
