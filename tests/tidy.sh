#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# tests/tidy.sh BUILD [COMMIT]: clang-tidy 16 over sim with the compile commands of the build folder BUILD; with COMMIT, only
# over the sources changed since then, and those that include a changed header.
set -euo pipefail
if [ $# -lt 1 ] || [ ! -f "$1/compile_commands.json" ]; then
    echo "tests/tidy.sh BUILD [COMMIT]: BUILD is a configured build folder (cmake --preset debug)" >&2
    exit 2
fi
build=$(readlink -f "$1")
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."

files=()
if [ $# -gt 1 ]; then
    git rev-parse --quiet --verify "$2^{commit}" >/dev/null || { echo "tests/tidy.sh: $2 is no commit" >&2 && exit 2; }
    mapfile -t changed < <(git diff --name-only --diff-filter=d "$2" -- 'sim/*.cpp' 'sim/*.hpp')
    for file in "${changed[@]}"; do
        case $file in
            *.cpp) files+=("$file") ;;
            *) mapfile -t -O ${#files[@]} files < <(grep -rlF "\"${file#sim/}\"" sim --include='*.cpp') ;;
        esac
    done
    if [ ${#files[@]} = 0 ]; then
        echo "nothing of sim has changed since $2"
        exit 0
    fi
else
    # A header is looked at with the sources that include it
    mapfile -t files < <(find sim -name '*.cpp')
fi
mapfile -t files < <(printf '%s\n' "${files[@]/#/$PWD/}" | sort -u | sed 's/[][\.*^$+?(){}|]/\\&/g; s/.*/^&$/')
# It counts aloud what it finds in the headers of others and does not show
run-clang-tidy-16 -quiet -j "$(nproc)" -p "$build" "${files[@]}" 2> >(grep -v 'warnings generated' >&2)
