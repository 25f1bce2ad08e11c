"""Looking a supply up by its number (U-02): signed in, and so many times an hour (seguridad.md, Decided 8).

The answer is the same whoever else linked the supply, and for one that its distributor withdrew: who has proven
nothing yet learns only that the number exists.
"""

from datetime import timedelta

from cuentas.models import Usuario
from nucleo.comun import limites
from nucleo.comun.errores import DemasiadosIntentos
from nucleo.comun.texto import compacto
from suministros.models import Suministro

HORA = timedelta(hours=1)
POR_CUENTA = 20
# Who makes accounts to look up more is one person at one address; a town's office has one too, and each neighbour
# needs two or three look-ups.
POR_DIRECCION = 100
DEMASIADAS = "Buscaste muchos números de suministro en la última hora."
_MUESTRA = 100


def buscar(*, usuario: Usuario, direccion: str, distribuidora_id: int, numero: str) -> Suministro | None:
    """The supply of that number, or None. The same number again within the hour is free.

    ``direccion``: the caller's, as ``limites.direccion`` says it. Raises ``DemasiadosIntentos``.
    """
    buscado = compacto(numero)
    repetida = limites.clave("suministro-visto", usuario.pk, distribuidora_id, buscado)
    if not limites.agotado(repetida, 1, HORA):
        _contar(usuario, direccion)
        # Only now: marked before the count, a parallel twin of a refused look-up would be answered.
        limites.reservar(repetida, 1, HORA)
    return Suministro.objects.filter(distribuidora_id=distribuidora_id, numero_compacto=buscado).first()


def _contar(usuario: Usuario, direccion: str) -> None:
    de_la_cuenta = limites.clave("suministro-cuenta", usuario.pk)
    limites.exigir(de_la_cuenta, POR_CUENTA, HORA, DEMASIADAS)
    try:
        limites.exigir(limites.clave("suministro-lugar", direccion), POR_DIRECCION, HORA, DEMASIADAS)
    except DemasiadosIntentos:
        limites.devolver(de_la_cuenta)
        raise


def parece_completo(distribuidora_id: int, numero: str) -> bool:
    """Whether it is as long as numbers of that distributor are: half a number is not worth a look-up.

    Asked while somebody types, so a sample will do: the first and the last of the index.
    """
    de_ella = Suministro.objects.filter(distribuidora_id=distribuidora_id).values_list("numero_compacto", flat=True)
    muestra = [
        *de_ella.order_by("distribuidora_id", "numero_compacto")[:_MUESTRA],
        *de_ella.order_by("-distribuidora_id", "-numero_compacto")[:_MUESTRA],
    ]
    return len(compacto(numero)) in {len(uno) for uno in muestra}
