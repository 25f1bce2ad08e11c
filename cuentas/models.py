"""Who uses the portal. One account per (perfil, document): the same RUT may hold one per profile (A-01)."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from catalogo.models import Distribuidora
from nucleo.comun.identidad import mostrar_documento


class Perfil(models.TextChoices):
    SOLICITANTE = "solicitante", "Solicitante"
    DISTRIBUIDORA = "distribuidora", "Distribuidora"
    SEC = "sec", "SEC"


class Rol(models.TextChoices):
    NINGUNO = "", "–"
    OPERADOR = "operador", "Operador"
    JEFATURA = "jefatura", "Jefatura"
    FISCALIZADOR = "fiscalizador", "Fiscalizador"
    ADMINISTRADOR = "administrador", "Administrador"


class EstadoCuenta(models.TextChoices):
    PENDIENTE = "pendiente", "Por activar"
    ACTIVA = "activa", "Activa"
    DESACTIVADA = "desactivada", "Desactivada"


class TipoDocumentoIdentidad(models.TextChoices):
    RUT = "RUT", "RUT"
    DNI = "DNI", "DNI"


class Usuarios(BaseUserManager["Usuario"]):
    def get_by_natural_key(self, username: str | None) -> "Usuario":
        return self.get(clave_de_ingreso=username)


class Usuario(AbstractBaseUser):
    """``documento`` is stored compact (``123456785``); ``clave_de_ingreso`` joins perfil, type and number."""

    perfil = models.CharField(max_length=16, choices=Perfil)
    rol = models.CharField(max_length=16, choices=Rol, blank=True, default="")
    documento_tipo = models.CharField(max_length=3, choices=TipoDocumentoIdentidad, default="RUT")
    documento = models.CharField(max_length=12)
    clave_de_ingreso = models.CharField(max_length=40, unique=True)
    nombres = models.CharField(max_length=120, blank=True)
    apellidos = models.CharField(max_length=120, blank=True)
    razon_social = models.CharField("razón social", max_length=200, blank=True)
    email = models.EmailField("correo", max_length=254)
    # Made by the database, so that no path can forget it. Forms accept ASCII addresses only (V15).
    email_plegado = models.GeneratedField(
        expression=Lower("email"), output_field=models.CharField(max_length=254), db_persist=True
    )
    celular = models.CharField(max_length=16, blank=True)
    celular_verificado_en = models.DateTimeField(null=True, blank=True)
    es_instalador = models.BooleanField("instalador SEC", default=False)
    distribuidora = models.ForeignKey(Distribuidora, models.PROTECT, null=True, blank=True, related_name="usuarios")
    estado = models.CharField(max_length=12, choices=EstadoCuenta, default=EstadoCuenta.PENDIENTE)
    de_demostracion = models.BooleanField(default=False)
    consentimiento_en = models.DateTimeField(null=True, blank=True)
    consentimiento_texto = models.CharField("versión del texto consentido", max_length=20, blank=True)
    creada_en = models.DateTimeField()
    activada_en = models.DateTimeField(null=True, blank=True)
    desactivada_en = models.DateTimeField(null=True, blank=True)

    objects = Usuarios()
    USERNAME_FIELD = "clave_de_ingreso"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["perfil", "documento_tipo", "documento"],
                name="una_cuenta_por_perfil",
            ),
            models.UniqueConstraint(
                fields=["perfil", "email_plegado"],
                condition=Q(estado=EstadoCuenta.ACTIVA),
                name="un_correo_por_perfil",
            ),
            models.UniqueConstraint(
                fields=["perfil", "celular"],
                condition=Q(estado=EstadoCuenta.ACTIVA, celular_verificado_en__isnull=False),
                name="un_celular_por_perfil",
            ),
            models.CheckConstraint(
                name="celular_verificado_existe",
                condition=Q(celular_verificado_en__isnull=True) | ~Q(celular=""),
            ),
            models.CheckConstraint(
                name="consentimiento_con_fecha_y_texto",
                condition=Q(consentimiento_en__isnull=True, consentimiento_texto="")
                | (Q(consentimiento_en__isnull=False) & ~Q(consentimiento_texto="")),
            ),
            models.CheckConstraint(condition=Q(perfil__in=Perfil.values), name="perfil_conocido"),
            models.CheckConstraint(condition=Q(estado__in=EstadoCuenta.values), name="cuenta_estado_conocido"),
            models.CheckConstraint(
                condition=Q(documento_tipo__in=TipoDocumentoIdentidad.values), name="cuenta_documento_conocido"
            ),
            models.CheckConstraint(
                name="rol_del_perfil",
                condition=Q(perfil=Perfil.SOLICITANTE, rol="")
                | Q(perfil=Perfil.DISTRIBUIDORA, rol__in=["operador", "jefatura"])
                | Q(perfil=Perfil.SEC, rol__in=["fiscalizador", "administrador"]),
            ),
            models.CheckConstraint(
                name="distribuidora_solo_del_personal",
                condition=Q(perfil=Perfil.DISTRIBUIDORA, distribuidora__isnull=False)
                | (~Q(perfil=Perfil.DISTRIBUIDORA) & Q(distribuidora__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.nombre

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        return self.estado == EstadoCuenta.ACTIVA

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session was opened for: a new password, role, distributor or state ends it at once (AUT-6)."""
        visto = "|".join((self.password, self.perfil, self.rol, str(self.distribuidora_id), self.estado))
        return salted_hmac("cuentas.sesion", visto, secret=secret, algorithm="sha256").hexdigest()

    @property
    def nombre(self) -> str:
        return self.razon_social or f"{self.nombres} {self.apellidos}".strip()

    @property
    def documento_mostrado(self) -> str:
        return mostrar_documento(self.documento_tipo, self.documento)

    @property
    def es_solicitante(self) -> bool:
        return self.perfil == Perfil.SOLICITANTE

    @property
    def es_distribuidora(self) -> bool:
        return self.perfil == Perfil.DISTRIBUIDORA

    @property
    def es_sec(self) -> bool:
        return self.perfil == Perfil.SEC

    @property
    def es_administrador(self) -> bool:
        return self.es_sec and self.rol == Rol.ADMINISTRADOR


class RegistroPendiente(models.Model):
    """A registration whose address is not proven yet: it opens nothing, and is erased after seven days (A-24).

    Several may stand for one document, or a stranger could block its owner; the first proven one becomes the
    account. ``duplicado_de``: an account holds the document or the address already, so no code of this row works;
    the row exists because the answer, and the work, must not tell (AUT-1, AUT-2).
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    documento_tipo = models.CharField(max_length=3, choices=TipoDocumentoIdentidad, default="RUT")
    documento = models.CharField(max_length=12)
    clave_de_ingreso = models.CharField(max_length=40, db_index=True)
    password = models.CharField(max_length=128)
    nombres = models.CharField(max_length=120, blank=True)
    apellidos = models.CharField(max_length=120, blank=True)
    razon_social = models.CharField("razón social", max_length=200, blank=True)
    email = models.EmailField("correo", max_length=254)
    celular = models.CharField(max_length=16, blank=True)
    es_instalador = models.BooleanField(default=False)
    consentimiento_en = models.DateTimeField()
    consentimiento_texto = models.CharField(max_length=20)
    duplicado_de = models.ForeignKey(Usuario, models.CASCADE, null=True, blank=True, related_name="+")
    creado_en = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(documento_tipo__in=TipoDocumentoIdentidad.values), name="registro_documento_conocido"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def documento_mostrado(self) -> str:
        return mostrar_documento(self.documento_tipo, self.documento)

    @property
    def nombre(self) -> str:
        return self.razon_social or f"{self.nombres} {self.apellidos}".strip()

    @property
    def para(self) -> str:
        """Whom its codes are for (``codigos``)."""
        return f"registro:{self.pk}"


class Codigo(models.Model):
    """Six digits, derived from ``semilla`` by the secret key: the table alone gives nobody a code (``codigos``)."""

    proposito = models.CharField(max_length=24)
    para = models.CharField(max_length=80)
    semilla = models.CharField(max_length=32)
    usuario = models.ForeignKey(Usuario, models.CASCADE, null=True, blank=True, related_name="+")
    datos = models.JSONField(default=dict)
    intentos = models.PositiveSmallIntegerField(default=0)
    creado_en = models.DateTimeField()
    vence_en = models.DateTimeField()
    usado_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["para", "proposito"], name="codigo_para")]
        constraints = [
            models.UniqueConstraint(
                fields=["proposito", "para"], condition=Q(usado_en__isnull=True), name="un_codigo_vivo"
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposito} {self.pk}"


class EnlaceDeUnUso(models.Model):
    """A link that works once. ``huella``: digest of its token; ``sello``: the account as it was (``enlaces``)."""

    proposito = models.CharField(max_length=24)
    huella = models.CharField(max_length=64, unique=True)
    semilla = models.CharField(max_length=32)
    usuario = models.ForeignKey(Usuario, models.CASCADE, null=True, blank=True, related_name="+")
    registro = models.ForeignKey(RegistroPendiente, models.CASCADE, null=True, blank=True, related_name="+")
    sello = models.CharField(max_length=64, blank=True)
    datos = models.JSONField(default=dict)
    creado_en = models.DateTimeField()
    vence_en = models.DateTimeField()
    usado_en = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.proposito} {self.pk}"


def clave_de_ingreso(perfil: str, documento: str, tipo: str = "RUT") -> str:
    """The login key of an account: ``solicitante:RUT:123456785``."""
    return f"{perfil}:{tipo}:{documento}"


# Last: models of a room inside this one, which Django looks for here.
from cuentas.documento.models import DocumentoIdentidad  # noqa: E402, F401
from cuentas.perfil.models import Sesion  # noqa: E402, F401
from cuentas.personal.models import Cambio, EstadoPedido, PedidoDeCuenta  # noqa: E402, F401
from cuentas.segundo_factor.models import CodigoDeRecuperacion, SegundoFactor  # noqa: E402, F401
