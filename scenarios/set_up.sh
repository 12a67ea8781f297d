# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Sourced by scenarios/replay, tests/run, tests/bare and .ci/run: packages, a clean environment, builds.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

say() { printf '%s\n' "$*" >&2; }

# What the machine does not allow ends with one sentence and the exit code of the machine's faults.
give_up() {
    say "${0##*/}: $*"
    exit 4
}

# ---- environment

# The build and the run see the system alone, whatever stands first on the path: conda's compiler, HDF5 or Python would
# be found otherwise, and fail at the link or at the start.
clean_environment() {
    local name set_aside=()
    for name in CC CXX CPATH C_INCLUDE_PATH CPLUS_INCLUDE_PATH LIBRARY_PATH LD_LIBRARY_PATH LD_PRELOAD CPPFLAGS CFLAGS \
        CXXFLAGS LDFLAGS CMAKE_PREFIX_PATH CMAKE_GENERATOR CMAKE_TOOLCHAIN_FILE HDF5_ROOT HDF5_DIR TBB_DIR TBB_ROOT \
        BOOST_ROOT Boost_DIR PKG_CONFIG_PATH PYTHONPATH PYTHONHOME; do
        if [ -n "${!name:-}" ]; then set_aside+=("$name"); fi
        unset "$name"
    done
    if [ -n "${CONDA_PREFIX:-}" ]; then
        say "A conda environment is active; the system's own compiler, libraries and Python are used instead of it."
    fi
    if [ ${#set_aside[@]} -gt 0 ]; then
        say "Set aside, so that the system's own compiler and libraries are found: ${set_aside[*]}."
    fi
    unset CONDA_PREFIX
    export PATH=/usr/sbin:/usr/bin:/sbin:/bin
    export PYTHONNOUSERSITE=1 # a newer numpy below ~/.local breaks the packaged matplotlib
}

# ---- packages

# packages SECTION...: the names that stand below these headings.
packages() {
    awk -v wanted=" $* " '
        /^\[/ { on = index(wanted, " " substr($1, 2, length($1) - 2) " "); next }
        on && NF && $1 !~ /^#/ { print $1 }' "$root/scenarios/packages"
}

missing_packages() {
    local wanted
    mapfile -t wanted < <(packages "$@")
    dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null |
        awk '$1 == "installed" { print $2 }' | sort -u | comm -13 - <(printf '%s\n' "${wanted[@]}" | sort -u)
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@" # nobody is there to type a password
    fi
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 \
        apt-get -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 "$@"
}

# The lists are asked for once an hour at most. apt waits for its other locks by itself, not for that of the lists.
update_lists() {
    if [ -n "$(find /var/lib/apt/lists/partial -maxdepth 0 -mmin -60 2>/dev/null)" ] &&
        [ -n "$(find /var/lib/apt/lists -maxdepth 1 -name '*_Packages*' -print -quit)" ]; then
        return
    fi
    local attempt
    for attempt in 1 2 3 4 5 6; do
        if apt_get -qq update >/dev/null; then return; fi
        say "apt-get update failed (attempt $attempt of 6)."
        if [ "$attempt" != 6 ]; then sleep 10; fi
    done
    give_up "the package lists cannot be fetched; the lines above say why. Is the network there?"
}

# install_packages SECTION...: installs what is missing; where nothing is, asks nobody and takes no time.
install_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        give_up "this system has no apt. Install what scenarios/packages names in its own way, then add --as-is."
    fi
    local missing
    mapfile -t missing < <(missing_packages "$@")
    if [ ${#missing[@]} = 0 ]; then return; fi

    local line="apt-get install --no-install-recommends ${missing[*]}"
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null; then
            give_up "packages are missing, and this is neither root nor is there sudo. Have an administrator run: $line"
        fi
        if [ ! -t 0 ] && ! sudo -n true 2>/dev/null; then
            give_up "packages are missing, and sudo asks for a password with no terminal to type it. Run first: sudo $line"
        fi
    fi
    update_lists
    say "Packages to install, without what they merely recommend: ${missing[*]}"
    # The first call only asks what the second would do: it prints the sizes and fetches nothing
    local log
    log=$(mktemp)
    apt_get install --yes --no-install-recommends --print-uris "${missing[@]}" >"$log" 2>&1 || true
    grep -E '^(Need to get|After this operation)' "$log" >&2 || true
    if ! apt_get install --yes --no-install-recommends "${missing[@]}" >"$log" 2>&1; then
        cat "$log" >&2
        give_up "the packages could not be installed; the lines above say why."
    fi
    rm -f "$log"
}

# ---- builds

# What bounds the memory of this process [bytes], a line each; no number where nothing does.
memory_limits() {
    awk '$1 == "MemAvailable:" { printf "%.0f\n", $2 * 1024 }' /proc/meminfo 2>/dev/null || true
    local kilobytes group controllers path
    kilobytes=$(ulimit -v)
    if [ "$kilobytes" != unlimited ]; then printf '%s\n' $((kilobytes * 1024)); fi
    # The control group of this process and those above it, of either version
    while IFS=: read -r _ controllers path; do
        case $controllers in
            '') group=/sys/fs/cgroup ;;
            memory) group=/sys/fs/cgroup/memory ;;
            *) continue ;;
        esac
        while true; do
            cat "$group$path/memory.max" "$group$path/memory.limit_in_bytes" 2>/dev/null || true
            if [ -z "${path%/}" ]; then break; fi
            path=${path%/*}
        done
    done < <(cat /proc/self/cgroup 2>/dev/null || true)
}

# As many jobs as there are cores, and memory for: the largest of our files takes a compiler up to 1.2 GB.
parallel_jobs() {
    local cores memory
    cores=$(nproc)
    # 19 digits and more stand for no limit
    memory=$(memory_limits | grep -xE '[0-9]{7,18}' | sort -n | sed -n 1p) || true
    if [ -n "$memory" ] && [ $((memory / 1200000000)) -lt "$cores" ]; then cores=$((memory / 1200000000)); fi
    if [ "$cores" -lt 1 ]; then cores=1; fi
    printf '%s' "$cores"
}

# May this checkout be written?
need_folders() {
    local folder
    for folder in "$@"; do
        if ! mkdir -p "$root/$folder" 2>/dev/null || [ ! -w "$root/$folder" ]; then
            give_up "$root/$folder cannot be written. Copy or clone the project into a folder of your own and run it there."
        fi
    done
}

# Was it configured with a ccache that is not here any more?
lacks_ccache() { grep -q '^CMAKE_CXX_COMPILER_LAUNCHER:.*ccache' "$1/CMakeCache.txt" && ! command -v ccache >/dev/null; }

# configure FOLDER [CMAKE ARGUMENT...]: below build/. Quiet unless it fails.
configure() {
    local folder=$root/build/$1 fresh=()
    shift
    # A folder that was copied or moved here remembers the place it came from
    if [ -f "$folder/CMakeCache.txt" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
        fresh=(--fresh)
    fi
    # A folder stays as it was first configured: ccache, which comes with the packages of the tests, would build all of it
    # anew. What keeps nothing from one build to the next parses headers once; ccache would miss what it keeps
    if [ -f "$folder/CMakeCache.txt" ] && [ ${#fresh[@]} = 0 ] && ! lacks_ccache "$folder"; then
        :
    elif [ "${CI:-}" = true ] || ! command -v ccache >/dev/null; then
        set -- "$@" -DMERCATO_PRECOMPILED_HEADERS=ON
        if [ -f "$folder/CMakeCache.txt" ]; then set -- "$@" -DCMAKE_CXX_COMPILER_LAUNCHER=; fi
    else
        set -- "$@" -DMERCATO_PRECOMPILED_HEADERS=OFF -DCMAKE_CXX_COMPILER_LAUNCHER=ccache
    fi
    if ! cmake "${fresh[@]}" -S "$root" -B "$folder" -G Ninja "$@" >"$folder.log" 2>&1; then
        cat "$folder.log" >&2
        give_up "the build could not be configured; the lines above say why."
    fi
}

# build FOLDER TARGET...: below build/.
build() {
    local folder=$root/build/$1 parallel
    shift
    parallel=$(parallel_jobs)
    if ! cmake --build "$folder" --target "$@" -j "$parallel" >&2; then
        give_up "the build failed; the lines above say why. \"Killed\" means too little memory: this took $parallel jobs."
    fi
}
