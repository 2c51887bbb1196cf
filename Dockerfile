# One image for the answer API and the chat page; CPU torch, no telemetry, no root.
FROM python:3.11-slim AS build
WORKDIR /build
COPY constraints.txt pyproject.toml README.md LICENSE ./
COPY assistant assistant
COPY ingest ingest
COPY prompts prompts
COPY ui ui
COPY evals evals
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir -c constraints.txt torch==2.13.0 \
      --extra-index-url https://download.pytorch.org/whl/cpu \
 && /venv/bin/pip install --no-cache-dir -c constraints.txt ".[openai]"

FROM python:3.11-slim
COPY --from=build /venv /venv
RUN useradd --create-home --uid 10001 r2p && mkdir /data && chown r2p /data
USER r2p
ENV PATH=/venv/bin:$PATH R2P_DATA_DIR=/data PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8000 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD python -c "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"
CMD ["r2p", "serve", "--host", "0.0.0.0"]
