
app_name = "avisos"
urlpatterns: list = []
