"""Template tags and filters of the portal, built in everywhere (settings.TEMPLATES)."""

from django import template

register = template.Library()
