"""Fixtures of the whole suite. A conftest wins over plugins, so the database fixture enters here."""

from portal.embebido.pruebas import django_db_setup

__all__ = ["django_db_setup"]
