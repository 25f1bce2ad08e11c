"""Pieces of SQL that turn stored values into what a sheet shows. PostgreSQL does it for a million rows; a loop of ours
would cost more than reading them. Nothing here comes from outside: values of a user go as parameters."""

from django.db.models import TextChoices


def hora(columna: str) -> str:
    """An instant as the clocks of Chile showed it, without a zone, which Excel does not know."""
    return f"{columna} AT TIME ZONE 'America/Santiago'"


def dia(columna: str) -> str:
    """The Chilean date of an instant."""
    return f"({columna} AT TIME ZONE 'America/Santiago')::date"


def texto(palabras: str) -> str:
    """A literal, also safe beside the parameters of the driver."""
    return "'" + palabras.replace("'", "''").replace("%", "%%") + "'"


def etiqueta(columna: str, opciones: type[TextChoices]) -> str:
    """The words of a stored choice; nothing for nothing."""
    casos = " ".join(f"WHEN {texto(str(valor))} THEN {texto(str(dicho))}" for valor, dicho in opciones.choices)
    return f"CASE {columna} {casos} END"


def si_no(condicion: str) -> str:
    """``Sí`` or ``No``; nothing when it cannot be said."""
    return f"CASE WHEN {condicion} THEN 'Sí' WHEN NOT ({condicion}) THEN 'No' END"


def rut(columna: str) -> str:
    """As ``identidad.mostrar_rut``."""
    puntos = (
        f"left({columna}, -7) || '.' || substr({columna}, length({columna}) - 6, 3)"
        f" || '.' || substr({columna}, length({columna}) - 3, 3) || '-' || right({columna}, 1)"
    )
    return f"CASE WHEN {columna} ~ '^[0-9]{{6,8}}[0-9K]$' THEN ltrim({puntos}, '.') ELSE {columna} END"


def documento(tipo: str, columna: str) -> str:
    """As ``Usuario.documento_mostrado``: a RUT, or an Argentine DNI."""
    dni = f"left({columna}, -6) || '.' || substr({columna}, length({columna}) - 5, 3) || '.' || right({columna}, 3)"
    return (
        f"CASE WHEN {tipo} = 'RUT' THEN {rut(columna)} WHEN {columna} ~ '^[0-9]{{7,8}}$' THEN {dni} ELSE {columna} END"
    )


def nombre(tabla: str) -> str:
    """As ``Usuario.nombre``."""
    return f"coalesce(nullif({tabla}.razon_social, ''), trim({tabla}.nombres || ' ' || {tabla}.apellidos))"


def escrito(columna: str) -> str:
    """A text that may be empty; then the cell is."""
    return f"nullif({columna}, '')"
