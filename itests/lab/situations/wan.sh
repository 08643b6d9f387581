# SPDX-License-Identifier: Apache-2.0
# Situations in which the way beyond the router is at fault.

stage_wan_down() {
    ip -n "$ROUTER" -4 address flush dev wan
    WAN_NET=""
    router_speaks
    program_listens TCP 8080
}
proof_wan_down() { router_says GetStatusInfo NewConnectionStatus Disconnected; }

# The router has a private address, and tells it; the one in front speaks UPnP, too.
stage_double_nat() {
    wan_is "$FRONT_NET"
    situation_filters+=("$PROVIDER")
    ROUTER="$PROVIDER" forwarding_starts
    daemon_on "$PROVIDER"
    router_is_simulated
    program_listens TCP 8080
}
proof_double_nat() {
    router_says GetExternalIPAddress NewExternalIPAddress "$WAN_ADDRESS" &&
        connects_to "$ROUTER" "$FRONT_NET.1" "$DAEMON_PORT"
}

# miniupnpd says that it is connected, tells no address and maps nothing.
stage_double_nat_untold() {
    wan_is "$FRONT_NET"
    program front "$PROVIDER" socat TCP4-LISTEN:80,reuseaddr,fork "SYSTEM:echo Front"
    router_speaks enable_natpmp=yes
    program_listens TCP 8080
}
proof_double_nat_untold() {
    router_says GetStatusInfo NewConnectionStatus Connected &&
        router_says GetExternalIPAddress NewExternalIPAddress "" && refuses_port 501 8080 &&
        speaks_natpmp 03
}

stage_carrier_nat() {
    wan_is "$CARRIER_NET"
    router_is_simulated
    program_listens TCP 8080
}
proof_carrier_nat() { router_says GetExternalIPAddress NewExternalIPAddress "$WAN_ADDRESS"; }

# The router's address looks public, and the provider translates it.
stage_hidden_nat() {
    wan_is "$HIDDEN_NET"
    port_is_open
}
proof_hidden_nat() {
    router_says GetExternalIPAddress NewExternalIPAddress "$WAN_ADDRESS" &&
        [ "$(seen_outside)" = "$OUTSIDE_NET.1" ]
}

stage_ds_lite() {
    router_is_simulated --external-address 192.0.0.2
    program_listens TCP 8080
}
proof_ds_lite() { router_says GetExternalIPAddress NewExternalIPAddress 192.0.0.2; }

# Somebody between the outside and the router drops this port alone.
stage_filtered_outside() {
    port_is_open
    filtered "$PROVIDER" forward "tcp dport 8080 drop"
}
proof_filtered_outside() {
    forwards_8080 && kept_out TCP 8080 && maps "$CLIENT_ADDRESS" TCP 45678 8080 &&
        gets_in TCP 45678 && unmaps TCP 45678
}

# The router lists mappings and forwards none.
stage_not_forwarded() {
    port_is_open
    filtered "$ROUTER" forward 'iifname "wan" ct state new counter drop'
}
proof_not_forwarded() {
    forwards_8080 && kept_out TCP 8080 &&
        grep -q "packets [1-9]" <<<"$(on "$ROUTER" nft list table inet situation)"
}
