#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# tests/check_docs.sh PROGRAM [--fix]: are the pages that the program writes the ones in docs? --fix writes them anew.
set -euo pipefail
if [ $# -lt 1 ] || [ ! -x "$1" ]; then
    echo "tests/check_docs.sh PROGRAM [--fix]: PROGRAM is a built mercato, such as build/release/mercato" >&2
    exit 2
fi
program=$(readlink -f "$1")
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."

# page: what writes it
pages="
docs/scenario.md: scenario params --markdown
docs/commands.md: help --markdown
"

failed=0
while IFS=: read -r page arguments; do
    if [ -z "$page" ]; then continue; fi
    read -ra arguments <<<"$arguments"
    if [ "${2:-}" = --fix ]; then
        "$program" "${arguments[@]}" >"$page"
    elif ! diff -u "$page" <("$program" "${arguments[@]}"); then
        echo "$page is not what mercato ${arguments[*]} writes; tests/check_docs.sh PROGRAM --fix writes it anew"
        failed=1
    fi
done <<<"$pages"
exit $failed
