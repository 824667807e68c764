# The app, the worker and the migrations: one image, three commands.
FROM python:3.13-slim
WORKDIR /nova
COPY constraints.txt pyproject.toml README.md ./
RUN pip install --no-cache-dir --require-hashes --no-deps --only-binary :all: -r constraints.txt
COPY src src
COPY sql sql
COPY migrations migrations
RUN pip install --no-cache-dir --no-build-isolation --no-deps --editable . \
    && useradd --system --create-home --home-dir /var/lib/nova nova
USER nova
ENV NOVA_HOME=/var/lib/nova NOVA_HOST=0.0.0.0
EXPOSE 8000
CMD ["nova", "serve"]
