"""What the page shell needs in every template."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal.navegacion import menu


def armazon(request: HttpRequest) -> dict[str, Any]:
    """``menu`` is lazy: a fragment that shows no navigation asks the database nothing."""
    return {
        "DEMO": settings.DEMO,
        "menu": SimpleLazyObject(lambda: menu(getattr(request, "user", None), request.path)),
        "para_imprimir": request.GET.get("imprimir") == "1",
    }
