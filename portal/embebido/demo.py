"""The demonstration accounts as ``bin/run`` prints them (docs/contrato.md, 'Demo')."""

CLAVE = "tres-coigues-26"
CUENTAS = (
    ("Solicitante", "44.444.444-4", "persona con solicitudes en todos los estados y un suministro vinculado"),
    ("Solicitante", "45.454.545-1", "instaladora con cuarenta solicitudes en varias distribuidoras"),
    ("Solicitante", "41.414.141-2", "persona que todavía no tiene nada"),
    ("Distribuidora", "40.404.040-5", "Enel Distribución (YN), operador"),
    ("Distribuidora", "43.434.343-7", "Enel Distribución (YN), jefatura"),
    ("Distribuidora", "42.424.242-K", "Chilquinta (OV), operador"),
    ("SEC", "41.000.000-8", "administrador"),
    ("SEC", "43.000.000-4", "fiscalizador"),
)


def tabla() -> str:
    filas = "\n".join(f"  {perfil:<14} {rut:<14} {quien}" for perfil, rut, quien in CUENTAS)
    return f"Cuentas de la demostración, todas con la contraseña {CLAVE}:\n{filas}"
