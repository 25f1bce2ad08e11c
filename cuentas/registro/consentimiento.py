"""What whoever registers accepts. Each change of the words is a new version at the end; none is ever edited (A-11)."""

VERSIONES = {
    "2026-11": (
        "Acepto que los avisos del portal enviados a mi correo, y a mi celular si lo indico, son válidos, "
        "y que se usen mis datos para tramitar mis solicitudes."
    ),
}
VIGENTE = list(VERSIONES)[-1]
TEXTO = VERSIONES[VIGENTE]
