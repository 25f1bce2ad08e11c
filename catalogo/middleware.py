"""Each request sees the holidays as they are now."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from catalogo.plazos import un_pedido


class CalendarioDelPedido:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with un_pedido():
            return self.get_response(request)
