"""Shape of what the request pages receive. A form never calls an action (arquitectura.md 2)."""

from solicitudes.forms.datos import FORMULARIOS, FormularioDatos
from solicitudes.forms.documentos import FormularioDocumentos
from solicitudes.forms.envio import FormularioEnvio
from solicitudes.forms.respuesta import FormularioRespuesta

__all__ = ["FORMULARIOS", "FormularioDatos", "FormularioDocumentos", "FormularioEnvio", "FormularioRespuesta"]
