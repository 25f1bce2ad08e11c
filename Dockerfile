# The portal's image: web, worker, beat and migrations are the same image with other commands (docker-compose.yml).
FROM python:3.11.15-slim-bookworm AS paquetes
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements.txt /tmp/requirements.txt
RUN /opt/venv/bin/pip install --require-hashes -r /tmp/requirements.txt

FROM python:3.11.15-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PATH=/opt/venv/bin:$PATH \
    PORTAL_DATA=/datos STATIC_ROOT=/srv/estaticos DJANGO_SETTINGS_MODULE=portal.settings
# The number is fixed so that a volume keeps its owner from one image to the next.
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin portal \
    && install -d -o portal -g portal -m 0750 /datos /srv/estaticos
COPY --from=paquetes /opt/venv /opt/venv
WORKDIR /app
COPY manage.py ./
COPY nucleo nucleo
COPY catalogo catalogo
COPY cuentas cuentas
COPY suministros suministros
COPY solicitudes solicitudes
COPY pagos pagos
COPY fiscalizacion fiscalizacion
COPY portal portal
COPY templates templates
COPY static static
COPY datos datos
USER portal
# The build has no secrets and needs none: nothing is read from these.
RUN SECRET_KEY=solo-para-reunir-los-estaticos-en-la-construccion-0123456789 PORTAL_URL=http://localhost \
    DATABASE_URL=postgres://portal_app@localhost/portal REDIS_URL=redis://localhost:6379/0 EMAIL_URL=disco:// python manage.py collectstatic --no-input
EXPOSE 8000
VOLUME /datos
CMD ["gunicorn", "portal.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--threads", "4", "--timeout", "60", "--graceful-timeout", "20", "--keep-alive", "35", "--no-control-socket"]
