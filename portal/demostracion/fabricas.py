"""Requests in a state, reached by running the real actions: the demonstration and the tests share them."""

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from catalogo.documentos import limites, uno
from catalogo.models import Comuna, Distribuidora
from cuentas.models import Usuario
from nucleo.archivos import almacen
from nucleo.archivos.models import Archivo
from nucleo.archivos.muestras import jpg, pdf
from nucleo.archivos.recepcion import recibir
from nucleo.comun.reloj import ahora
from solicitudes import actions
from solicitudes.documentos import faltantes
from solicitudes.estados import Tipo
from solicitudes.models import Borrador, Solicitud

NUMERO = "3306118-2"
_DOCUMENTO_DE = {"respuesta": ("respuesta", "respuesta"), "comprobante": ("pago", "comprobante")}
_DEL_CONTENIDO = ("extension", "tipo", "bytes", "bytes_recibidos", "sha256_recibido", "sha256_guardado")
_JUZGADOS: dict[str, dict[str, Any]] = {}
PAPELES = {"cedula": "cedula.jpg"}  # one that is not a PDF, so that images travel too


def archivo(actor: Usuario, *, uso: str = "documento", nombre: str = "formulario.pdf") -> Archivo:
    """A file received from ``actor``. The sample of each kind is judged once per process (half a second each): the
    next ones are rows of the same bytes, as the store itself would keep them."""
    extension = nombre[-3:]
    sabido = _JUZGADOS.get(extension)
    if sabido and almacen.ruta(sabido["sha256_guardado"]).exists():
        return Archivo.objects.create(**sabido, uso=uso, nombre=nombre, creado_por=actor, creado_en=ahora())
    tipo = uno(*_DOCUMENTO_DE.get(uso, ("informacion", "formulario")))
    subido = SimpleUploadedFile(nombre, jpg() if extension == "jpg" else pdf())
    nuevo = recibir(subido, uso=uso, limites=limites(tipo), nombre_documento=tipo.nombre, actor=actor)
    _JUZGADOS[extension] = {campo: getattr(nuevo, campo) for campo in _DEL_CONTENIDO}
    return nuevo


def datos(prefijo: str = "YN", tipo: Tipo = Tipo.INFORMACION, **cambios: Any) -> dict[str, Any]:
    """The data of a form as its pages hand them to ``actions.enviar``."""
    de_manifestacion = {"clase_documento": "manifestacion", "cambio_capacidad": "mantiene"}
    return {
        "distribuidora": Distribuidora.objects.get(prefijo=prefijo),
        "comuna": Comuna.objects.select_related("region").get(codigo="13120"),
        "numero_cliente": NUMERO,
        "correo_adicional": "",
        "es_titular": True,
        **(de_manifestacion if tipo == Tipo.MANIFESTACION else {}),
        **cambios,
    }


def borrador_listo(
    actor: Usuario, tipo: Tipo = Tipo.INFORMACION, *, es_titular: bool = True, aporta_medidor: bool = False
) -> Borrador:
    """A draft of any of the four forms with every document that it requires of ``actor``."""
    borrador = actions.crear_borrador(actor=actor, tipo=tipo)
    escritos = {"es_titular": "si" if es_titular else "no", "aporta_medidor": "si" if aporta_medidor else ""}
    borrador = actions.guardar_datos(actor=actor, borrador_id=borrador.pk, datos=escritos)
    for pedido in faltantes(tipo, borrador.datos, set()):
        papel = archivo(actor, nombre=PAPELES.get(pedido.codigo, f"{pedido.codigo}.pdf"))
        actions.adjuntar_a_borrador(actor=actor, borrador_id=borrador.pk, codigo=pedido.codigo, archivo=papel)
    return borrador


def enviada(actor: Usuario, prefijo: str = "YN", *, tipo: Tipo = Tipo.INFORMACION, **cambios: Any) -> Solicitud:
    """A request of any of the four forms, just filed; ``cambios`` are data of ``actions.enviar``."""
    papeles = {clave: bool(cambios[clave]) for clave in ("es_titular", "aporta_medidor") if clave in cambios}
    borrador = borrador_listo(actor, tipo, **papeles)
    folio = actions.enviar(actor=actor, borrador_id=borrador.pk, token=uuid4(), datos=datos(prefijo, tipo, **cambios))
    return Solicitud.objects.get(folio=folio)


def respondida(
    solicitud: Solicitud,
    actor: Usuario,
    comentario: str = "Hay capacidad en la red.",
    numero: str = "2026-014",
    motivo: str = "",
) -> Solicitud:
    actions.responder(
        actor=actor,
        solicitud_id=solicitud.pk,
        archivo=archivo(actor, uso="respuesta", nombre="respuesta.pdf"),
        comentario=comentario,
        numero_solicitud=numero,
        token=uuid4(),
        motivo=motivo,
    )
    solicitud.refresh_from_db()
    return solicitud
