#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# tests/check_format.sh [--fix]: is all of the C++ as clang-format 16 writes it, and is no line of text too long?
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."

mapfile -t sources < <(find sim tests -name '*.[ch]pp' | sort)
if [ "${1:-}" = --fix ]; then clang-format-16 -i "${sources[@]}"; fi

failed=0
clang-format-16 --dry-run --Werror "${sources[@]}" || failed=1

# Comments are left as they are written, so their columns are counted here
mapfile -t texts < <(find sim tests analysis -name '*.[ch]pp' -o -name '*.py' | sort)
if LC_ALL=C.UTF-8 grep -nHE '.{111}' "${texts[@]}"; then
    echo "these lines have more than 110 columns"
    failed=1
fi
if grep -nHE '[[:space:]]$' "${texts[@]}"; then
    echo "these lines end in white space"
    failed=1
fi
if [ $failed = 0 ]; then echo "the format is as agreed"; else echo "tests/check_format.sh --fix mends what clang-format can"; fi
exit $failed
