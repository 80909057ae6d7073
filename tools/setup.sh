#!/bin/sh
# Make .venv hold exactly what requirements.lock says, and the package itself, editable.
# Does nothing when that's so already. PYTHON, if set, says which Python to make it with. It must
# be one for which docs/pythons.csv misses no wheel, on this platform.
# Of two at once, one waits for the other; a killed one keeps nobody waiting.
set -eu
cd "$(dirname "$0")/.."
venv=.venv
lock=$venv.lock
table=docs/pythons.csv
patience=900
case "$(uname -s)" in MINGW* | MSYS* | CYGWIN*) bin=$venv/Scripts ;; *) bin=$venv/bin ;; esac

give_up() { echo "$1" >&2; exit 1; }

# The Python and the platform as the table names them, and what would keep wheels from fitting.
describe='import platform, sys, sysconfig
name = "" if platform.python_implementation() == "CPython" else platform.python_implementation()
name += ".".join(map(str, sys.version_info[:2]))
name += "t" * bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
try:
    import ensurepip, venv
except ImportError:
    name += " without venv"
if "musl" in str(sysconfig.get_config_var("SOABI")):
    name += " with musl"
if sys.maxsize < 2**32:
    name += " of 32 bits"
sys.stdout.write(name + "," + sys.platform + "-" + platform.machine())'

# What the table has for a platform, where no wheel is missing.
held_on() { sed -n "s/^\([0-9.]*\),$1,[0-9]*,,.*/\1/p" $table; }

is_held() { held_on "${1#*,}" | grep -qxF "${1%%,*}"; }

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        set -- "$PYTHON"
    else
        # The versions that tests are run on first, the newest before the others.
        set -- python3.13 python3.12 python3.11 python3.14 python3.15 python3 python
    fi
    found=
    for name in "$@"; do
        is=$("$name" -c "$describe" 2>/dev/null) || continue
        if is_held "$is"; then echo "$name"; return; fi
        found=${found:-$name is Python ${is%%,*}} platform=${is#*,}
    done
    [ -n "$found" ] || give_up "$*: no Python; $table says which ones serve"
    held=$(held_on "$platform" | paste -sd ' ' -)
    give_up "$found; on $platform the lock holds for ${held:-none}: make setup PYTHON=/path/to/one"
}

version() { "$1" -c 'import sys; print(*sys.version_info[:3], sep=".")' 2>/dev/null || echo none; }

# A moved folder counts as stale: the scripts in an environment hold its path.
wanted="$(cksum <requirements.lock) $PWD"
project="$(cksum <pyproject.toml)"

# A file that is not there holds nothing, not even an empty text.
holds() { content=$(cat "$1" 2>/dev/null) && [ "$content" = "$2" ]; }

is_made() {
    made_with=$(version $bin/python)
    holds $venv/.lock-stamp "$wanted" && [ "$made_with" != none ] || return 1
    [ -z "${PYTHON:-}" ] || [ "$(version "$PYTHON")" = "$made_with" ]
}

is_ready() { is_made && holds $venv/.project-stamp "$project"; }

# The lock holds the process id of its owner. It is linked, so that it is never there without one;
# where there are no links, there is no lock.
wait_for_lock() {
    mine=$lock-$$ waited=0 gone=0
    trap 'rm -f $mine' EXIT
    trap 'exit 1' HUP INT TERM
    echo $$ >$mine || give_up "$mine: cannot be written"
    until ln $mine $lock 2>/dev/null; do
        holder=$(cat $lock 2>/dev/null || true)
        if [ ! -e $lock ]; then
            gone=$((gone + 1))
            if [ $gone -gt 5 ]; then return; fi
        elif ! is_dead "$holder" || ! drop_lock_of "$holder"; then
            [ $waited -ne 1 ] || echo "Waiting for the setup that is at work already (process $holder)"
            [ $waited -lt $patience ] ||
                give_up "$lock: held by process $holder for $patience s; remove it if that is no setup"
            gone=0 waited=$((waited + 1))
            sleep 1
        fi
    done
    trap 'rm -f $mine $lock' EXIT
}

is_dead() { [ "$1" = $$ ] || ! kill -0 "$1" 2>/dev/null; }

# Only one of all who wait may drop it, and only if by then it is not the lock of somebody else.
drop_lock_of() {
    mkdir "$lock.${1:-nobody}" 2>/dev/null || return 1
    if holds $lock "$1"; then rm -f $lock; fi
    rmdir "$lock.${1:-nobody}"
}

if is_ready; then exit 0; fi
wait_for_lock
if ! is_made; then
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

if ! is_ready; then
    $bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
    echo "$project" >$venv/.project-stamp
fi
