"""The suite serves assets from their folders; here they are collected as a start does it, references checked."""

from pathlib import Path

from portal.tests.ayudas import PRODUCCION, RAIZ, correr


def test_every_asset_is_collected_and_every_reference_in_them_exists(tmp_path: Path) -> None:
    destino = tmp_path / "reunidos"
    hecho = correr("manage.py", "collectstatic", "--no-input", entorno=PRODUCCION | {"STATIC_ROOT": str(destino)})
    assert hecho.returncode == 0, hecho.stderr
    propios = [ruta for ruta in (RAIZ / "static").rglob("*") if ruta.is_file()]
    assert (destino / "staticfiles.json").exists()
    for ruta in propios:
        assert (destino / ruta.relative_to(RAIZ / "static")).exists()
