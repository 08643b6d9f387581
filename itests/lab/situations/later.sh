# SPDX-License-Identifier: Apache-2.0
# Situations in which a port was open once.

# Opened by Postern, and forgotten by a router that restarted a moment ago.
stage_restarted() {
    router_speaks
    program_listens TCP 8080
    opens_8080
    router_restarts
    router_speaks system_uptime=no
}
proof_restarted() {
    forwards_nothing && router_says GetStatusInfo NewUptime '[0-9]'
}

stage_lease_ended() {
    router_speaks
    program_listens TCP 8080
    opens_8080
    unmaps TCP 8080
}
proof_lease_ended() {
    forwards_nothing && kept_out TCP 8080 && not router_says GetStatusInfo NewUptime '[0-9]'
}

# The port leads to the address that this machine had yesterday.
stage_mapped_elsewhere() {
    router_speaks
    program_listens TCP 8080
    ip -n "$CLIENT" address add "$YESTERDAY_ADDRESS/24" dev lan0
    maps "$YESTERDAY_ADDRESS" TCP 8080 8080
    ip -n "$CLIENT" address del "$YESTERDAY_ADDRESS/24" dev lan0
}
proof_mapped_elsewhere() {
    forwards TCP 8080 "$YESTERDAY_ADDRESS:8080" && absent "$YESTERDAY_ADDRESS"
}

opens_8080() {
    as_user $POSTERN map 8080 --protocol TCP --duration 3600 --gateway "$(description_url)" \
        >"$LAB_DIR/map" 2>&1
    forwards_8080
}

router_restarts() {
    kill -9 "$(cat "$LAB_DIR/$ROUTER/miniupnpd.pid")"
    forget_mappings
}
