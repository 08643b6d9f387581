# SPDX-License-Identifier: Apache-2.0
# Situations in which nothing is wrong.

port_is_open() {
    router_speaks "$@"
    program_listens TCP 8080
    maps "$CLIENT_ADDRESS" TCP 8080 8080
}

# The router leads back what comes from inside and is for its own external address.
router_leads_back() {
    on "$ROUTER" nft -f - <<RULES
table ip hairpin {
    chain prerouting {
        type nat hook prerouting priority -90
        iifname "lan" ip daddr $WAN_ADDRESS tcp dport 8080 dnat to $CLIENT_ADDRESS
    }
    chain postrouting {
        type nat hook postrouting priority 90
        oifname "lan" ip saddr $LAN.0/24 masquerade
    }
    chain forward {
        type filter hook forward priority -1
        iifname "lan" oifname "lan" accept
    }
}
RULES
    on "$ROUTER" nft insert rule inet filter forward iifname lan oifname lan accept
}

stage_healthy() { port_is_open && router_leads_back; }
proof_healthy() { gets_in TCP 8080 && answers "$CLIENT" TCP "$WAN_ADDRESS" 8080; }

# The external address cannot be reached from inside, as with most routers.
stage_no_hairpin() { port_is_open; }
proof_no_hairpin() { gets_in TCP 8080 && unanswered "$CLIENT" TCP "$WAN_ADDRESS" 8080; }

# Multicast does not pass, as with some access points.
stage_no_multicast() {
    port_is_open
    filtered "$ROUTER" input "ip daddr 224.0.0.0/4 drop"
}
proof_no_multicast() {
    gets_in TCP 8080 && finds "$ROUTER_ADDRESS" "$(description_url)" &&
        not finds "$multicast" http 0.6
}

# Another program of the same user does not share the port of announcements.
stage_port_1900_held() {
    port_is_open
    program_listens UDP 1900
}
proof_port_1900_held() {
    gets_in TCP 8080 && not on "$CLIENT" "${UNPRIVILEGED[@]}" socat -u UDP4-RECV:1900,reuseaddr /dev/null
}

# This machine's firewall drops what nobody asked for, and lets the port in.
stage_firewall_lets_in() {
    port_is_open
    firewall_drops "tcp dport 8080 accept"
}
proof_firewall_lets_in() { gets_in TCP 8080 && unanswered "$ROUTER" TCP "$CLIENT_ADDRESS" 8081; }
