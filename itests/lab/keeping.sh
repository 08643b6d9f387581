# SPDX-License-Identifier: Apache-2.0
# A keeper in the foreground, and what happens to its router. Source lib.sh first.

keeper=""

# keep_starts ARGUMENTS...: in the background; $keeper is its process.
keep_starts() {
    : >"$LAB_DIR/keep.out"
    # A shell without job control starts background commands with SIGINT ignored.
    set -m
    ip netns exec "$CLIENT" $POSTERN keep "$@" \
        >"$LAB_DIR/keep.out" 2>"$LAB_DIR/keep.err" </dev/null &
    keeper=$!
    set +m
}

# keep_ends SIGNAL EXIT_CODE: and leaves nothing on the router.
keep_ends() {
    local status=0
    kill "-$1" -- "-$keeper"
    eventually gone "$keeper" || return 1
    wait "$keeper" || status=$?
    show_keeper
    echo "exit code $status"
    [ "$status" = "$2" ] && holds_ports 0
}

# As a power cut: nothing is closed.
keep_is_killed() {
    kill -9 -- "-$keeper"
    wait "$keeper" 2>/dev/null || true
}

show_keeper() {
    router_rules | grep -i dnat || true
    cat "$LAB_DIR/keep.out" "$LAB_DIR/keep.err"
}

# keep_says TEXT: sooner or later, on a line of its own.
keep_says() { eventually grep -qF -- "$1" "$LAB_DIR/keep.out" || not show_keeper; }

# keep_says_after LINES TEXT: on a line after the first so many.
keep_says_after() { tail -n +$(($1 + 1)) "$LAB_DIR/keep.out" | grep -qF -- "$2"; }

# holds_ports COUNT: whether the router's packet filter forwards so many.
holds_ports() { [ "$(router_rules | grep -ci 'dport.*dnat')" = "$1" ]; }

# kept PORT...: all are open, and the first lets data through.
kept() { eventually holds_ports "$#" && reaches TCP "$1" "$1" || not show_keeper; }

# router_reboots PORT: cut off from power, forgets its mappings, and comes back with its HTTP server
# on another port.
router_reboots() {
    daemon_dies
    forget_mappings
    DAEMON_PORT="$1"
    daemon_start
}

daemon_dies() {
    local pid
    pid="$(cat "$LAB_DIR/miniupnpd.pid")"
    kill -9 "$pid"
    eventually gone "$pid"
}

kept_after_a_reboot() {
    router_reboots "$1"
    kept 8080
}

# By an event within milliseconds, or where miniupnpd leaves it out (quirk G9) by the answer to a
# question a second later. Without events it takes until the next regular question, five minutes.
kept_with_other_address() {
    local lines start
    lines="$(wc -l <"$LAB_DIR/keep.out")"
    start="$(now_ms)"
    wan_address_becomes "$1"
    eventually keep_says_after "$lines" "is now at $1:8080" || not show_keeper || return 1
    remark="after $(($(now_ms) - start)) ms"
    kept 8080
}

# In secure mode miniupnpd refuses to remove a mapping that leads to another address than the one
# that asks (606), and to replace it (718): what was mapped to this host's old address stays until
# its lease ends, and nobody can do anything about it.
router_lets_anybody_remove() {
    SECURE_MODE=no
    kept_after_a_reboot "$DAEMON_PORT"
}

router_lets_only_owners_remove() {
    SECURE_MODE=yes
    kept_after_a_reboot "$DAEMON_PORT"
}

leads_here() { router_rules | grep "dport 8080 dnat" | grep -qF "to $CLIENT_ADDRESS:8080"; }

# kept_at ADDRESS INTERFACE: the only mapping leads there.
kept_at() {
    local start
    start="$(now_ms)"
    own_address_becomes "$1" "$2"
    eventually leads_here || not show_keeper || return 1
    remark="after $(($(now_ms) - start)) ms"
    kept 8080
}

# The cable is out while the router restarts.
kept_after_an_outage() {
    local start
    ip -n "$CLIENT" link set lan down
    router_reboots "$1"
    # Longer than it takes to notice that the interface is gone.
    sleep 6
    ip -n "$CLIENT" link set lan up
    ip -n "$CLIENT" address add "$CLIENT_ADDRESS6/64" dev lan nodad
    ip -n "$CLIENT" route add default via "$ROUTER_ADDRESS"
    start="$(now_ms)"
    eventually leads_here || not show_keeper || return 1
    remark="after $(($(now_ms) - start)) ms"
    kept 8080
}

# The first keeper's port is left alone by another one of the same user, which says why.
second_keeper_waits() {
    local first="$keeper" out="$LAB_DIR/keep.out" other
    ip netns exec "$CLIENT" $POSTERN keep 8080 --protocol TCP \
        >"$LAB_DIR/second.out" 2>&1 </dev/null &
    other=$!
    eventually grep -q 8080 "$LAB_DIR/second.out"
    kill "$other"
    wait "$other" 2>/dev/null || true
    cat "$LAB_DIR/second.out"
    grep -qF "on this machine" "$LAB_DIR/second.out" && kept 8080
}

adopted_after_a_kill() {
    keep_is_killed
    holds_ports 1 || return 1
    keep_starts 8080 --protocol TCP
    keep_says 8080 && kept 8080
}

# Leases of two minutes, renewed each minute, while 30 % of all packets are lost each way: the
# router's own countdown never ends.
kept_through_losses() {
    local end=$((SECONDS + $1)) result=0
    keep_starts 8080 --protocol TCP --duration 120
    kept 8080 || return 1
    lose 30
    while [ "$SECONDS" -lt "$end" ] && [ "$result" = 0 ]; do
        holds_ports 1 || result=1
        sleep 1
    done
    lose 0
    show_keeper
    return "$result"
}

# What the interactive shell keeps outlives it, and is still known to the next one.
shell_says() {
    local words="$1" expected="$2"
    printf '%s\n' "$words" |
        in_client timeout 60 $POSTERN >"$LAB_DIR/shell" 2>&1
    cat "$LAB_DIR/shell"
    grep -qF -- "$expected" "$LAB_DIR/shell"
}

kept_by_the_shell() {
    shell_says "upnp:keep 8090 --protocol TCP" 8090 && holds_ports 1 &&
        reaches TCP 8090 8090 && shell_says "upnp:kept" 8090 && holds_ports 1
}

released_by_the_shell() {
    shell_says "upnp:release 8090 --protocol TCP" 8090 && eventually holds_ports 0
}

# A watch over IPv6: an event, and a restart on another port. Whether the router is gone in between
# depends on how long the restart takes.
watched_over_ipv6() {
    local watch result=0
    : >"$LAB_DIR/watch.out"
    ip netns exec "$CLIENT" $POSTERN watch --ipv6 >"$LAB_DIR/watch.out" 2>&1 </dev/null &
    watch=$!
    watch_says "[$ROUTER_ADDRESS6]:$DAEMON_PORT/rootDesc.xml)" &&
        wan_address_becomes "$OTHER_WAN_ADDRESS" && watch_says "$OTHER_WAN_ADDRESS" &&
        router_reboots "$1" && watch_says "[$ROUTER_ADDRESS6]:$1/rootDesc.xml" ||
        result=1
    kill "$watch"
    wait "$watch" 2>/dev/null || true
    cat "$LAB_DIR/watch.out"
    return "$result"
}

watch_says() { eventually grep -qF -- "$1" "$LAB_DIR/watch.out"; }
