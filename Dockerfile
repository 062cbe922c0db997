# Checks and builds a repository of a standard, mounted at /work. Nothing is fetched at run time:
#
#   docker build --tag rubric .
#   docker run --rm --network none --volume "$PWD:/work" rubric check
#   docker run --rm --network none --volume "$PWD:/work" --user "$(id -u)" rubric build
#
# With a volume that may only be read (`:ro`), build into another one: --site-dir /site.

FROM python:3.13-slim AS wheels
WORKDIR /source
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY plugins plugins
RUN pip wheel --no-cache-dir --constraint constraints.txt --wheel-dir /wheels ".[zensical,properdocs]"

FROM python:3.13-slim
RUN apt-get update \
 && apt-get install --yes --no-install-recommends git \
 && rm -rf /var/lib/apt/lists/*
RUN --mount=type=bind,from=wheels,source=/wheels,target=/wheels \
    pip install --no-cache-dir --no-index --find-links /wheels "mkdocs-rubric[zensical,properdocs]"
# A repository on a volume belongs to whoever cloned it, not to the user in here; git reads it all the
# same. No program that a repository's settings name is run.
RUN git config --system --add safe.directory '*' \
 && useradd --create-home --uid 1000 rubric
ENV NO_MKDOCS_2_WARNING=1 PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER rubric
WORKDIR /work
ENTRYPOINT ["rubric"]
CMD ["check"]
