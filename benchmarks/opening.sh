# SPDX-License-Identifier: Apache-2.0
# Measures how long it takes until a port is open on the lab's router. Source this file after lib.sh.

# The longest that anybody is waited for, in seconds. As in Sample.java.
PATIENCE=20
port=20000

# figure MEASURE WHO VALUE: adds a line to the run's figures.
figure() { echo "$1 $2 $3" >>"$figures"; }

# Notes when the router's own rules change, whoever made it do so, on the clock that starts are
# taken from. What a client says of itself plays no part.
watch_router() {
    : >"$LAB_DIR/opened"
    ip netns exec "$ROUTER" stdbuf -oL nft monitor new rules |
        while read -r rule; do
            echo "${EPOCHREALTIME/[.,]/} $rule"
        done >>"$LAB_DIR/opened" &
    eventually watching
}

# Whether a rule that is made now is seen: the first may come before anybody listens.
watching() {
    in_router nft add rule inet filter probe tcp dport 1 accept
    grep -q 'dport 1 ' "$LAB_DIR/opened"
}

opened_at() { sed -n "/ dport $1 .*dnat/{s/ .*//p;q}" "$LAB_DIR/opened"; }

is_open() { [ -n "$(opened_at "$1")" ]; }

# opens MEASURE WHO COMMAND...: the command opens $port; it is measured from the start of its
# process until the router has the rule, and is "never" where it ends without that.
opens() {
    local measure="$1" who="$2" start
    shift 2
    start="${EPOCHREALTIME/[.,]/}"
    status=0
    in_client timeout "$PATIENCE" "$@" >"$LAB_DIR/out" 2>"$LAB_DIR/err" </dev/null || status=$?
    if is_open "$port" || { [ "$status" = 0 ] && eventually is_open "$port"; }; then
        figure "$measure" "$who" "$(($(opened_at "$port") - start))"
    else
        figure "$measure" "$who" never
        echo "$measure: $who opened no port in time, exit code $status" >&2
        head -n 3 "$LAB_DIR/err" >&2
    fi
}

# ends MEASURE WHO EXIT_CODE COMMAND...: the time until the process ends, and that it ends so.
ends() {
    local measure="$1" who="$2" expected="$3" start
    shift 3
    start="${EPOCHREALTIME/[.,]/}"
    status=0
    in_client timeout "$PATIENCE" "$@" >"$LAB_DIR/out" 2>"$LAB_DIR/err" </dev/null || status=$?
    figure "$measure" "$who" "$((${EPOCHREALTIME/[.,]/} - start))"
    [ "$status" = "$expected" ] || {
        echo "$measure: $who ended with $status instead of $expected" >&2
        cat "$LAB_DIR/out" "$LAB_DIR/err" >&2
        exit 1
    }
}

# What the measured ports left would make the next ones slower.
forget_opened() {
    daemon_stop
    in_router nft flush chain inet filter miniupnpd
    in_router nft flush chain inet filter prerouting_miniupnpd
    in_router nft flush chain inet filter postrouting_miniupnpd
    : >"$LAB_DIR/opened"
    daemon_start
}
