"""The nightly walk over the evidence: what it found is stored, shown on the panel and written to the administrators."""

from datetime import timedelta
from itertools import islice

from django.db import transaction

from cuentas.models import Usuario
from cuentas.personal.cerrojos import ADMINISTRADOR_ACTIVO
from nucleo.avisos import redactores
from nucleo.avisos.actions import encolar_varios
from nucleo.avisos.clases import Clase
from nucleo.avisos.correo import armar
from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import Redactado
from nucleo.bitacora import anclas
from nucleo.bitacora.models import Revision
from nucleo.bitacora.verificacion import Recuento, verificar
from nucleo.comun.reloj import ahora

CLAVE = "bitacora-rota"
MAXIMO = 100  # more than that says no more than "many"
CALLADA = timedelta(days=2)  # two nights without a walk: whatever does it stopped


def registrar() -> None:
    redactores.registrar(CLAVE, _redactar, clase=Clase.LEGAL, nombre="La bitácora no calza")


def revisar() -> Revision:
    """Walks every chain and the anchors, stores what it found and, if anything, writes to SEC's administrators."""
    empezada, recuento = ahora(), Recuento()
    halladas = [str(rotura) for rotura in islice(verificar(recuento=recuento), MAXIMO)]
    halladas += [f"ancla {falta}" for falta in anclas.verificar(anclas.guardadas(), anclas.clave_publica())]
    with transaction.atomic():
        revision = Revision.objects.create(
            empezada=empezada,
            terminada=ahora(),
            cadenas=recuento.cadenas,
            eventos=recuento.eventos,
            roturas=len(halladas),
            primera=halladas[0][:300] if halladas else "",
        )
        if halladas:
            _avisar(revision)
    return revision


def alarma() -> str:
    """What the panel shows in red; empty when the last walk was recent and found nothing, or none was made yet."""
    ultima = Revision.objects.order_by("-terminada").first()
    if ultima is None:
        return ""
    if ultima.roturas:
        cuantas = f"{ultima.roturas} o más roturas" if ultima.roturas >= MAXIMO else f"roturas: {ultima.roturas}"
        return f"La bitácora no calza ({cuantas}). Primera: {ultima.primera}. No cambies nada y avisa a soporte."
    if ahora() - ultima.terminada > CALLADA:
        return "La bitácora no se revisa hace más de dos días. Avisa a soporte."
    return ""


def _avisar(revision: Revision) -> None:
    encolar_varios(
        {
            "clave": CLAVE,
            "evento": f"revision:{revision.pk}",
            "destinatario": persona.email,
            "usuario": persona,
            "contexto": {"revision": revision.pk},
        }
        for persona in Usuario.objects.filter(ADMINISTRADOR_ACTIVO)
    )


def _redactar(aviso: Aviso) -> Redactado | None:
    persona, revision = aviso.usuario, Revision.objects.filter(pk=aviso.contexto.get("revision")).first()
    if revision is None or persona is None or not (persona.is_active and persona.es_administrador):
        return None
    cuerpo = (
        f"La revisión nocturna encontró {revision.roturas} diferencias en {revision.eventos} eventos.\n\n"
        f"La primera: {revision.primera}\n\n"
        "No cambies nada en la base de datos y avisa a soporte: alguien pudo alterar la evidencia."
    )
    return armar(aviso, "La bitácora no calza", cuerpo)
