"""A worker that acknowledges nothing: what it receives is a nudge, and the next sweep repeats it.

Kombu's Redis transport does not survive an open acknowledgement. One that a silent Redis never answers counts as
open for ever, and a worker at its limit asks for nothing more, not even after Redis is back; one that is open when
Redis stops ends the worker, which tries to give the message back over a connection that is gone
(tests/fallas/test_recorrido.py has both; docs/adr/0009 says what is lost).
"""

from typing import Any

from celery.worker.request import Request


class SinAcuse(Request):
    """For a queue with ``no_ack``: the broker forgot the message when it delivered it."""

    def acknowledge(self) -> None:
        self.acknowledged = True

    def reject(self, requeue: Any = False) -> None:
        self.acknowledged = True
