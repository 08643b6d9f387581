# SPDX-License-Identifier: Apache-2.0
# Situations in which this machine or its place in the network is at fault.

# firewall_drops [RULE...]: as firewalls do by default: answers come in, and what the rules accept.
firewall_drops() { firewall drop "$@"; }
firewall() {
    local verdict="$1"
    shift
    filtered "$CLIENT" input 'iifname "lo" accept' "ct state established,related accept" "$@" \
        "$verdict"
}

no_ipv4() { ip -n "$CLIENT" -4 address flush dev lan0; }

stage_no_link() {
    router_speaks
    unplug client
    eventually not carries lan0
}
proof_no_link() { [ "$(in_client cat /sys/class/net/lan0/carrier)" = 0 ]; }

stage_no_address() {
    router_speaks
    no_ipv4
    ip -n "$CLIENT" address add 169.254.66.10/16 scope link dev lan0
}
proof_no_address() { not may_send "$ROUTER_ADDRESS"; }

stage_gateway_off() { unplug router; }
proof_gateway_off() { carries lan0 && absent "$ROUTER_ADDRESS"; }

stage_wrong_gateway() {
    router_speaks
    ip -n "$CLIENT" route replace default via "$NOBODY_ADDRESS"
}
proof_wrong_gateway() { absent "$NOBODY_ADDRESS" && finds "$multicast" "$(description_url)"; }

stage_no_default_route() {
    router_speaks
    program_listens TCP 8080
    ip -n "$CLIENT" route del default
}
proof_no_default_route() {
    finds "$multicast" "$(description_url)" && not may_send "$OUTSIDE_ADDRESS"
}

# The user names aside0, and the router is on lan0.
stage_wrong_interface() {
    router_speaks
    aside_is_up
}
proof_wrong_interface() { finds "$multicast" "$(description_url)" && carries aside0; }

stage_other_route() {
    port_is_open
    aside_is_up
    ip -n "$CLIENT" route replace default via "$RIVAL_ADDRESS" dev aside0
}
proof_other_route() { leaves_over aside0 && kept_out TCP 8080; }

# tunnel_up INTERFACE: of a VPN that drops all.
tunnel_up() {
    program "$1" "$CLIENT" socat -u "TUN:10.8.0.2/24,tun-name=$1,iff-no-pi,iff-up" OPEN:/dev/null
    eventually has_address "$1"
}
has_address() { [ -n "$(ip -n "$CLIENT" -4 -o address show dev "$1" up)" ]; }

# As OpenVPN does.
vpn_takes_halves() {
    tunnel_up tun0
    ip -n "$CLIENT" route add 0.0.0.0/1 dev tun0
    ip -n "$CLIENT" route add 128.0.0.0/1 dev tun0
}

# As WireGuard does.
vpn_takes_rule() {
    tunnel_up wg0
    ip -n "$CLIENT" route add default dev wg0 table 51820
    ip -n "$CLIENT" rule add not fwmark 51820 table 51820
    ip -n "$CLIENT" rule add table main suppress_prefixlength 0
}

stage_vpn_halves() { port_is_open && vpn_takes_halves; }
proof_vpn_halves() { leaves_over tun0 && kept_out TCP 8080 && forwards_8080; }

stage_vpn_rule() { port_is_open && vpn_takes_rule; }
proof_vpn_rule() {
    leaves_over wg0 && kept_out TCP 8080 && forwards_8080 &&
        not grep -q wg0 <<<"$(on "$CLIENT" cat /proc/net/route | grep '00000000	00000000')"
}

forwards_8080() { forwards TCP 8080 "$CLIENT_ADDRESS:8080"; }

stage_ipv6_only() {
    router_speaks
    no_ipv4
    ip -n "$CLIENT" address add 2001:db8:66::10/64 dev lan0 nodad
    ip -n "$CLIENT" route add default via "$(link_local)" dev lan0
}
# The router's own address towards the client.
link_local() {
    ip -n "$ROUTER" -6 -o address show dev lan scope link | sed -n 's/.*inet6 \([^/]*\).*/\1/p'
}
proof_ipv6_only() {
    [ -z "$(ip -n "$CLIENT" -4 -o address show scope global)" ] &&
        [ -n "$(ip -n "$CLIENT" -6 -o address show scope global)" ]
}

# container NETWORK [BRIDGE_MAC]: the client is in the network of a container, and the neighbour runs
# the container's engine.
container() {
    router_speaks
    neighbour_is "$CLIENT_ADDRESS"
    ip -n "$CLIENT" address flush dev lan0
    ip -n "$CLIENT" link set lan0 down
    ip -n "$NEIGHBOUR" route replace default via "$ROUTER_ADDRESS"
    situation_links+=("$NEIGHBOUR/docker0" "$CLIENT/eth0")
    situation_filters+=("$NEIGHBOUR")
    ip -n "$NEIGHBOUR" link add docker0 type bridge forward_delay 0
    [ -z "${2:-}" ] || ip -n "$NEIGHBOUR" link set docker0 address "$2"
    ip -n "$NEIGHBOUR" address add "$1.1/16" dev docker0
    ip -n "$NEIGHBOUR" link set docker0 up
    _cable "$CLIENT" eth0 "$NEIGHBOUR" container
    ip -n "$NEIGHBOUR" link set container master docker0
    ip -n "$CLIENT" address add "$1.2/16" dev eth0
    eventually carries eth0
    ip -n "$CLIENT" route add default via "$1.1"
    on "$NEIGHBOUR" nft -f - <<RULES
table ip containers {
    chain postrouting {
        type nat hook postrouting priority 100
        ip saddr $1.0/16 oifname "lan" masquerade
    }
}
RULES
}

stage_container() { container 172.17.0 02:42:5f:66:00:01; }
proof_container() {
    connects_to "$CLIENT" "$ROUTER_ADDRESS" 80 && meets "$CLIENT" 172.17.0.1 80 refused
}

stage_answers_dropped() {
    router_speaks
    filtered "$CLIENT" input "udp sport 1900 drop"
}
proof_answers_dropped() { finds_nothing && described_at "$(description_url)"; }

stage_inbound_dropped() {
    port_is_open
    firewall_drops
}
proof_inbound_dropped() {
    forwards_8080 && kept_out TCP 8080 && answers "$CLIENT" TCP 127.0.0.1 8080
}

stage_inbound_rejected() {
    port_is_open
    firewall "reject with icmpx admin-prohibited"
}
proof_inbound_rejected() {
    forwards_8080 && meets "$OUTSIDE" "$WAN_ADDRESS" 8080 "No route to host" &&
        answers "$CLIENT" TCP 127.0.0.1 8080
}

stage_kill_switch() {
    router_speaks
    filtered "$CLIENT" output 'oifname != "lo" drop'
}
proof_kill_switch() { not may_send "$ROUTER_ADDRESS"; }
