"""Which term rules on a day (L-01): the row in force on the day of reception applies."""

from datetime import date

from django.db.models import Q

from catalogo.models import ReglaAutomatica, ReglaPlazo

# The two transitions of the clock that SEC may switch off (``ReglaAutomatica.codigo``).
PAGO_VALIDACION, MC_OBJECION = "pago-validacion", "mc-objecion"


class SinRegla(LookupError):
    """No term of that case rules on that day: the catalogue was not loaded, or SEC left a gap."""


def vigente(caso: str, dia: date) -> ReglaPlazo:
    """The rule of ``caso`` (a code of ``datos_reglas.CASOS``) in force on ``dia``. SinRegla when there is none."""
    reglas = ReglaPlazo.objects.filter(Q(vigente_hasta=None) | Q(vigente_hasta__gte=dia), vigente_desde__lte=dia)
    regla = reglas.filter(caso=caso).first()
    if regla is None:
        raise SinRegla(f"No hay un plazo vigente para «{caso}» el {dia:%d-%m-%Y}. Agrégalo en Administración, Plazos.")
    return regla


def automatica(codigo: str) -> bool:
    """Whether SEC leaves the clock act in that case (``pago-validacion``, ``mc-objecion``)."""
    return ReglaAutomatica.objects.filter(codigo=codigo, activa=True).exists()
