"""How a request is shown to each reader. No rule is decided here, and nothing here changes anything.

``legajo`` reads everything of one request at once; the other modules turn it into what the templates draw.
"""

from solicitudes.presentacion.luz import con_semaforo, semaforo

__all__ = ["con_semaforo", "semaforo"]
