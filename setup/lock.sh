#!/bin/sh
# Writes the requirements*.lock files: exact versions with hashes, for every platform and
# every Python from 3.11 on. They name no index: pip takes whichever it is configured with.
set -eu
cd "$(dirname "$0")/.."

# uv resolves for all platforms at once, which pip cannot. Its own version is pinned too.
uv=build/uv/bin/uv
if [ ! -x "$uv" ]; then
    "${PYTHON:-python3}" -m venv build/uv
    build/uv/bin/python -m pip install --quiet --disable-pip-version-check \
        --require-hashes -r setup/uv.lock
fi

compile() { # compile OUTPUT ARGUMENTS…
    output=$1
    shift
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-config --custom-compile-command 'make lock' \
        ${UPGRADE:+--upgrade} --output-file "$output" "$@"
    echo "  $output"
}

echo 'Versiones fijadas en (UPGRADE=1 las sube):'
printf '%s\n' setuptools setuptools-scm | compile requirements-build.lock -  # the latter for bagit
compile requirements.lock pyproject.toml
compile requirements-dev.lock pyproject.toml --group dev --constraint requirements.lock
echo 'uv' | compile setup/uv.lock -
