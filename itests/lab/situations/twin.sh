# SPDX-License-Identifier: Apache-2.0
# Situations that look like others.

# UPnP is off, and the router drops what it does not take: as if searches were blocked.
stage_upnp_off_silent() {
    stage_upnp_off
    filtered "$ROUTER" input 'iifname "lan" meta l4proto udp drop'
}
proof_upnp_off_silent() {
    finds_nothing && udp_meets 1900 silence && connects_to "$CLIENT" "$ROUTER_ADDRESS" 80
}

# The network of a container without Docker's marks: as a router with UPnP off.
stage_container_unmarked() { container 10.88.0; }
proof_container_unmarked() {
    connects_to "$CLIENT" "$ROUTER_ADDRESS" 80 && meets "$CLIENT" 10.88.0.1 80 refused
}

# A second router in front, and the first says nothing over NAT-PMP: as DS-Lite.
stage_double_nat_silent() {
    wan_is "$FRONT_NET"
    router_speaks
    program_listens TCP 8080
}
proof_double_nat_silent() {
    router_says GetStatusInfo NewConnectionStatus Connected &&
        router_says GetExternalIPAddress NewExternalIPAddress "" && refuses_port 501 8080 &&
        udp_meets 5351 refused
}

# All that comes in is dropped before the router: as if it did not forward.
stage_all_filtered() {
    port_is_open
    filtered "$PROVIDER" forward 'iifname "wan" ct state new drop'
}
proof_all_filtered() {
    forwards_8080 && kept_out TCP 8080 && maps "$CLIENT_ADDRESS" TCP 45678 8080 &&
        kept_out TCP 45678 && unmaps TCP 45678
}
