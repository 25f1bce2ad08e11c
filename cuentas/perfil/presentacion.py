"""How sessions and accesses are told to their owner."""

from cuentas.models import Perfil, Usuario

TIPOS = {
    Perfil.SOLICITANTE: "Usuario Solicitante",
    Perfil.DISTRIBUIDORA: "Usuario Distribuidora",
    Perfil.SEC: "Usuario SEC",
}
# Order matters: each of these browsers also claims to be the ones after it.
_NAVEGADORES = (
    ("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
_SISTEMAS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip
_ACCIONES = {
    "ingreso": "Ingreso al portal",
    "segundo-factor": "Código del segundo factor",
    "ver": "Página abierta",
    "solicitud.ver": "Solicitud abierta",
    "trabajo.ver": "Archivo preparado, visto",
    "archivo.descargar": "Archivo descargado",
    "archivo.ver": "Archivo visto",
    "descargar": "Archivo descargado",
    "identidad.abrir": "Documento o poder por revisar, abierto",
    "identidad.ver": "Copia de un documento o poder, vista",
    "identidad.numero": "Número leído en un documento, distinto del registrado",
    "datos.descargar": "Mis datos, descargados",
    "solicitudes.exportar": "Mis solicitudes, descargadas",
    "pagina.abrir": "Página pedida",
    "pagina.enviar": "Formulario enviado",
}


def tipo_de_perfil(usuario: Usuario) -> str:
    """The words of the manuals ('Usuario Distribuidora')."""
    return TIPOS[Perfil(usuario.perfil)]


def navegador(agente: str) -> str:
    """``"Firefox en Windows"``, from what the browser says of itself."""
    programa = next((nombre for marca, nombre in _NAVEGADORES if marca in agente), "")
    sistema = next((nombre for marca, nombre in _SISTEMAS if marca in agente), "")
    if not programa:
        return sistema or "Navegador desconocido"
    return f"{programa} en {sistema}" if sistema else programa


def accion(codigo: str) -> str:
    return _ACCIONES.get(codigo, codigo.replace(".", " ").capitalize())
