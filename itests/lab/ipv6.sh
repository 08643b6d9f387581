# SPDX-License-Identifier: Apache-2.0
# IPv6 in the lab, with steps that open ports of the router's firewall. Source lib.sh, steps.sh and
# keeping.sh first.

# As a home network has it: a prefix of its own, a default gateway with a link-local address, and a
# router that lets in what was asked for alone. ipv6_up is for a lab that is up.
CLIENT_GLOBAL6=2001:db8:77::2
ROUTER_GLOBAL6=2001:db8:77::1
WAN_GLOBAL6=2001:db8:99::1
OUTSIDE_GLOBAL6=2001:db8:99::2

ipv6_up() {
    in_router sh -c "echo 1 >/proc/sys/net/ipv6/conf/all/forwarding"
    ip -n "$CLIENT" address add "$CLIENT_GLOBAL6/64" dev lan nodad
    ip -n "$ROUTER" address add "$ROUTER_GLOBAL6/64" dev lan nodad
    ip -n "$ROUTER" address add "$WAN_GLOBAL6/64" dev wan nodad
    ip -n "$OUTSIDE" address add "$OUTSIDE_GLOBAL6/64" dev wan nodad
    ip -n "$OUTSIDE" route add 2001:db8:77::/64 via "$WAN_GLOBAL6"
    ip -n "$CLIENT" route add default via "$(link_local lan)" dev lan
    eventually no_tentative_address
}

# While an address is looked for elsewhere on the wire, nobody can use it (RFC 4862).
no_tentative_address() {
    local host
    for host in "$CLIENT" "$ROUTER" "$OUTSIDE"; do
        [ -z "$(ip -n "$host" -6 address show tentative)" ] || return 1
    done
}

# The router's own address on one of its interfaces.
link_local() {
    ip -n "$ROUTER" -o -6 address show dev "$1" scope link | sed -n 's/.*inet6 \([^/]*\).*/\1/p'
}

# reaches6 TCP|UDP PORT: as reaches, over IPv6.
reaches6() {
    local received="$LAB_DIR/received" listen=TCP6-LISTEN:$2,reuseaddr,fork kind=-t listener
    local result=2 sent=no
    if [ "$1" = UDP ]; then
        listen=UDP6-RECV:$2
        kind=-u
    fi
    : >"$received"
    ip netns exec "$CLIENT" socat -u "$listen" "OPEN:$received,append" 2>/dev/null &
    listener=$!
    if eventually listens in_client "$kind" "$2"; then
        echo outside |
            in_outside socat -u - "${1}6:[$CLIENT_GLOBAL6]:$2,connect-timeout=2" 2>/dev/null && sent=yes
        echo inside | in_router socat -u - "${1}6:[$CLIENT_GLOBAL6]:$2" || true
        if eventually grep -q inside "$received"; then
            arrived "$1" "$sent" && result=0 || result=1
        fi
    fi
    kill "$listener" 2>/dev/null || true
    wait "$listener" 2>/dev/null || true
    [ "$result" = 0 ] || echo "$1 $2: $result; received: $(cat "$received"); $(router_rules | grep -w "$2")"
    return "$result"
}

# opens_over_ipv6 NAME [OPTION...]: ports of both protocols, with data from the outside host.
opens_over_ipv6() {
    local name="$1" protocol
    shift
    for protocol in TCP UDP; do
        step "$name: $protocol: closed at first" ends_with 1 reaches6 $protocol 8086
        step "$name: $protocol: map" output_has "$CLIENT_GLOBAL6" \
            postern map 8086 --protocol $protocol --family ipv6 "$@"
        step "$name: $protocol: data from outside arrives" reaches6 $protocol 8086
        step "$name: $protocol: mappings shows it" output_has "$CLIENT_GLOBAL6" postern mappings
        step "$name: $protocol: another process closes it" \
            ends_with 0 postern unmap 8086 --protocol $protocol --family ipv6
        step "$name: $protocol: data no longer arrives" ends_with 1 reaches6 $protocol 8086
        step "$name: $protocol: a second unmap says 2" \
            ends_with 2 postern unmap 8086 --protocol $protocol --family ipv6
    done
}

maps_both_families() {
    local result=0
    output_has "$CLIENT_GLOBAL6" postern map "$1" --protocol TCP --family both --duration 600 || result=1
    reaches TCP "$1" "$1" || result=1
    reaches6 TCP "$1" || result=1
    ends_with 0 postern unmap "$1" --protocol TCP --family both || result=1
    ends_with 1 reaches TCP "$1" "$1" || result=1
    ends_with 1 reaches6 TCP "$1" || result=1
    return "$result"
}

# keeps_over_both NAME [OPTION...]: one kept port, with data from the outside host over each family.
keeps_over_both() {
    local name="$1"
    shift
    keep_starts 8088 --protocol TCP --family both "$@"
    step "$name: keep over both: data from outside arrives over IPv4" kept 8088
    step "$name: keep over both: data from outside arrives over IPv6" kept_over_ipv6
    step "$name: keep over both: after a restart that loses the rules" kept_over_both_after_a_reboot
    step "$name: keep over both: opened to this host's next address" kept_at_next_address6
    step "$name: keep over both: SIGTERM closes the port and ends with 143" keep_ends TERM 143
    step "$name: keep over both: data no longer arrives over IPv6" ends_with 1 reaches6 TCP 8088
}

kept_over_ipv6() {
    keep_says "is open on" && eventually reaches6 TCP 8088 || not show_keeper
}

kept_over_both_after_a_reboot() {
    router_reboots "$DAEMON_PORT"
    kept 8088 && kept_over_ipv6
}

# As when the provider gives another prefix.
kept_at_next_address6() {
    local lines start
    lines="$(wc -l <"$LAB_DIR/keep.out")"
    ip -n "$CLIENT" address del "$CLIENT_GLOBAL6/64" dev lan
    CLIENT_GLOBAL6="${CLIENT_GLOBAL6%::*}::$((${CLIENT_GLOBAL6##*::} + 1))"
    ip -n "$CLIENT" address add "$CLIENT_GLOBAL6/64" dev lan nodad
    start="$(now_ms)"
    with_patience 30 eventually keep_says_after "$lines" "[$CLIENT_GLOBAL6]:8088" ||
        not show_keeper || return 1
    remark="after $(($(now_ms) - start)) ms"
    kept_over_ipv6
}
