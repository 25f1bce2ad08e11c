"""Fetches ahead of whoever uses what was fetched, so that the database and the writer work at the same time."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
DELANTE = 3  # batches fetched and not yet used: what they hold is all the memory that this takes


@contextmanager
def adelantar(traer: Callable[[], Sequence[T]]) -> Iterator[Iterator[Sequence[T]]]:
    """The batches of ``traer``, called by one thread, in their order, until one is empty; its error is raised here.

    Inside, nothing else may use what ``traer`` uses. Whoever leaves early waits for the batch that is being fetched
    and for no other.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="adelanto") as hilo:
        try:
            yield _en_orden(hilo, traer)
        finally:
            hilo.shutdown(cancel_futures=True)


def _en_orden(hilo: ThreadPoolExecutor, traer: Callable[[], Sequence[T]]) -> Iterator[Sequence[T]]:
    pedidos = deque(hilo.submit(traer) for _ in range(DELANTE))
    while lote := pedidos.popleft().result():
        pedidos.append(hilo.submit(traer))
        yield lote
