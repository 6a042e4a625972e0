# The sandbox in a container. The base image is an argument: any image with Python 3.11 to 3.13 and pip will do.
ARG BASE_IMAGE=python:3.13-slim
FROM ${BASE_IMAGE}
WORKDIR /app
COPY pyproject.toml constraints.txt README.md ./
COPY contracts contracts
COPY stubs stubs
COPY real_adapters real_adapters
COPY simulator simulator
RUN python -m pip install --no-cache-dir -c constraints.txt . && useradd --create-home imageflow && mkdir /data && chown imageflow /data
USER imageflow
VOLUME /data
# Secrets are made at the first start and kept in /data/secrets.env.
EXPOSE 8069 5678 8090 9000 8800
ENTRYPOINT ["imageflow"]
CMD ["serve", "--host", "0.0.0.0", "--data", "/data", "--own-secrets"]
