"""What starts the portal where nothing is installed: PostgreSQL, broker, worker, beat and web server.

Only ``bin/run``, ``bin/test`` and ``manage.py`` use it; a production installation brings its own services.
"""
