# SPDX-License-Identifier: Apache-2.0
# Steps over PCP and NAT-PMP. Source lib.sh, steps.sh and keeping.sh first.

both_protocols_open_and_close_without_descriptions() {
    step "both: map to another internal port" \
        ends_with 0 postern map 9000 9001 --protocol BOTH --duration 600
    step "both: TCP arrives" reaches TCP 9000 9001
    step "both: UDP arrives" reaches UDP 9000 9001
    step "both: unmap" ends_with 0 postern unmap 9000 --protocol BOTH
    step "both: nothing is left" holds_ports 0
}

# taken_by_another PORT: asked for by another host of the local network, over NAT-PMP.
taken_by_another() {
    forget_mappings
    local result=0
    ip -n "$CLIENT" address add "$OTHER_HOST/24" dev lan
    # Version 0, opcode 2 (TCP), the internal and the external port, 600 s.
    printf '\0\2\0\0%b%b\0\0\2\130' "$(port_bytes "$1")" "$(port_bytes "$1")" |
        in_client socat -t 1 - "UDP4:$ROUTER_ADDRESS:$PCP_PORT,bind=$OTHER_HOST" >"$LAB_DIR/reply"
    holds_ports 1 || result=1
    refused_naming "$ROUTER_ADDRESS" postern map "$1" --protocol TCP --duration 600 || result=1
    holds_ports 1 || result=1
    router_rules | grep -i dnat
    forget_mappings
    ip -n "$CLIENT" address del "$OTHER_HOST/24" dev lan
    return "$result"
}

port_bytes() { printf '\\x%02x\\x%02x' $(($1 >> 8)) $(($1 & 255)); }

# The daemon keeps its rules and forgets their leases.
kept_after_a_restart() {
    daemon_again
    kept 8080
}

daemon_again() {
    daemon_stop
    daemon_start
}

after_restart_at() {
    daemon_again
    prints "$1" postern address
}

# As a program of this host does over UPnP that knows nothing of the keeper.
kept_after_a_deletion() {
    local start
    start="$(now_ms)"
    ends_with 0 postern unmap 8080 --protocol TCP --control upnp || return 1
    eventually holds_ports 1 || not show_keeper || return 1
    remark="after $(($(now_ms) - start)) ms"
    kept 8080
}

# Datagrams of version 2 never reach the daemon.
pcp_is_silent() {
    in_router nft add rule inet filter loss udp dport "$PCP_PORT" @th,64,8 2 drop
}

# The daemon does not run with neither UPnP nor NAT-PMP; without NAT-PMP it speaks PCP over IPv6 alone.
upnp_is_silent() {
    in_router nft add rule inet filter loss udp dport 1900 drop
    in_router nft add rule inet filter loss tcp dport "$DAEMON_PORT" drop
}

all_answer() { in_router nft flush chain inet filter loss; }
