"""The people of ``portal.demostracion``, under the name that the tests use."""

from portal.demostracion.personas import CLAVE, ELENA, FABIAN, FRIDA, IGNACIO, JORGE, MARTA, OLGA, SONIA, TODAS, crear

__all__ = ["CLAVE", "ELENA", "FABIAN", "FRIDA", "IGNACIO", "JORGE", "MARTA", "OLGA", "SONIA", "TODAS", "crear"]
