# SPDX-License-Identifier: Apache-2.0
# Situations that the doctor was not made for in particular: nothing is wrong in an unusual way, the
# same fault looks otherwise, or there are two faults at once, of which the inner one is named.

# A cable and Wi-Fi in the same network.
stage_two_interfaces() {
    port_is_open
    situation_links+=("$CLIENT/wlan0")
    _cable "$CLIENT" wlan0 "$SWITCH" client2
    ip -n "$SWITCH" link set client2 master lan
    ip -n "$CLIENT" address add "$LAN.211/24" dev wlan0
    ip -n "$CLIENT" route add default via "$ROUTER_ADDRESS" dev wlan0 metric 600
    eventually carries wlan0
}
proof_two_interfaces() { gets_in TCP 8080 && carries lan0 && carries wlan0; }

# This machine runs containers and virtual machines itself.
bridges_of_its_own() {
    situation_links+=("$CLIENT/docker0" "$CLIENT/vethc0" "$CLIENT/virbr0")
    ip -n "$CLIENT" link add docker0 address 02:42:77:00:00:01 type bridge forward_delay 0
    ip -n "$CLIENT" address add 172.17.0.1/16 dev docker0
    _cable "$CLIENT" vethc0 "$OUTSIDE" vethc1
    ip -n "$CLIENT" link set vethc0 master docker0
    ip -n "$CLIENT" link set docker0 up
    ip -n "$CLIENT" link add virbr0 type bridge
    ip -n "$CLIENT" address add 192.168.122.1/24 dev virbr0
    ip -n "$CLIENT" link set virbr0 up
    eventually carries docker0
}
stage_own_bridges() { port_is_open && bridges_of_its_own; }
proof_own_bridges() { gets_in TCP 8080 && carries docker0 && not carries virbr0; }

stage_no_link_but_bridges() {
    stage_no_link
    bridges_of_its_own
}
proof_no_link_but_bridges() { proof_no_link && carries docker0; }

# A VPN into another network alone.
stage_vpn_beside() {
    port_is_open
    tunnel_up tun0
    ip -n "$CLIENT" route add 10.9.0.0/16 dev tun0
}
proof_vpn_beside() { gets_in TCP 8080 && leaves_over tun0 10.9.1.1 && leaves_over lan0; }

# A second default route that the system does not use.
stage_spare_route() {
    port_is_open
    aside_is_up
    ip -n "$CLIENT" route add default via "$RIVAL_ADDRESS" dev aside0 metric 600
}
proof_spare_route() { gets_in TCP 8080 && leaves_over lan0; }

stage_listens_dual() {
    stage_not_listening
    program_listens TCP6 8080 ipv6-v6only=0
}
proof_listens_dual() { gets_in TCP 8080; }

stage_listens_on_own_address() {
    stage_not_listening
    program_listens TCP 8080 "bind=$CLIENT_ADDRESS"
}
proof_listens_on_own_address() { gets_in TCP 8080; }

stage_other_internal_port() {
    router_speaks
    program_listens TCP 9090
    maps "$CLIENT_ADDRESS" TCP 8080 9090
}
proof_other_internal_port() { gets_in TCP 8080; }

stage_udp_echo() {
    router_speaks
    program_listens UDP 8080
    maps "$CLIENT_ADDRESS" UDP 8080 8080
}
proof_udp_echo() { gets_in UDP 8080; }

# Most programs answer only what they understand.
stage_udp_silent() {
    router_speaks
    program silent "$CLIENT" socat -u UDP4-RECV:8080 CREATE:"$LAB_DIR/received"
    eventually listens_on "$CLIENT" -u 8080
    maps "$CLIENT_ADDRESS" UDP 8080 8080
}
proof_udp_silent() { kept_out UDP 8080 && eventually grep -q knock "$LAB_DIR/received"; }

stage_not_open() {
    router_speaks
    program_listens TCP 8080
}
proof_not_open() { forwards_nothing && kept_out TCP 8080; }

# UPnP, NAT-PMP and PCP at once.
stage_all_protocols() { port_is_open enable_natpmp=yes; }
proof_all_protocols() { gets_in TCP 8080 && speaks_natpmp; }

# A port that Postern opened over PCP or NAT-PMP.
stage_natpmp_open() {
    stage_natpmp_only
    as_user $POSTERN map 8080 --protocol TCP --duration 3600 >"$LAB_DIR/map" 2>&1
}
proof_natpmp_open() { gets_in TCP 8080 && finds_nothing; }

stage_igd2() {
    router_is_simulated --igd 2
    program_listens TCP 8080
    maps "$CLIENT_ADDRESS" TCP 8080 8080
}
proof_igd2() { gets_in TCP 8080; }

# The router mapped the port before, for ever, since it takes nothing else.
stage_permanent_open() {
    stage_permanent_only
    maps "$CLIENT_ADDRESS" TCP 8080 8080 0
}
proof_permanent_open() { gets_in TCP 8080; }

# Beside the router, another gateway that answers searches too.
stage_two_gateways() {
    port_is_open
    neighbour_is "$SECOND_ADDRESS"
    second_gateway_speaks
}
proof_two_gateways() {
    gets_in TCP 8080 && finds "$multicast" "http://$SECOND_ADDRESS:" &&
        finds "$multicast" "$(description_url)"
}

# Beside the router, a device that names a description on another host.
stage_liar_beside() {
    port_is_open
    neighbour_is "$OTHER_HOST"
    responder "$NEIGHBOUR" "$OTHER_HOST" "$GATEWAY" "http://$MEDIA_ADDRESS:5000/rootDesc.xml"
}
proof_liar_beside() { gets_in TCP 8080 && finds "$multicast" "http://$MEDIA_ADDRESS:5000/"; }

# A system that gave itself an address, and a default route on the wire as avahi-autoipd does.
stage_no_address_but_route() {
    stage_no_address
    ip -n "$CLIENT" route add default dev lan0 scope link metric 1002
}
proof_no_address_but_route() { not described_at "$(description_url)"; }

stage_vpn_default() {
    port_is_open
    tunnel_up vpn0
    ip -n "$CLIENT" route del default
    ip -n "$CLIENT" route add default dev vpn0 metric 50
    ip -n "$CLIENT" route add default via "$ROUTER_ADDRESS" dev lan0 metric 100
}
proof_vpn_default() { leaves_over vpn0 && kept_out TCP 8080; }

# The default route of the best metric leads to an address where nobody is.
stage_other_route_dead() {
    port_is_open
    aside_is_up
    ip -n "$CLIENT" route del default
    ip -n "$CLIENT" route add default via "$ASIDE_NET.254" dev aside0 metric 50
    ip -n "$CLIENT" route add default via "$ROUTER_ADDRESS" dev lan0 metric 100
}
proof_other_route_dead() { leaves_over aside0 && kept_out TCP 8080; }

stage_kill_switch_of_vpn() {
    port_is_open
    vpn_takes_halves
    filtered "$CLIENT" output 'oifname != { "lo", "tun0" } drop'
}
proof_kill_switch_of_vpn() { not may_send "$ROUTER_ADDRESS" && may_send "$OUTSIDE_ADDRESS"; }

stage_kill_switch_rejects() {
    router_speaks
    filtered "$CLIENT" output 'oifname != "lo" reject'
}
proof_kill_switch_rejects() { finds_nothing; }

# A firewall without memory of what was asked.
stage_all_udp_dropped() {
    router_speaks
    filtered "$CLIENT" input "meta l4proto udp drop"
}
proof_all_udp_dropped() { finds_nothing && described_at "$(description_url)"; }

# Everything that the router sends is dropped here, whatever it is.
stage_router_dropped() {
    router_speaks
    filtered "$CLIENT" input "ip saddr $ROUTER_ADDRESS drop"
}
proof_router_dropped() {
    finds_nothing && present "$ROUTER_ADDRESS" && meets "$CLIENT" "$ROUTER_ADDRESS" 80 "timed out"
}

# The gateway has the address, and answers nothing at all.
stage_swallows_all() {
    router_speaks
    filtered "$ROUTER" input 'iifname "lan" drop'
    filtered "$ROUTER" forward 'iifname "lan" drop'
}
proof_swallows_all() {
    present "$ROUTER_ADDRESS" && finds_nothing &&
        meets "$CLIENT" "$ROUTER_ADDRESS" 80 "timed out"
}

# Who is in the local network gets in, and nobody else.
stage_local_network_lets_in() {
    port_is_open
    firewall_drops "ip saddr $LAN.0/24 accept"
}
proof_local_network_lets_in() {
    forwards_8080 && kept_out TCP 8080 && answers "$ROUTER" TCP "$CLIENT_ADDRESS" 8080
}

stage_inbound_reset() {
    port_is_open
    firewall "reject with tcp reset"
}
proof_inbound_reset() {
    forwards_8080 && meets "$OUTSIDE" "$WAN_ADDRESS" 8080 refused &&
        answers "$CLIENT" TCP 127.0.0.1 8080
}

# The program listens on the address of another interface.
stage_listens_aside() {
    stage_not_listening
    aside_is_up
    program_listens TCP 8080 "bind=$ASIDE_ADDRESS"
}
proof_listens_aside() { meets "$OUTSIDE" "$WAN_ADDRESS" 8080 refused; }

stage_listens_over_ipv6() {
    stage_not_listening
    program_listens TCP6 8080 ipv6-v6only=1
}
proof_listens_over_ipv6() { meets "$OUTSIDE" "$WAN_ADDRESS" 8080 refused; }

# Of another make, at whose port and path the description is.
stage_search_blocked_elsewhere() {
    program_listens TCP 8080
    described "$LAB_DIR/make/igddesc.xml" "$GATEWAY" "Lab Box" "$WAN_SERVICE"
    pages "$ROUTER" 49000 "$LAB_DIR/make"
    filtered "$ROUTER" input "udp dport 1900 drop"
}
proof_search_blocked_elsewhere() {
    finds_nothing && described_at "http://$ROUTER_ADDRESS:49000/igddesc.xml"
}

# A guest network in which names are looked up over TCP, too.
stage_guest_network_dns() {
    router_speaks
    program dns "$ROUTER" socat TCP4-LISTEN:53,reuseaddr,fork /dev/null
    filtered "$ROUTER" input 'iifname "lan" udp dport != 53 drop' 'iifname "lan" tcp dport != 53 drop'
}
proof_guest_network_dns() {
    finds_nothing && connects_to "$CLIENT" "$ROUTER_ADDRESS" 53 &&
        meets "$CLIENT" "$ROUTER_ADDRESS" 80 "timed out"
}

# The router's page is over HTTPS alone.
stage_upnp_off_https() {
    program_listens TCP 8080
    program https "$ROUTER" socat TCP4-LISTEN:443,reuseaddr,fork /dev/null
    filtered "$ROUTER" input "tcp dport 80 reject with tcp reset"
}
proof_upnp_off_https() {
    udp_meets 1900 refused && connects_to "$CLIENT" "$ROUTER_ADDRESS" 443 &&
        meets "$CLIENT" "$ROUTER_ADDRESS" 80 refused
}

# The router's UPnP answers its description with an error.
stage_description_missing() {
    mkdir -p "$LAB_DIR/empty"
    pages "$ROUTER" "$DAEMON_PORT" "$LAB_DIR/empty"
    responder "$ROUTER" "$ROUTER_ADDRESS" "$GATEWAY" "$(description_url)"
}
proof_description_missing() {
    finds "$multicast" "$(description_url)" && not described_at "$(description_url)"
}

# The port is taken, and the router does not tell by whom.
stage_port_taken_untold() {
    router_is_simulated --quirk conflict-718
    program_listens TCP 8080
}
proof_port_taken_untold() { refuses_port 718 8080; }

stage_switched_off() {
    router_is_simulated --quirk switched-off-606
    program_listens TCP 8080
}
proof_switched_off() { refuses_port 606 8080 && refuses_port 606 45678; }

stage_low_ports_refused() { router_is_simulated --quirk low-ports-606; }
proof_low_ports_refused() {
    refuses_port 606 80 && maps "$CLIENT_ADDRESS" TCP 45678 80 && unmaps TCP 45678
}

stage_disconnected() { router_is_simulated --quirk disconnected; }
proof_disconnected() { router_says GetStatusInfo NewConnectionStatus Disconnected; }

# An address that the router does not tell, as with DS-Lite.
stage_ds_lite_untold() { router_is_simulated --quirk ds-lite; }
proof_ds_lite_untold() { router_says GetExternalIPAddress NewExternalIPAddress ""; }

# Mapped to an address where nobody is and this machine never was.
stage_holder_gone() {
    stage_port_taken
    ip -n "$NEIGHBOUR" address flush dev lan
    ip -n "$CLIENT" neighbour flush dev lan0
}
proof_holder_gone() { forwards TCP 8080 "$OTHER_HOST:8080" && absent "$OTHER_HOST"; }

# Two faults.

stage_vpn_and_not_listening() { stage_not_listening && vpn_takes_halves; }
proof_vpn_and_not_listening() { leaves_over tun0 && not listens_on "$CLIENT" -t 8080; }

stage_vpn_and_taken() { stage_port_taken && vpn_takes_rule; }
proof_vpn_and_taken() { leaves_over wg0 && forwards TCP 8080 "$OTHER_HOST:8080"; }

stage_cut_and_upnp_off() {
    stage_upnp_off
    filtered "$CLIENT" output 'oifname != "lo" drop'
}
proof_cut_and_upnp_off() { not may_send "$ROUTER_ADDRESS" && not listens_on "$ROUTER" -u 1900; }

stage_loopback_and_firewall() { stage_loopback_only && firewall_drops; }
proof_loopback_and_firewall() {
    forwards_8080 && answers "$CLIENT" TCP 127.0.0.1 8080 && kept_out TCP 8080
}

stage_not_listening_and_filtered() {
    stage_not_listening
    filtered "$PROVIDER" forward "tcp dport 8080 drop"
}
proof_not_listening_and_filtered() {
    forwards_8080 && meets "$OUTSIDE" "$WAN_ADDRESS" 8080 "timed out"
}

stage_double_nat_and_not_listening() {
    stage_double_nat
    program_ends 8080
}
proof_double_nat_and_not_listening() { proof_double_nat && eventually not listens_on "$CLIENT" -t 8080; }

stage_no_route_and_upnp_off() {
    stage_upnp_off
    ip -n "$CLIENT" route del default
}
proof_no_route_and_upnp_off() { finds_nothing && not may_send "$OUTSIDE_ADDRESS"; }

stage_wrong_gateway_and_upnp_off() {
    stage_upnp_off
    ip -n "$CLIENT" route replace default via "$NOBODY_ADDRESS"
}
proof_wrong_gateway_and_upnp_off() { absent "$NOBODY_ADDRESS" && finds_nothing; }

stage_taken_and_not_listening() {
    stage_port_taken
    program_ends 8080
}
proof_taken_and_not_listening() {
    forwards TCP 8080 "$OTHER_HOST:8080" && not listens_on "$CLIENT" -t 8080
}

stage_carrier_nat_and_firewall() { stage_carrier_nat && firewall_drops; }
proof_carrier_nat_and_firewall() { proof_carrier_nat && unanswered "$ROUTER" TCP "$CLIENT_ADDRESS" 8080; }

stage_firewall_and_filter() {
    stage_inbound_dropped
    filtered "$PROVIDER" forward "tcp dport 8080 drop"
}
proof_firewall_and_filter() {
    proof_inbound_dropped && unanswered "$ROUTER" TCP "$CLIENT_ADDRESS" 8080
}
