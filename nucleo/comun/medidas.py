"""How many bytes a file has, for a person. The limits, the messages and the pages all say it with this."""

import math

KB = 1024
MB = 1024 * KB


def mostrar_tamano(cantidad: int) -> str:
    """``cantidad`` bytes: ``1 KB``, ``812 KB``, ``5 MB``, ``5,1 MB``.

    Rounded up: a file one byte over the limit must not read as the limit itself.
    """
    if cantidad <= MB - KB:
        return f"{math.ceil(cantidad / KB)} KB"
    decimos = math.ceil(cantidad * 10 / MB)
    return f"{decimos // 10} MB" if decimos % 10 == 0 else f"{decimos // 10},{decimos % 10} MB"
