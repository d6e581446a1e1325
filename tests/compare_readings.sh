#!/bin/sh
# Whether two builds read sheets alike, byte for byte: tests/compare_readings.sh OLD NEW FILE...
# For changes that are to make reading faster and no different.
set -eu
old=$1 new=$2
shift 2
differing=0
for file in "$@"; do
    # A file that is refused must be refused with the same words.
    one=$("$old" read "$file" --format json --today 2026-11-01 2>&1) || one="$one (refused)"
    other=$("$new" read "$file" --format json --today 2026-11-01 2>&1) || other="$other (refused)"
    if [ "$one" != "$other" ]; then
        differing=$((differing + 1))
        printf '%s\n' "$file"
    fi
done
printf '%s of %s differ\n' "$differing" "$#"
[ "$differing" -eq 0 ]
