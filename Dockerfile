# The design system's files; the image itself has no Node.
FROM node:22-bookworm-slim AS assets
WORKDIR /desk
COPY package.json package-lock.json .npmrc ./
RUN npm ci --silent

FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PATH=/venv/bin:$PATH \
    FONTCONFIG_FILE=/desk/var/fonts/fonts.conf FILES_DIR=/files
# No version is pinned: Debian takes one away when a mended one comes.
# hadolint ignore=DL3008
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home desk \
    && install -d -o desk -g desk /files
COPY requirements.lock /tmp/
RUN python -m venv /venv && pip install -q --no-cache-dir --require-hashes -r /tmp/requirements.lock
WORKDIR /desk
COPY . .
COPY --from=assets /desk/node_modules ./node_modules
# Gathered and compiled once, at build time; the running container writes to /files and nowhere else.
RUN python -m labor_office.local fonts --into /desk/var \
    && python -m labor_office.local static \
    && rm -rf node_modules \
    && python -m compileall -q . \
    && install -d -o desk -g desk /desk/var/fonts/cache
# The account desk, by number: a cluster that refuses root asks for one.
USER 10001
EXPOSE 8000
VOLUME /files
CMD ["gunicorn", "-c", "python:labor_office.local.gunicorn_conf", "-b", "0.0.0.0:8000"]
