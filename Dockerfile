# The front-end needs Node alone: the Python that it holds is compiled by Node's Pyodide.
FROM node:24-bookworm-slim AS front
RUN apt-get update \
    && apt-get install --yes --no-install-recommends make \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY Makefile package.json package-lock.json .npmrc tsconfig.json ./
COPY static/build static/build
RUN make node_modules/.installed
COPY engine engine
COPY lessons lessons
COPY package package
COPY static/src static/src
RUN make build BROTLI=11

# The Python of this image is the one that Pyodide runs in the browser. Graphviz draws SVG and PNG by Cairo; the 35 MB of
# codecs that only its GD plugin needs are removed again.
FROM python:3.14-slim-bookworm
RUN apt-get update \
    && apt-get install --yes --no-install-recommends graphviz \
    && dpkg --purge --force-depends libgd3 libheif1 libavif15 libx265-199 libsvtav1enc1 libaom3 librav1e0 libdav1d6 libgav1-1 \
    && dot -c \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 playground
WORKDIR /app
COPY pyproject.toml README.md LICENSE server.py ./
COPY requirements requirements
COPY engine engine
COPY lessons lessons
COPY package package
COPY web web
RUN mkdir static
RUN pip install --no-cache-dir --require-hashes \
        --requirement requirements/build.txt --requirement requirements/server.txt \
    && pip install --no-cache-dir --no-deps --no-build-isolation --editable . \
    && python -m compileall -q server.py engine package web
COPY --from=front /app/static/dist static/dist
ENV PLAYGROUND_ACCESS_LOG=1
USER playground
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["python", "server.py", "--host", "0.0.0.0", "--no-browser"]
