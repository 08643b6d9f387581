# SPDX-License-Identifier: Apache-2.0
# Situations in which the program is at fault.

stage_not_listening() {
    router_speaks
    maps "$CLIENT_ADDRESS" TCP 8080 8080
}
proof_not_listening() { forwards_8080 && meets "$OUTSIDE" "$WAN_ADDRESS" 8080 refused; }

stage_loopback_only() {
    stage_not_listening
    program_listens TCP 8080 bind=127.0.0.1
}
proof_loopback_only() {
    meets "$OUTSIDE" "$WAN_ADDRESS" 8080 refused && answers "$CLIENT" TCP 127.0.0.1 8080
}

stage_wrong_protocol() {
    router_speaks
    maps "$CLIENT_ADDRESS" UDP 8080 8080
    program_listens TCP 8080
}
proof_wrong_protocol() {
    forwards UDP 8080 "$CLIENT_ADDRESS:8080" && kept_out TCP 8080 &&
        answers "$ROUTER" TCP "$CLIENT_ADDRESS" 8080
}

stage_other_port() {
    stage_not_listening
    program_listens TCP 8081
}
proof_other_port() {
    meets "$OUTSIDE" "$WAN_ADDRESS" 8080 refused && answers "$ROUTER" TCP "$CLIENT_ADDRESS" 8081
}
