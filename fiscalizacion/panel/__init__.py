"""The panel: the figures of a period, each a link to the requests behind it (DISENO 7.5)."""
