"""A believable portal of any size: ``manage.py cargar_volumen`` (contrato.md)."""
