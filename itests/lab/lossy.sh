# SPDX-License-Identifier: Apache-2.0
# Opening and closing a port while packets are lost. Source lib.sh first.

# Whether the router forwards anything for its clients, asked of its packet filter.
# Read to the end: a pipe that closes early fails the command before it.
holds_mappings() { [ -n "$(router_rules | grep -i 'dport.*dnat')" ]; }

# open_and_close PORT PROTOCOL, and say what went wrong.
open_and_close() {
    succeeds map "$@" || return 1
    holds_mappings || {
        echo "map succeeded, but the router holds nothing"
        return 1
    }
    succeeds unmap "$@" || return 1
    not holds_mappings || {
        echo "unmap succeeded, but the router still holds a mapping"
        return 1
    }
}

succeeds() {
    took "$1" $POSTERN "$1" "$2" --protocol "$3"
    [ "$status" = 0 ] || {
        echo "$1 ended with $status: $(cat "$LAB_DIR/err")"
        return 1
    }
}

# with_losses_of PERCENT RUNS: opens and closes so many ports; $failures counts those that failed.
with_losses_of() {
    local run protocol=TCP
    failures=0
    : >"$LAB_DIR/map"
    : >"$LAB_DIR/unmap"
    lose "$1"
    for run in $(seq "$2"); do
        open_and_close $((8000 + run)) "$protocol" >"$LAB_DIR/why" || {
            failures=$((failures + 1))
            sed "s/^/run $run at $1 %: /" "$LAB_DIR/why" >&2
            forget_mappings
        }
        [ "$protocol" = TCP ] && protocol=UDP || protocol=TCP
    done
    lose 0
}

# Median and worst of a file of milliseconds.
spread() {
    sort -n "$LAB_DIR/$1" |
        awk '{ v[NR] = $1 } END { printf "%d ms | %d ms", v[int((NR + 1) / 2)], v[NR] }'
}
