#!/bin/sh
# Make .venv hold exactly what requirements.lock says, and the package itself, editable.
# Does nothing when that's so already. PYTHON, if set, says which Python to make it with.
set -eu
cd "$(dirname "$0")/.."
venv=.venv
case "$(uname -s)" in MINGW* | MSYS* | CYGWIN*) bin=$venv/Scripts ;; *) bin=$venv/bin ;; esac

suitable() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    # The versions that the lock is tested with first, the newest before the others.
    for name in ${PYTHON:-python3.13 python3.12 python3.11 python3.14 python3 python}; do
        if suitable "$name"; then echo "$name"; return; fi
    done
    if [ -n "${PYTHON:-}" ]; then
        echo "PYTHON=$PYTHON is not a Python 3.11 or newer with the venv module." >&2
    else
        echo "No Python 3.11 or newer with the venv module was found." >&2
        echo "Install one, or say where it is: make setup PYTHON=/path/to/python3" >&2
    fi
    exit 1
}

version() { "$1" -c 'import sys; print(*sys.version_info[:3], sep=".")' 2>/dev/null || echo none; }

# A moved folder counts as stale: the scripts in an environment hold its path.
wanted="$(cksum <requirements.lock) $PWD"
stale=yes
if [ "$(cat $venv/.lock-stamp 2>/dev/null)" = "$wanted" ] && [ "$(version $bin/python)" != none ]; then
    stale=no
    if [ -n "${PYTHON:-}" ] && [ "$(version "$PYTHON")" != "$(version $bin/python)" ]; then stale=yes; fi
fi

if [ $stale = yes ]; then
    python=$(find_python)
    echo "Installing into $venv with Python $(version "$python"): about a minute, once"
    rm -rf $venv
    "$python" -m venv $venv
    $bin/python -m pip install -qq --disable-pip-version-check --no-deps --only-binary :all: \
        --require-hashes -r requirements.lock
    # Matplotlib lists the fonts at its first import, and says so on stderr if that takes long.
    $bin/python -c 'import matplotlib.font_manager'
    # JupyterLab asks at its first start whether it may fetch news; here nothing is fetched.
    mkdir -p $venv/share/jupyter/lab/settings
    echo '{"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}' \
        >$venv/share/jupyter/lab/settings/overrides.json
    echo "$wanted" >$venv/.lock-stamp
fi

project="$(cksum <pyproject.toml)"
if [ "$(cat $venv/.project-stamp 2>/dev/null)" != "$project" ]; then
    $bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
    echo "$project" >$venv/.project-stamp
fi
