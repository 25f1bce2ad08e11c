"""Settings of the whole portal, read from the environment by ``portal/env.py``.

The order is Django's own; what a deployment may change is a variable of ``.env.example``, and what a
reader may be surprised by carries its reason.
"""

from pathlib import Path

from portal import env

BASE_DIR = Path(__file__).resolve().parent.parent

# --- The deployment -----------------------------------------------------------------------------------
DEBUG = env.si_o_no("DEBUG")
PORTAL_URL = env.direccion("PORTAL_URL")
DEMO = env.demostracion("DEMO", PORTAL_URL)
EN_HTTPS = PORTAL_URL.startswith("https://")
SECRET_KEY = env.texto("SECRET_KEY", minimo=50)
SECRET_KEY_FALLBACKS = env.lista("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.servidores("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]", PORTAL_URL)
CSRF_TRUSTED_ORIGINS = [PORTAL_URL]
PROXIES_DE_CONFIANZA = env.redes("PROXIES_DE_CONFIANZA")  # whose X-Real-IP is believed (portal/proxy.py)
PORTAL_DATA = Path(env.texto("PORTAL_DATA", str(BASE_DIR / "var"))).resolve()
WEB_PROCESOS = env.entero("WEB_PROCESOS", 2, maximo=64)  # read by the command that starts gunicorn

# --- The rooms (arquitectura.md 1), from left to right -------------------------------------------------
INSTALLED_APPS = [
    "nucleo.comun",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "crispy_forms",
    "captcha",
    "nucleo.bitacora",
    "nucleo.archivos",
    "nucleo.avisos",
    "nucleo.trabajos",
    "catalogo",
    "cuentas",
    "suministros",
    "solicitudes",
    "pagos",
    "fiscalizacion",
    "portal",
]
AUTH_USER_MODEL = "cuentas.Usuario"

MIDDLEWARE = [
    "nucleo.comun.middleware.TiempoDelServidor",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "nucleo.comun.middleware.Cabeceras",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "catalogo.middleware.CalendarioDelPedido",
    "cuentas.middleware.FinDeSesion",
    "cuentas.segundo_factor.middleware.SegundoFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.errores.MetodoNoPermitido",
    "nucleo.comun.middleware.ErroresDeDominio",
    "nucleo.comun.middleware.AccesoDeclarado",
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.contexto.armazon",
                "cuentas.contexto.propio",
            ],
            "builtins": ["django.templatetags.static", "nucleo.comun.templatetags.portal"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "portal"
CRISPY_TEMPLATE_PACK = "portal"

# --- Database: the web's role and the owner's (seguridad.md, Decided 2) --------------------------------
DATABASES = {"default": {**env.base_de_datos("DATABASE_URL"), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}
if env.hay("DATABASE_URL_DUENO"):  # only commands have it: a web process must not be able to act as the owner
    DATABASES["dueno"] = env.base_de_datos("DATABASE_URL_DUENO")
DATABASE_ROUTERS: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Queue: only workers read it, and the web only nudges it (seguridad.md, Decided 1) ------------------
REDIS_URL = env.cola("REDIS_URL")

# --- Mail ----------------------------------------------------------------------------------------------
_correo = env.correo("EMAIL_URL")
EMAIL_BACKEND = _correo["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = _correo.get("EMAIL_HOST", ""), _correo.get("EMAIL_PORT") or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _correo.get("EMAIL_HOST_USER", ""), _correo.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = _correo.get("EMAIL_USE_TLS", False), _correo.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
if DEMO:
    EMAIL_BACKEND = "nucleo.avisos.correo_en_disco.Correo"
CORREOS_EN_DISCO = PORTAL_DATA / "correos"
DEFAULT_FROM_EMAIL = env.texto("DEFAULT_FROM_EMAIL", "Portal de Generación Ciudadana <portal@localhost>")

CORREO_SEC = env.texto("CORREO_SEC", "generacionciudadana@sec.cl")  # where the regulator reads its notices

# --- Private files -------------------------------------------------------------------------------------
ARCHIVOS_DIR = PORTAL_DATA / "archivos"
CLAMAV_HOST = env.texto("CLAMAV_HOST", "")
FILE_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o640
# Django's sizes above do not bound file parts; this handler does (UP-1).
FILE_UPLOAD_HANDLERS = ["nucleo.archivos.subida.Recepcion"]
ARCHIVOS_TOPE_POR_ARCHIVO = 20 * 1024 * 1024  # bytes kept of one part; each document's own limit is lower
ARCHIVOS_TOPE_POR_PETICION = 64 * 1024 * 1024  # twelve documents of 5 MB in the form without JavaScript
ARCHIVOS_POR_DIA = 500  # per account, last 24 hours (UP-12)
ARCHIVOS_MB_POR_DIA = 1024
ARCHIVOS_DISCO_LIBRE_MB = 200
CARGAS_SE_GUARDAN_DIAS = env.entero("CARGAS_SE_GUARDAN_DIAS", 7)  # file, lines and refusals of a register load
CLAMAV_ESPERA = 4  # seconds for one scan: a page never takes 10 (FAU-7)
# Behind nginx the file leaves by X-Accel-Redirect; without it the same door streams it (arquitectura.md 3).
SENDFILE_BACKEND = env.una_de(
    "SENDFILE_BACKEND", ("nucleo.archivos.flujo", "django_sendfile.backends.nginx"), "nucleo.archivos.flujo"
)
SENDFILE_ROOT = ARCHIVOS_DIR
SENDFILE_URL = "/privado"

# --- Accounts ------------------------------------------------------------------------------------------
CLAVE_POLITICA = env.una_de("CLAVE_POLITICA", ("moderna", "autogestion-2022", "manual-2017"), "moderna")
CAPTCHA_INGRESO = env.una_de("CAPTCHA_INGRESO", ("tras-fallos", "siempre"), "tras-fallos")
DOCUMENTOS_IDENTIDAD = env.una_de("DOCUMENTOS_IDENTIDAD", ("RUT", "RUT,DNI"), "RUT").split(",")
SEGUNDO_FACTOR = env.una_de("SEGUNDO_FACTOR", ("personal", "nadie"), "personal")
AUTHENTICATION_BACKENDS = ["cuentas.ingreso.PorPerfilYDocumento"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "cuentas:ingresar"
SMS_URL = "disco://" if DEMO else env.sms("SMS_URL")  # empty: nobody is asked for a code by SMS
SESSION_ENGINE = "cuentas.perfil.almacen"  # Django's, in a table that also says whose each session is
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = "__Host-sesion" if EN_HTTPS else "sesion"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = EN_HTTPS
CSRF_COOKIE_NAME = "__Host-csrf" if EN_HTTPS else "csrf"
CSRF_COOKIE_SECURE = EN_HTTPS
CSRF_FAILURE_VIEW = "portal.errores.csrf"

# --- Identities (reglas.md 8) ---------------------------------------------------------------------------
HORARIO_HABIL = env.horario("HORARIO_HABIL", "09:00-18:00")  # of a día hábil, hour of Chile
HORAS_DE_REVISION = env.entero("HORAS_DE_REVISION", 24, maximo=1000)  # business hours to decide on a paper
DIAS_DE_COPIA_DE_IDENTIDAD = env.entero("DIAS_DE_COPIA_DE_IDENTIDAD", 90, maximo=3650)  # after the decision

# --- Headers (seguridad.md 2.9) ------------------------------------------------------------------------
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if EN_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = EN_HTTPS
SECURE_SSL_REDIRECT = EN_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^salud/$"]  # the container's health check speaks plain HTTP
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if EN_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
        "report-uri": "/csp/",
    }
}

SILENCED_SYSTEM_CHECKS = ["files.E001"]  # nucleo.archivos makes FILE_UPLOAD_TEMP_DIR when a file arrives

# --- Language and place (DISENO 3.3) -------------------------------------------------------------------
LANGUAGE_CODE = "es"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/Santiago"
FORMAT_MODULE_PATH = ["portal.formatos"]
USE_THOUSAND_SEPARATOR = False

# --- Static files --------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.texto("STATIC_ROOT", str(PORTAL_DATA / "static-reunidos")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": ARCHIVOS_DIR}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "portal.estaticos.Estaticos"
    },
}
WHITENOISE_MAX_AGE = 365 * 24 * 60 * 60

# --- Named by the contract, read by later stages: a value that nothing reads must not look as if it worked ----
CLAVE_ANCLA = env.archivo_o_nada("CLAVE_ANCLA")
env.aun_no("ARCHIVOS_S3_URL")
env.aun_no("SENTRY_DSN")

# --- Captcha (A-06) ------------------------------------------------------------------------------------
CAPTCHA_TIMEOUT = 5  # minutes
CAPTCHA_LENGTH = 6
CAPTCHA_CHALLENGE_FUNCT = "cuentas.captcha.desafio.desafio"
CAPTCHA_FONT_SIZE = 30
CAPTCHA_2X_IMAGE = False

# --- Evidence: how far `ocurrido` may lie behind `registrado`, in seconds (reglas.md 3) ------------------
BITACORA_DESFASE_MAXIMO = None if DEMO else 5

# --- Logs: one JSON line per event, to stderr ------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "nucleo.comun.registro.LineaJson"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "json"},
        "nada": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},  # its own handlers would mail whole requests to ADMINS (V17)
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "pikepdf": {"level": "WARNING"},  # it greets at INFO on import
        "apprise": {"handlers": ["nada"], "propagate": False},  # it writes telephone numbers (V17)
        "urllib3": {"level": "WARNING"},  # and this one the addresses that carry them
    },
}
