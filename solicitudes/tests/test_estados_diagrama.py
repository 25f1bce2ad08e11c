"""``docs/estados.md`` says what the table says."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from portal.tests.ayudas import PRODUCCION, correr
from solicitudes.diagrama import documento
from solicitudes.estados import TRANSICIONES, Estado, Tipo


def test_el_documento_esta_al_dia() -> None:
    call_command("diagrama_estados", "--comprobar")
    assert (settings.BASE_DIR / "docs" / "estados.md").read_text(encoding="utf-8") == documento()


def test_uno_viejo_se_nota_y_se_escribe_de_nuevo(tmp_path: Path) -> None:
    salida = tmp_path / "docs" / "estados.md"
    with pytest.raises(CommandError, match="no está al día"):
        call_command("diagrama_estados", "--comprobar", "--salida", str(salida))
    call_command("diagrama_estados", "--salida", str(salida))
    call_command("diagrama_estados", "--comprobar", "--salida", str(salida))


def test_se_escribe_sin_base_de_datos(tmp_path: Path) -> None:
    """The addresses of this environment answer nobody."""
    hecho = correr("manage.py", "diagrama_estados", "--salida", str(tmp_path / "e.md"), entorno=PRODUCCION)
    assert hecho.returncode == 0, hecho.stderr
    assert (tmp_path / "e.md").read_text(encoding="utf-8") == documento()


def test_nombra_cada_estado_formulario_accion_y_evento() -> None:
    texto = documento()
    assert all(f"| {estado.label} | `{estado.value}` |" in texto for estado in Estado)
    assert all(f"## {tipo.label} (`{tipo.value}`)" in texto for tipo in Tipo)
    assert all(f"`{fila.accion.value}`" in texto and f"`{fila.evento.value}`" in texto for fila in TRANSICIONES)
    filas = [linea for linea in texto.splitlines() if re.match(r"\| .*`[A-Z_]+` \|$", linea)]
    assert len(filas) == sum(len(fila.tipos) for fila in TRANSICIONES)
