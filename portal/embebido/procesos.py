"""The processes of one copy: how each is started, how it ends, and how often it may come back."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from portal.embebido import datos as carpeta
from portal.embebido import vigia

INTENTOS = 5  # restarts allowed within VENTANA before the copy gives up
VENTANA = 60.0  # seconds


@dataclass
class Proceso:
    """One program under its watcher, which ends it when the lock ``cerrojo`` is let go.

    ``senales`` go from polite to rude, ``plazo`` seconds apart.
    """

    nombre: str
    programa: list[str]
    datos: Path
    cerrojo: Path
    entorno: dict[str, str] = field(default_factory=dict)
    senales: str = "TERM"
    plazo: float = 3.0
    en_pantalla: bool = False
    _vigia: "subprocess.Popen[bytes] | None" = None
    _inicios: list[float] = field(default_factory=list)

    def iniciar(self) -> None:
        self._inicios.append(time.monotonic())
        registro = None if self.en_pantalla else carpeta.abrir_registro(self.datos, self.nombre)
        try:
            self._vigia = subprocess.Popen(
                [
                    sys.executable,
                    "-S",
                    "-E",
                    vigia.__file__,
                    "--cerrojo",
                    str(self.cerrojo),
                    "--entre-varios",
                    "--senales",
                    self.senales,
                    "--plazo",
                    str(self.plazo),
                    "--",
                    *self.programa,
                ],
                stdin=subprocess.DEVNULL,
                stdout=registro,
                stderr=registro,
                start_new_session=True,
                env=os.environ | self.entorno,
            )
        finally:
            if registro is not None:
                os.close(registro)

    def resultado(self) -> int | None:
        """Exit code once it ended, None while it runs."""
        return self._vigia.poll() if self._vigia is not None else None

    def puede_volver(self) -> bool:
        recientes = [cuando for cuando in self._inicios if time.monotonic() - cuando < VENTANA]
        return len(recientes) < INTENTOS

    def pedir_fin(self) -> None:
        if self._vigia is not None and self._vigia.poll() is None:
            self._vigia.terminate()

    def esperar_fin(self, espera: float) -> None:
        if self._vigia is None:
            return
        try:
            self._vigia.wait(espera)
        except subprocess.TimeoutExpired:
            self._vigia.kill()
            self._vigia.wait()

    def ultimas_lineas(self, cuantas: int = 8) -> str:
        ruta = self.datos / "registros" / f"{self.nombre}.log"
        return "\n".join(ruta.read_text(errors="replace").splitlines()[-cuantas:]) if ruta.exists() else ""
