"""Papers that wait for review in the demonstration, with the number that they should carry to be read on them."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from catalogo.documentos import limites, uno
from cuentas.documento.actions import decidir_documento, enviar_documento
from cuentas.models import Usuario
from nucleo.archivos.marca_de_agua import fuente
from nucleo.archivos.models import Archivo
from nucleo.archivos.muestras import pdf
from nucleo.archivos.recepcion import recibir
from portal.demostracion import suministros
from portal.demostracion.estados import dia
from suministros import actions

_AZUL, _PAPEL = (28, 62, 110), (233, 240, 246)


def cargar(titular: Usuario, apoderado: Usuario, vecina: Usuario, operador: Usuario) -> None:
    """``apoderado`` acts for ``titular`` with a power of attorney; ``vecina`` sent a second photo of her own."""
    ajeno = suministros.suministro(titular)
    with dia(4):
        propio = suministros.suministro(vecina, "2000333444")
        actions.asociar(actor=vecina, suministro_id=propio.pk, identidad=cedula(vecina, borrosa=True))
    with dia(3):
        borroso = vecina.documentos_de_identidad.get(reemplazado_en=None)
        decidir_documento(
            actor=operador, documento=borroso, decision="no-legible", motivo="La imagen está borrosa"
        )  # fmt: skip
    with dia(2):
        actions.asociar(
            actor=apoderado,
            suministro_id=ajeno.pk,
            identidad=cedula(apoderado),
            poder=poder(titular, apoderado, ajeno.numero),
        )
    with dia(1):
        enviar_documento(actor=vecina, archivo=cedula(vecina))


def cedula(persona: Usuario, *, borrosa: bool = False) -> Archivo:
    """A card that is nobody's document, of the shape of one."""
    imagen = Image.new("RGB", (960, 600), _PAPEL)
    dibujo = ImageDraw.Draw(imagen)
    dibujo.rectangle((0, 0, 960, 96), fill=_AZUL)
    dibujo.text((40, 24), "DOCUMENTO DE DEMOSTRACIÓN", "white", fuente(40))
    dibujo.rectangle((40, 150, 300, 480), outline=_AZUL, width=4)
    for lugar, (rotulo, dato) in enumerate(
        (
            ("Apellidos", persona.apellidos),
            ("Nombres", persona.nombres),
            (persona.documento_tipo, persona.documento_mostrado),
        )
    ):
        dibujo.text((350, 150 + lugar * 120), rotulo, _AZUL, fuente(26))
        dibujo.text((350, 182 + lugar * 120), dato, "black", fuente(44))
    if borrosa:
        imagen = imagen.resize((48, 30)).resize((960, 600))
    salida = BytesIO()
    imagen.save(salida, "JPEG", quality=85)
    return _recibido(persona, salida.getvalue(), "identidad", "documento.jpg")


def poder(titular: Usuario, apoderado: Usuario, numero: str) -> Archivo:
    texto = (
        f"PODER SIMPLE DE DEMOSTRACIÓN. Yo, {titular.nombre}, {titular.documento_tipo} {titular.documento_mostrado}, "
        f"titular del suministro {numero}, autorizo a {apoderado.nombre}, {apoderado.documento_tipo} "
        f"{apoderado.documento_mostrado}, para que haga en mi nombre los trámites de ese suministro. Firma del titular."
    )
    return _recibido(apoderado, pdf(texto), "poder_suministro", "poder.pdf")


def _recibido(actor: Usuario, contenido: bytes, uso: str, nombre: str) -> Archivo:
    tipo = uno("suministro", uso)
    subido = SimpleUploadedFile(nombre, contenido)
    return recibir(subido, uso=uso, limites=limites(tipo), nombre_documento=tipo.nombre, actor=actor)
