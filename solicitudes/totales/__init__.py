"""Daily totals: written with each fact (``anotar``), folded by the minute (``tablas``), read by ``consultas``."""
