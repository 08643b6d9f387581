# SPDX-License-Identifier: Apache-2.0
# Measures PCP beside UPnP, a bare socket, portmapper and upnpc. Source this file after
# lib.sh, keeping.sh, programs.sh and opening.sh.

KEPT_FIRST=20000
KEPT_LAST=20199
KEPT=$((KEPT_LAST - KEPT_FIRST + 1))

# The router speaks all protocols, then UPnP alone, then PCP and NAT-PMP alone.
measure_pcp() {
    # Ports opened in a warm JVM.
    java_words portmapper -XX:+UseSerialGC org.postern.benchmarks.pcp.PcpOpenings 20 $((2 * RUNS)) \
        "$ROUTER_ADDRESS" "$CLIENT_ADDRESS"
    in_client "${words[@]}" </dev/null >>"$figures"
    for who in postern without; do
        port=$((port + 1))
        java_words $who -XX:+UseSerialGC $package.Idle postern "$port" 2
        in_client "${words[@]}" </dev/null | sed -n "s/^threads /pcp-threads $who /p" >>"$figures"
    done
    forget_opened

    # From the start of a process to an open port.
    open_for_an_hour pcp-command
    forget_opened

    # A router that refuses it.
    SPEAKS_PCP=no
    forget_opened
    # Else the kernel refuses six times, and then once in a second.
    in_router sh -c "echo 0 >/proc/sys/net/ipv4/icmp_ratelimit"
    java_words postern -XX:+UseSerialGC org.postern.benchmarks.pcp.PcpRefused 20 $((2 * RUNS))
    in_client "${words[@]}" </dev/null >>"$figures"
    open_for_an_hour no-pcp-command
    SPEAKS_PCP=yes

    # Kept ports, and a router that restarts.
    SPEAKS_UPNP=no
    forget_opened
    keep_starts "$KEPT_FIRST-$KEPT_LAST" --protocol TCP
    eventually holds_ports "$KEPT" || show_keeper >&2
    for _ in $(seq $(((RUNS + 2) / 3))); do
        # The keeper does not react at once to restarts in quick succession.
        sleep 35
        : >"$LAB_DIR/opened"
        router_reboots "$DAEMON_PORT"
        figure pcp-restored postern "$(restored_within)"
    done
    keep_ends TERM 143 >/dev/null || show_keeper >&2
    SPEAKS_UPNP=yes
}

# open_for_an_hour MEASURE: over the best protocol and over UPnP, and by upnpc, in turn.
open_for_an_hour() {
    for _ in $(seq "$RUNS"); do
        port=$((port + 1))
        opens "$1" postern $POSTERN map "$port" --protocol TCP --duration 3600
        port=$((port + 1))
        opens "$1" upnp $POSTERN map "$port" --protocol TCP --duration 3600 --control upnp
        port=$((port + 1))
        opens "$1" upnpc upnpc -a "$CLIENT_ADDRESS" "$port" "$port" TCP 3600
    done
}

# From the first to the last of the kept ports that the router opens again, in microseconds.
restored_within() {
    if eventually all_restored; then
        opened_again | sed -n '1p;$p' | awk '{ moment[NR] = $1 } END { print moment[2] - moment[1] }'
    else
        echo never
    fi
}

all_restored() { [ "$(opened_again | wc -l)" -ge "$KEPT" ]; }
opened_again() { grep ' dport 20[01][0-9][0-9] .*dnat' "$LAB_DIR/opened"; }
