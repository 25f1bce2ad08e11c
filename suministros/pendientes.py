"""How many plans and procedures wait for an answer, for the line over the inbox."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from nucleo.comun import pendientes
from nucleo.comun.pendientes import Pendiente
from suministros.models import Plan, Tramite
from suministros.planes.estados import EstadoPlan
from suministros.tramites.estados import EstadoTramite


def _de(usuario: Any) -> Iterator[Pendiente]:
    planes = Plan.objects.visibles_para(usuario).filter(estado=EstadoPlan.SOLICITADO)
    yield Pendiente(
        planes.count(), "plan de pago por responder", "planes de pago por responder", reverse("planes:lista")
    )
    tramites = Tramite.objects.visibles_para(usuario).filter(estado=EstadoTramite.RECIBIDO, espera_al_solicitante=False)
    yield Pendiente(
        tramites.count(), "trámite comercial por responder", "trámites comerciales por responder",
        reverse("tramites:cola"),
    )  # fmt: skip


def registrar() -> None:
    pendientes.registrar(_de)
