"""Who uses the portal. One account per (perfil, document): the same RUT may hold one per profile (A-01)."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from catalogo.models import Distribuidora
from nucleo.comun.identidad import mostrar_rut


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
    celular = models.CharField(max_length=16, blank=True)
    es_instalador = models.BooleanField("instalador SEC", default=False)
    distribuidora = models.ForeignKey(Distribuidora, models.PROTECT, null=True, blank=True, related_name="usuarios")
    estado = models.CharField(max_length=12, choices=EstadoCuenta, default=EstadoCuenta.PENDIENTE)
    de_demostracion = models.BooleanField(default=False)
    creada_en = models.DateTimeField()

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
            models.CheckConstraint(condition=Q(perfil__in=Perfil.values), name="perfil_conocido"),
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

    @property
    def nombre(self) -> str:
        return self.razon_social or f"{self.nombres} {self.apellidos}".strip()

    @property
    def documento_mostrado(self) -> str:
        return mostrar_rut(self.documento) if self.documento_tipo == TipoDocumentoIdentidad.RUT else self.documento

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


def clave_de_ingreso(perfil: str, documento: str, tipo: str = "RUT") -> str:
    """The login key of an account: ``solicitante:RUT:123456785``."""
    return f"{perfil}:{tipo}:{documento}"
