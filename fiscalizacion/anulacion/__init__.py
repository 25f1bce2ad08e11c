"""SEC annuls a request (F-07)."""
