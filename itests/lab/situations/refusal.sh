# SPDX-License-Identifier: Apache-2.0
# Situations in which the router refuses.

stage_not_allowed() {
    router_speaks "deny 0-65535 $CLIENT_ADDRESS/32 0-65535"
    program_listens TCP 8080
}
proof_not_allowed() { refuses_port 606 8080 && refuses_port 606 45678; }

stage_port_not_allowed() {
    router_speaks "allow 10000-65535 0.0.0.0/0 1024-65535" "deny 0-65535 0.0.0.0/0 0-65535"
    program_listens TCP 8080
}
proof_port_not_allowed() {
    refuses_port 606 8080 && maps "$CLIENT_ADDRESS" TCP 45678 8080 && unmaps TCP 45678
}

# Another host that is there has the port.
stage_port_taken() {
    neighbour_is "$OTHER_HOST"
    router_speaks
    program_listens TCP 8080
    maps "$OTHER_HOST" TCP 8080 8080
}
proof_port_taken() {
    forwards TCP 8080 "$OTHER_HOST:8080" && present "$OTHER_HOST" && refuses_port 718 8080
}

stage_permanent_only() {
    router_is_simulated --quirk lease-725
    program_listens TCP 8080
}
proof_permanent_only() { refuses_port 725 8080; }

stage_table_full() {
    router_is_simulated --quirk table-full-728
    program_listens TCP 8080
}
proof_table_full() { refuses_port 728 8080; }
