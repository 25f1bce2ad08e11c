"""``manage.py revisar_archivo RUTA… --documento CODIGO``: the attachment checks from the shell (contrato.md).

One JSON line per path and exit 0 whatever the verdict: a refused file is an answer, not a failure.
"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalogo import documentos
from catalogo.models import TipoDocumento
from nucleo.archivos.errores import ArchivoRechazado
from nucleo.archivos.revision import revisar


class Command(BaseCommand):
    help = "Revisa archivos como lo hace el portal al recibirlos, sin guardarlos."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rutas", nargs="+", metavar="RUTA")
        parser.add_argument("--documento", required=True, metavar="CODIGO", help="Código del documento: cedula, te4…")
        parser.add_argument("--tramite", default="", help="Formulario, si el código está en varios")

    def handle(self, *args: Any, **options: Any) -> None:
        documento = buscar(options["documento"], options["tramite"])
        for ruta in options["rutas"]:
            self.stdout.write(json.dumps(veredicto(ruta, documento), ensure_ascii=False))


def buscar(codigo: str, tramite: str = "") -> TipoDocumento:
    """The document of that code, of ``tramite`` or of the first form that has it. CommandError lists the codes."""
    en_uso = TipoDocumento.objects.filter(vigente=True)
    candidatos = en_uso.filter(codigo=codigo, **({"tramite": tramite} if tramite else {}))
    documento = candidatos.order_by("pk").first()
    if documento is None:
        codigos = sorted(set(en_uso.values_list("codigo", flat=True)))
        donde = f" en «{tramite}»" if tramite else ""
        raise CommandError(f"No hay un documento «{codigo}»{donde}. Usa uno de estos: {', '.join(codigos)}")
    return documento


def veredicto(ruta: str, documento: TipoDocumento) -> dict[str, Any]:
    """``motivo`` is the code of the refusal and ``mensaje`` its sentence; both empty when accepted."""
    camino = Path(ruta)
    respuesta = {"archivo": ruta, "aceptado": False, "motivo": "", "mensaje": "", "tipo": "", "bytes": 0}
    try:
        if not camino.exists():
            return respuesta | {"motivo": "no-existe", "mensaje": "No existe"}
        if not camino.is_file():
            return respuesta | {"motivo": "no-es-archivo", "mensaje": "No es un archivo"}
        respuesta["bytes"] = camino.stat().st_size
        revision = revisar(
            camino, nombre=camino.name, limites=documentos.limites(documento), nombre_documento=documento.nombre
        )
    except ArchivoRechazado as rechazo:
        return respuesta | {"motivo": rechazo.motivo, "mensaje": rechazo.mensaje}
    except (OSError, ValueError) as error:  # a path with a null byte, a file without permission
        return respuesta | {"motivo": "no-se-puede-leer", "mensaje": f"No se puede leer: {error}"}
    return respuesta | {"aceptado": True, "tipo": revision.tipo}
