import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

from django.conf import settings

from portal.proxy import DireccionReal

application = DireccionReal(get_wsgi_application(), settings.PROXIES_DE_CONFIANZA)
