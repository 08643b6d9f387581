# SPDX-License-Identifier: Apache-2.0
# Situations in which the router cannot be found or read.

stage_upnp_off() { program_listens TCP 8080; }
proof_upnp_off() {
    finds_nothing && udp_meets 1900 refused && udp_meets 5351 refused &&
        connects_to "$CLIENT" "$ROUTER_ADDRESS" 80
}

# A home full of multicast: announcements, names, and a stream that nobody here joined.
stage_upnp_off_noisy() {
    program_listens TCP 8080
    neighbour_is "$OTHER_HOST"
    local group
    for group in 239.255.255.250:1900 224.0.0.251:5353 239.1.2.3:5004; do
        program "noise-$group" "$NEIGHBOUR" socat -u "SYSTEM:while sleep 0.05; do echo noise; done" \
            "UDP4-DATAGRAM:$group,ip-multicast-if=$OTHER_HOST"
    done
}
proof_upnp_off_noisy() {
    local before
    before="$(undelivered)"
    eventually undelivered_above "$((before + 20))" && proof_upnp_off
}

# How many packets came to the client and went to nobody, as its kernel counts.
undelivered() {
    on "$CLIENT" awk '/^Ip:/ && ++line == 2 { print $4 - $10 - $7 - $5 - $6 - $9 }' /proc/net/snmp
}
undelivered_above() { [ "$(undelivered)" -gt "$1" ]; }

stage_natpmp_only() {
    router_speaks enable_upnp=no enable_natpmp=yes
    program_listens TCP 8080
}
proof_natpmp_only() { finds_nothing && speaks_natpmp; }

# Neither multicast nor what is sent to the router alone reaches its port of searches.
stage_search_blocked() {
    port_is_open
    filtered "$ROUTER" input "udp dport 1900 drop"
}
proof_search_blocked() { finds_nothing && described_at "$(description_url)" && gets_in TCP 8080; }

# The gateway answers ARP and DNS, and drops everything else.
stage_guest_network() {
    router_speaks
    filtered "$ROUTER" input 'iifname "lan" udp dport != 53 drop' 'iifname "lan" meta l4proto tcp drop'
}
proof_guest_network() {
    present "$ROUTER_ADDRESS" && finds_nothing &&
        meets "$CLIENT" "$ROUTER_ADDRESS" 80 "timed out"
}

# The only device that answers is no router.
stage_media_server() {
    program_listens TCP 8080
    neighbour_is "$MEDIA_ADDRESS"
    described "$LAB_DIR/media/desc.xml" "$MEDIA_SERVER" "Lab Media"
    pages "$NEIGHBOUR" 8200 "$LAB_DIR/media"
    responder "$NEIGHBOUR" "$MEDIA_ADDRESS" "$MEDIA_SERVER" "http://$MEDIA_ADDRESS:8200/desc.xml"
}
proof_media_server() {
    finds "$multicast" "http://$MEDIA_ADDRESS:8200/desc.xml" && udp_meets 1900 refused &&
        described_at "http://$MEDIA_ADDRESS:8200/desc.xml"
}

# Its own answers to searches are dropped, those of a responder on the same host come late.
stage_slow_search() { port_is_open && searches_take 4; }
searches_take() {
    filtered "$ROUTER" output "udp sport 1900 meta skuid 0 drop"
    responder "$ROUTER" "$ROUTER_ADDRESS" "$GATEWAY" "$(description_url)" "$1"
}
proof_slow_search() {
    not finds "$multicast" http 3 && finds "$multicast" "$(description_url)" 5 && gets_in TCP 8080
}

stage_slow_http() { port_is_open && http_takes 6; }
proof_slow_http() {
    local start
    start="$(now_ms)"
    finds "$multicast" "$(description_url)" && described_at "$(description_url)" &&
        [ "$(($(now_ms) - start))" -ge 6000 ]
}

stage_description_hangs() {
    router_speaks
    program hangs "$ROUTER" socat TCP4-LISTEN:5999,reuseaddr,fork "EXEC:sleep 60"
    eventually listens_on "$ROUTER" -t 5999
    http_leads_to 5999
}
proof_description_hangs() {
    finds "$multicast" "$(description_url)" &&
        connects_to "$CLIENT" "$ROUTER_ADDRESS" "$DAEMON_PORT" &&
        not timeout 2 described_at "$(description_url)"
}

stage_description_refused() {
    router_speaks
    filtered "$ROUTER" input "tcp dport $DAEMON_PORT reject with tcp reset"
}
proof_description_refused() {
    finds "$multicast" "$(description_url)" &&
        meets "$CLIENT" "$ROUTER_ADDRESS" "$DAEMON_PORT" refused
}

# The device at the router's address names a description on another host.
stage_foreign_location() {
    neighbour_is "$OTHER_HOST"
    described "$LAB_DIR/foreign/rootDesc.xml" "$GATEWAY" "Lab Gateway" "$WAN_SERVICE"
    pages "$NEIGHBOUR" 5000 "$LAB_DIR/foreign"
    responder "$ROUTER" "$ROUTER_ADDRESS" "$GATEWAY" "http://$OTHER_HOST:5000/rootDesc.xml"
}
proof_foreign_location() {
    finds "$ROUTER_ADDRESS" "http://$OTHER_HOST:5000/rootDesc.xml" &&
        described_at "http://$OTHER_HOST:5000/rootDesc.xml"
}

second_gateway_speaks() {
    situation_filters+=("$NEIGHBOUR")
    ROUTER="$NEIGHBOUR" forwarding_starts
    daemon_on "$NEIGHBOUR"
}

# Another gateway of the local network maps ports, and that of this machine's traffic has UPnP off.
stage_second_gateway() {
    neighbour_is "$SECOND_ADDRESS"
    second_gateway_speaks
    program_listens TCP 8080
}
proof_second_gateway() {
    finds "$multicast" "http://$SECOND_ADDRESS:" && present "$ROUTER_ADDRESS" &&
        leaves_over lan0 && udp_meets 1900 refused
}
