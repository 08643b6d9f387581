# SPDX-License-Identifier: Apache-2.0
# A Markdown table of measures. Source this file; $failed is 1 where a promise is broken.

failed=0

table_head() {
    echo "| measure | measured | promised | kept |"
    echo "|---|---|---|---|"
}

# row MEASURE MEASURED PROMISED COMMAND...: the command says whether the promise is kept.
row() {
    local line="| $1 | $2 | $3 |"
    shift 3
    if "$@"; then
        echo "$line yes |"
    else
        failed=1
        echo "$line **no** |"
    fi
}

# at_most LIMIT NUMBER...
at_most() {
    local limit="$1" number
    shift
    for number in "$@"; do
        [ "$number" -le "$limit" ] || return 1
    done
}

# in_words MS...: the middle and the worst of several times, and how many are "never".
in_words() {
    printf '%s\n' "$@" | sort -n | awk '
        $1 == "never" { never++; next }
        { time[++count] = $1 " ms" }
        END {
            middle = time[int((count + 1) / 2)]
            words = count > 1 ? middle " in the middle, " time[count] " at worst" : time[1]
            print words (never && count ? ", " : "") (never ? "never: " never " times" : "")
        }'
}

# Threads of a process by name; Linux keeps 15 characters of it.
threads_named() { cat /proc/"$1"/task/*/comm | grep -cx "$2"; }
