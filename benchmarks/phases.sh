# SPDX-License-Identifier: Apache-2.0
# The phases of benchmarks/peers, each with a router that holds nothing. Source this file after
# programs.sh.

# From the start of a process to an open port.
measure_open() {
    make_archives
    for _ in $(seq "$RUNS"); do
        open_all open
        open_archived
    done
}

# open_all MEASURE: commands and programs in turn, each a port of its own.
open_all() {
    local who
    port=$((port + 1))
    opens "$1-command" postern $POSTERN map "$port" --protocol TCP
    port=$((port + 1))
    opens "$1-command" upnpc upnpc -a "$CLIENT_ADDRESS" "$port" "$port" TCP
    for who in $libraries; do
        port=$((port + 1))
        java_words "$who" $package.OpenPortProgram "$who" "$port"
        opens "$1-program" "$who" "${words[@]}"
    done
}

# open_undisturbed MEASURE: what Postern does without the trouble, in the same run.
open_undisturbed() {
    port=$((port + 1))
    opens "$1-command" undisturbed $POSTERN map "$port" --protocol TCP
    port=$((port + 1))
    java_words postern $package.OpenPortProgram postern "$port"
    opens "$1-program" undisturbed "${words[@]}"
}

open_archived() {
    local who
    for who in $libraries; do
        port=$((port + 1))
        java_words "$who" "${archived[@]}" "$(using "$LAB_DIR/$who.jsa")" \
            $package.OpenPortProgram "$who" "$port"
        opens open-archived "$who" "${words[@]}"
    done
}

# The same, with a second network where nobody answers.
measure_aside() {
    for _ in $(seq "$RUNS"); do
        ip -n "$CLIENT" link set aside up
        eventually aside_has_its_addresses
        open_all aside
        ip -n "$CLIENT" link set aside down
        open_undisturbed aside
    done
}

aside_has_its_addresses() { [ -z "$(ip -n "$CLIENT" address show dev aside tentative)" ]; }

# Searches in a warm JVM.
measure_warm() {
    in_turn $((2 * RUNS)) $package.WarmSearch 20 >>"$figures"
    java_words postern $package.AnswerToGateway
    in_client "${words[@]}" </dev/null >>"$figures"
}

# Single calls in a warm JVM.
measure_calls() {
    in_turn $((20 * RUNS)) $package.Exchanges 300 "http://$ROUTER_ADDRESS:$DAEMON_PORT/ctl/IPConn" \
        urn:schemas-upnp-org:service:WANIPConnection:1 "$CLIENT_ADDRESS" >>"$figures"
}

# Idle for a while, all at the same time.
measure_idle() {
    local who i process running=()
    for who in $libraries postern-watch; do
        for i in $(seq "$RUNS"); do
            port=$((port + 1))
            java_words "$who" -XX:+UseSerialGC $package.Idle "$who" "$port" 70
            ip netns exec "$CLIENT" "${words[@]}" >"$LAB_DIR/idle-$who-$i" </dev/null &
            running+=($!)
            sleep 1
        done
    done
    for process in "${running[@]}"; do
        wait "$process"
    done
    for i in $(seq "$RUNS"); do
        for who in $libraries; do
            sed "s/ / $who /" "$LAB_DIR/idle-$who-$i"
        done
        sed -n 's/^\(threads\|heap\) /\1-listening postern /p' "$LAB_DIR/idle-postern-watch-$i"
        sed -n 's/^\(threads\|heap\) /\1-listening jupnp /p' "$LAB_DIR/idle-jupnp-$i"
    done >>"$figures"
}

# No gateway at all.
measure_nobody() {
    local who
    daemon_stop
    for _ in $(seq "$RUNS"); do
        ends nobody-command postern 27 $POSTERN map 8080 --protocol TCP
        ends nobody-command upnpc 1 upnpc -a "$CLIENT_ADDRESS" 8080 8080 TCP
        for who in postern weupnp; do
            java_words "$who" $package.OpenPortProgram "$who" 8080
            ends nobody-program "$who" 3 "${words[@]}"
        done
    done
    daemon_start
}

# Twenty responders that hang.
measure_crowd() {
    start_neighbours
    for _ in $(seq "$RUNS"); do
        open_all crowd
        hush_neighbours
        open_undisturbed crowd
        unhush_neighbours
    done
    stop_neighbours
}

# Twenty more hosts, as far as the client can see.
start_neighbours() {
    local last
    for last in $(seq 101 120); do
        ip -n "$ROUTER" address add "192.168.77.$last/24" dev lan
    done
    ip netns exec "$ROUTER" "$JAVA_HOME/bin/java" -cp "$own:$(tr '\n' : <benchmarks/target/classpath)" \
        $package.MuteNeighbours $(seq -f 192.168.77.%g 101 120) >"$LAB_DIR/neighbours" 2>&1 &
    neighbours=$!
    eventually grep -q ready "$LAB_DIR/neighbours" || {
        cat "$LAB_DIR/neighbours" >&2
        exit 1
    }
}

stop_neighbours() {
    kill "$neighbours"
    wait "$neighbours" 2>/dev/null || true
    local last
    for last in $(seq 101 120); do
        ip -n "$ROUTER" address del "192.168.77.$last/24" dev lan
    done
}

# Their answers do not get out, and their work is the same.
hush_neighbours() {
    in_router nft add rule inet filter hush ip saddr 192.168.77.101-192.168.77.120 drop
}

unhush_neighbours() { in_router nft flush chain inet filter hush; }
