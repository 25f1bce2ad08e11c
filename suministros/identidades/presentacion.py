"""What the page of one paper tells about it, and never the number that is to be read on it."""

from cuentas.documento.decision import quien_fue
from cuentas.documento.models import DocumentoIdentidad, EstadoDocumento
from cuentas.models import Usuario
from nucleo.avisos import sms
from nucleo.comun.templatetags.formatos import fecha_hora_texto
from suministros import vinculos
from suministros.identidades.papeles import EnRevision
from suministros.models import PoderSuministro, Vinculo

_HIZO = {
    EstadoDocumento.VALIDADO: "Aceptaste",
    EstadoDocumento.NO_LEGIBLE: "Marcaste como no legible",
    EstadoDocumento.RECHAZADO: "Rechazaste",
}


def datos_de(papel: EnRevision) -> list[tuple[str, str]]:
    """Label and value, in the order of the page."""
    if isinstance(papel.papel, DocumentoIdentidad):
        return [
            ("Nombre de la cuenta", papel.persona.nombre),
            ("Tipo de documento", papel.tipo_de_numero),
            ("Enviado", fecha_hora_texto(papel.enviado_en)),
        ]
    vinculo = papel.papel.vinculo
    suministro = vinculo.suministro
    return [
        ("Titular en tu registro", suministro.titular_nombre),
        (f"{papel.tipo_de_numero} del titular", _oculto(suministro.titular_documento_visible)),
        ("N° de suministro", suministro.numero),
        ("Dirección", f"{suministro.direccion}, {suministro.comuna.nombre}"),
        ("Autoriza a", papel.persona.nombre),
        ("Documento de esa persona", _estado_del_documento(vinculo)),
        ("Enviado", fecha_hora_texto(papel.enviado_en)),
    ]


def _oculto(numero: str) -> str:
    """Only its end: enough to see that it is another person's, not enough to copy it."""
    return f"termina en {numero[-5:]}" if numero else "Tu registro no lo tiene: compara el nombre"


def _estado_del_documento(vinculo: Vinculo) -> str:
    documento = vinculos.documento_de(vinculo)
    return documento.get_estado_display() if documento else "No enviado"


def antes(papel: EnRevision, lector: Usuario) -> list[tuple[str, str, str]]:
    """What was decided on earlier ones in its place: state, by whom and when, reason. The newest first."""
    anteriores: list[DocumentoIdentidad | PoderSuministro]
    if isinstance(papel.papel, DocumentoIdentidad):
        suyos = DocumentoIdentidad.objects.filter(usuario=papel.papel.usuario_id)
        anteriores = [*suyos.select_related("decidido_por__distribuidora").filter(decidido_en__isnull=False)[:3]]
    else:
        del_vinculo = PoderSuministro.objects.filter(vinculo=papel.papel.vinculo_id)
        anteriores = [*del_vinculo.select_related("decidido_por__distribuidora").filter(decidido_en__isnull=False)[:3]]
    return [
        (uno.get_estado_display(), f"{quien_fue(uno, lector)}, {fecha_hora_texto(uno.decidido_en)}", uno.motivo)
        for uno in anteriores
    ]


def dicho(papel: EnRevision, decision: str) -> str:
    """The sentence after a decision: what happened and who is told."""
    que = "el documento" if papel.clase == "documento" else "el poder"
    por_sms = papel.persona.celular_verificado_en is not None and sms.disponible()
    canales = "por correo y SMS" if por_sms else "por correo"
    return f"{_HIZO[EstadoDocumento(decision)]} {que} de {papel.persona.nombre}. Le avisamos {canales}."
