"""The settings of the tests: what production has, less what only costs time."""

from portal.settings import *  # noqa: F403
from portal.settings import STORAGES

# A slow hash protects stolen tables, and the suite signs in thousands of times; the real one stays second,
# and the test of the real list reads portal.settings.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", "django.contrib.auth.hashers.Argon2PasswordHasher"]

# Served from their folders, without the collected copy; portal/tests/test_estaticos.py collects for real.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

# The people of the tests have no telephone; cuentas/tests/test_segundo_factor*.py ask for it.
SEGUNDO_FACTOR = "nadie"
