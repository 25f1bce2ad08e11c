"""What must protect the evidence in the database, as data, and what of it is missing."""

from collections.abc import Iterator

from django.db import connection

ROL_WEB = "portal_app"
DISPARADORES = {
    "bitacora_evento": {"evento_sellar", "evento_negar", "evento_no_vaciar"},
    "bitacora_cabeza": {"cabeza_cuidar", "cabeza_negar", "cabeza_no_vaciar"},
    "bitacora_acceso": {"acceso_negar", "acceso_no_vaciar"},
    "bitacora_origen": {"origen_negar", "origen_no_vaciar"},
    "bitacora_revision": {"revision_negar", "revision_no_vaciar"},
    "bitacora_ancla": {"ancla_negar", "ancla_no_vaciar"},
}
PERMISOS = {
    "bitacora_evento": {"SELECT", "INSERT"},
    "bitacora_acceso": {"SELECT", "INSERT"},
    "bitacora_origen": {"SELECT", "INSERT"},
    "bitacora_cabeza": {"SELECT"},
    "bitacora_revision": {"SELECT", "INSERT"},
    "bitacora_ancla": {"SELECT", "INSERT"},
    "bitacora_ajuste": {"SELECT"},
}
_TODOS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
_POR_COLUMNA = ("INSERT", "UPDATE", "REFERENCES")


def faltas() -> Iterator[str]:
    """Yields, in words, each trigger that is missing or off and each grant that the web's role should not have."""
    yield from _disparadores_que_faltan()
    rol = _rol_que_no_sirve()
    # Asked of a role that owns the tables, or does not exist, the grants would say nothing new.
    yield from [rol] if rol else _permisos_que_sobran()


def _disparadores_que_faltan() -> Iterator[str]:
    with connection.cursor() as cursor:
        # 'O' fires for every session but a replica's, 'A' always; 'D' and 'R' leave the table open.
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND tgrelid::regclass::text = ANY(%s)",
            [list(DISPARADORES)],
        )
        activos = set(cursor.fetchall())
    for tabla, nombres in DISPARADORES.items():
        for nombre in sorted(nombres):
            if (tabla, nombre) not in activos:
                yield f"falta o está apagado el disparador {nombre} de {tabla}"


def _permisos_que_sobran() -> Iterator[str]:
    with connection.cursor() as cursor:
        for tabla, permitidos in PERMISOS.items():
            for permiso in sorted(set(_TODOS) - permitidos):
                funcion = "has_any_column_privilege" if permiso in _POR_COLUMNA else "has_table_privilege"
                cursor.execute(f"SELECT {funcion}(%s, %s, %s)", [ROL_WEB, tabla, permiso])
                if cursor.fetchone()[0]:
                    yield f"{ROL_WEB} tiene {permiso} sobre {tabla}"


def _rol_que_no_sirve() -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolreplication OR rolbypassrls OR EXISTS ("
            "  SELECT 1 FROM pg_class c WHERE c.relname = ANY(%s) AND pg_has_role(r.oid, c.relowner, 'MEMBER'))"
            " FROM pg_roles r WHERE rolname = %s",
            [list(PERMISOS), ROL_WEB],
        )
        fila = cursor.fetchone()
    if fila is None:
        return f"no existe el rol {ROL_WEB}"
    return f"{ROL_WEB} es dueño de la bitácora, o superusuario" if fila[0] else None
