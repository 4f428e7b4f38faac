# The whole suite in one image: docker build -t kimtan . ; docker run --rm -v "$PWD/outputs:/kimtan/outputs" kimtan report 2023-H1
FROM python:3.13-slim

ENV LANG=C.UTF-8 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1

WORKDIR /kimtan
COPY requirements.lock pyproject.toml hatch_build.py README.md LICENSE ./
COPY kimtan kimtan
COPY notebooks notebooks
COPY data data
COPY params params
RUN python -m pip install --no-cache-dir --require-hashes -r requirements.lock \
    && python -m pip install --no-cache-dir --no-deps --no-build-isolation -e .

ENTRYPOINT ["kimtan"]
CMD ["--help"]
