"""The structural checks (seguridad.md 2.3): what a file is must be what its name says, and nothing more.

``revisar`` is the only name that other rooms need.
"""

from nucleo.archivos.revision.puerta import Revision, revisar

__all__ = ["Revision", "revisar"]
