"""The named people of the demonstration and of every test.

RUTs are of the range that no person has; the password is one for all.
"""

from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import make_password

from catalogo.models import Distribuidora
from cuentas.models import EstadoCuenta, Perfil, Rol, Usuario, clave_de_ingreso
from nucleo.comun.reloj import ahora

CLAVE = "tres-coigues-26"


@dataclass(frozen=True)
class Persona:
    nombres: str
    apellidos: str
    documento: str
    perfil: Perfil
    rol: Rol = Rol.NINGUNO
    distribuidora: str = ""
    es_instalador: bool = False


ELENA = Persona("Elena", "Araya Soto", "444444444", Perfil.SOLICITANTE)
IGNACIO = Persona("Ignacio", "Ponce Vidal", "454545451", Perfil.SOLICITANTE, es_instalador=True)
FRIDA = Persona("Frida", "Lobos Nieto", "414141412", Perfil.SOLICITANTE)
# Lives in the demonstration only: somebody whose photo was not legible, since Frida has nothing yet.
VERA = Persona("Vera", "Salas Pino", "464646469", Perfil.SOLICITANTE)
MARTA = Persona("Marta", "Ovalle Ríos", "404040405", Perfil.DISTRIBUIDORA, Rol.OPERADOR, "YN")
JORGE = Persona("Jorge", "Tapia Mena", "434343437", Perfil.DISTRIBUIDORA, Rol.JEFATURA, "YN")
OLGA = Persona("Olga", "Pinto Bravo", "42424242K", Perfil.DISTRIBUIDORA, Rol.OPERADOR, "OV")
SONIA = Persona("Sonia", "Vergara Luna", "410000008", Perfil.SEC, Rol.ADMINISTRADOR)
FABIAN = Persona("Fabián", "Cerda Rojo", "430000004", Perfil.SEC, Rol.FISCALIZADOR)
TODAS = (ELENA, IGNACIO, FRIDA, MARTA, JORGE, OLGA, SONIA, FABIAN)


@cache
def _hash() -> str:
    """One for all: the hash is slow on purpose, and a test suite creates people by the thousand."""
    return make_password(CLAVE)


def crear(persona: Persona, *, de_demostracion: bool = False) -> Usuario:
    """The active account of a person; the same one if it exists."""
    clave = clave_de_ingreso(persona.perfil, persona.documento)
    usuario = Usuario.objects.filter(clave_de_ingreso=clave).first()
    if usuario:
        return usuario
    return Usuario.objects.create(
        perfil=persona.perfil,
        rol=persona.rol,
        documento=persona.documento,
        clave_de_ingreso=clave,
        nombres=persona.nombres,
        apellidos=persona.apellidos,
        email=f"{persona.nombres.lower().replace('á', 'a')}@ejemplo.cl",
        es_instalador=persona.es_instalador,
        distribuidora=Distribuidora.objects.get(prefijo=persona.distribuidora) if persona.distribuidora else None,
        estado=EstadoCuenta.ACTIVA,
        de_demostracion=de_demostracion,
        creada_en=ahora(),
        password=_hash(),
    )
