import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

from django.conf import settings  # noqa: E402

from portal.proxy import DireccionReal  # noqa: E402

application = DireccionReal(get_wsgi_application(), settings.PROXIES_DE_CONFIANZA)
