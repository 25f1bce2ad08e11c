"""What the page shell needs in every template."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def armazon(request: HttpRequest) -> dict[str, Any]:
    return {"DEMO": settings.DEMO}
