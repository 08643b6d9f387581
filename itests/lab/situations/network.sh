# SPDX-License-Identifier: Apache-2.0
# The hosts of the doctor's lab, and what runs on them. Source lib.sh and addresses.sh first.
#
#   client ── lan0 ──── switch ──┬── router ─────┐
#      │                         └── neighbour ──┼── provider ── outside
#      └───── aside0 ── rival ───────────────────┘
#
# Each of router, neighbour, rival and provider has an interface lan, towards the client, and an
# interface wan. The base, which network_restored brings back after each situation: one router with
# a web page and a public address, which speaks no control protocol yet; aside0 is down, and the
# neighbour has no address.

PROVIDER="$LAB_ID-provider"
SWITCH="$LAB_ID-switch"
NEIGHBOUR="$LAB_ID-neighbour"
RIVAL="$LAB_ID-rival"
LAB_HOSTS+=("$PROVIDER" "$SWITCH" "$NEIGHBOUR" "$RIVAL")

SITUATIONS="$PWD/itests/lab/situations"
STUN_PORT=3478
HELPER_PORT=8090

# on HOST COMMAND...: in its network alone, which costs less than ip netns exec.
on() {
    local host="$1"
    shift
    nsenter --net="/run/netns/$host" -- "$@"
}

# listens_on HOST -t|-u PORT
listens_on() { [ -n "$(on "$1" ss -Hln "$2" "sport = :$3")" ]; }

# What makes a command one of a user without rights.
UNPRIVILEGED=(setpriv --reuid=65534 --regid=65534 --clear-groups --)

network_up() {
    namespaces_up
    chmod 755 "$LAB_DIR"
    _bridge "$SWITCH" lan
    _bridge "$PROVIDER" lan
    _cable "$CLIENT" lan0 "$SWITCH" client
    _cable "$ROUTER" lan "$SWITCH" router
    _cable "$NEIGHBOUR" lan "$SWITCH" neighbour
    _cable "$CLIENT" aside0 "$RIVAL" lan
    _cable "$ROUTER" wan "$PROVIDER" router
    _cable "$NEIGHBOUR" wan "$PROVIDER" neighbour
    _cable "$RIVAL" wan "$PROVIDER" rival
    _cable "$PROVIDER" wan "$OUTSIDE" wan
    local host port
    for port in client router neighbour; do
        ip -n "$SWITCH" link set "$port" master lan
    done
    for port in router neighbour rival; do
        ip -n "$PROVIDER" link set "$port" master lan
    done
    for host in "$ROUTER" "$NEIGHBOUR" "$RIVAL" "$PROVIDER"; do
        on "$host" sh -c "echo 1 >/proc/sys/net/ipv4/ip_forward"
    done
    # The client's own default route comes and goes with each situation.
    ip -n "$ROUTER" address add "$ROUTER_ADDRESS/24" dev lan
    ip -n "$RIVAL" address add "$RIVAL_ADDRESS/24" dev lan
    ip -n "$RIVAL" address add "$ISP_NET.45/24" dev wan
    ip -n "$RIVAL" route add default via "$ISP_NET.1"
    ip -n "$NEIGHBOUR" address add "$ISP_NET.46/24" dev wan
    ip -n "$PROVIDER" address add "$ISP_NET.1/24" dev lan
    ip -n "$PROVIDER" address add "$OUTSIDE_NET.1/24" dev wan
    ip -n "$OUTSIDE" address add "$OUTSIDE_ADDRESS/24" dev wan
    ip -n "$OUTSIDE" route add default via "$OUTSIDE_NET.1"
    ROUTER="$RIVAL" forwarding_starts
    wan_is "$ISP_NET"
    starts page "$ROUTER" socat TCP4-LISTEN:80,reuseaddr,fork \
        "SYSTEM:printf 'HTTP/1.0 200 OK\\r\\n\\r\\n<h1>Router</h1>\\n'"
    starts stun "$OUTSIDE" socat "UDP4-RECVFROM:$STUN_PORT,fork" "EXEC:$SITUATIONS/stun-answer"
    eventually listens_on "$ROUTER" -t 80
    eventually listens_on "$OUTSIDE" -u "$STUN_PORT"
    eventually all_carry
}

_bridge() {
    ip -n "$1" link add "$2" type bridge forward_delay 0 mcast_snooping 0
    ip -n "$1" link set "$2" up
}

# _cable HOST INTERFACE HOST INTERFACE
_cable() {
    ip link add "$2" netns "$1" type veth peer name "$4" netns "$3"
    ip -n "$1" link set "$2" up
    ip -n "$3" link set "$4" up
}

# What a situation changed. Undoing that alone takes a tenth of the time that all would take.
situation_programs=()
situation_links=()
situation_filters=()
situation_unplugged=()
WAN_NET=""

network_restored() {
    local host link port
    ends_programs
    helper_ends
    for host in "${situation_filters[@]}"; do
        on "$host" nft flush ruleset
    done
    situation_filters=()
    on "$ROUTER" nft flush ruleset
    forwarding_starts
    for link in "${situation_links[@]}"; do
        # HOST/INTERFACE
        ip -n "${link%/*}" link del "${link#*/}" 2>/dev/null || true
    done
    situation_links=()
    for port in "${situation_unplugged[@]}"; do
        ip -n "$SWITCH" link set "$port" up
    done
    situation_unplugged=()
    [ "$WAN_NET" = "$ISP_NET" ] || wan_is "$ISP_NET"
    ip -n "$NEIGHBOUR" address flush dev lan
    ip -n "$ROUTER" neighbour flush dev lan
    ip -n "$CLIENT" -6 address flush dev lan0 scope global
    ip -n "$CLIENT" -4 -batch - <<BATCH
rule flush
rule add lookup main priority 32766
rule add lookup default priority 32767
link set aside0 down
address flush dev aside0
link set lan0 up
address flush dev lan0
route flush table main
address add $CLIENT_ADDRESS/24 dev lan0
route add default via $ROUTER_ADDRESS dev lan0
neighbour flush dev lan0
BATCH
    rm -rf "$LAB_DIR/state"
    install -d -o 65534 -g 65534 "$LAB_DIR/state"
    eventually carries lan0
}

# unplug PORT: of the switch.
unplug() {
    ip -n "$SWITCH" link set "$1" down
    situation_unplugged+=("$1")
}

# carries INTERFACE: whether it is up, as the client sees it.
carries() { grep -q "LOWER_UP.* state UP " <<<"$(ip -n "$CLIENT" -o link show dev "$1")"; }

# wan_is NETWORK: that between the router and its provider, who translates the addresses of all but
# the public one.
wan_is() {
    WAN_NET="$1"
    WAN_ADDRESS="$1.44"
    ip -n "$ROUTER" -4 address flush dev wan
    ip -n "$ROUTER" address add "$WAN_ADDRESS/24" dev wan
    ip -n "$ROUTER" route replace default via "$1.1"
    ip -n "$PROVIDER" -4 address flush dev lan
    ip -n "$PROVIDER" address add "$1.1/24" dev lan
    [ "$1" != "$ISP_NET" ] || return 0
    situation_filters+=("$PROVIDER")
    on "$PROVIDER" nft -f - <<RULES
table ip translation {
    chain postrouting {
        type nat hook postrouting priority 100
        oifname "wan" ip saddr $1.0/24 masquerade
    }
}
RULES
}

# aside_is_up: the second interface, towards another router.
aside_is_up() {
    ip -n "$CLIENT" link set aside0 up
    ip -n "$CLIENT" address add "$ASIDE_ADDRESS/24" dev aside0
    eventually carries aside0
}

# neighbour_is ADDRESS: another host in the local network.
neighbour_is() { ip -n "$NEIGHBOUR" address add "$1/24" dev lan; }

# program NAME HOST COMMAND...: in the background until the situation ends. Its output is in a file
# of that name.
program() {
    starts "$@"
    situation_programs+=("$started")
}

# starts NAME HOST COMMAND...: the same until the lab ends.
starts() {
    local name="$1" host="$2"
    shift 2
    # In a session of its own, whose processes end together.
    setsid nsenter --net="/run/netns/$host" -- "$@" </dev/null >"$LAB_DIR/$name" 2>&1 &
    started=$!
    # It will be killed, and this shell is not to say so.
    disown
}

ends_programs() {
    local session
    for session in "${situation_programs[@]}"; do
        kill -9 -- "-$session" 2>/dev/null || kill -9 "$session" 2>/dev/null || true
    done
    for session in "${situation_programs[@]}"; do
        eventually gone "$session"
    done
    situation_programs=()
}

# filtered HOST HOOK RULE...: rules of a packet filter on that host, before all others.
filtered() {
    local host="$1" hook="$2" rule
    shift 2
    situation_filters+=("$host")
    {
        echo "table inet situation {"
        echo "chain $hook {"
        echo "type filter hook $hook priority -20"
        for rule in "$@"; do
            echo "$rule"
        done
        echo "}"
        echo "}"
    } | on "$host" nft -f -
}

# program_listens TCP|UDP PORT [OPTION]: on the client, and sends back what it gets. The option is
# one of socat, such as bind=127.0.0.1.
program_listens() {
    local address="$1" kind=-t
    case "$1" in
        TCP) address="TCP4-LISTEN:$2,reuseaddr,fork" ;;
        UDP) address="UDP4-RECVFROM:$2,fork" kind=-u ;;
        TCP6) address="TCP6-LISTEN:$2,reuseaddr,fork" ;;
    esac
    program "program-$2" "$CLIENT" "${UNPRIVILEGED[@]}" socat "$address${3:+,$3}" PIPE
    eventually listens_on "$CLIENT" "$kind" "$2"
}

# program_ends PORT: of the client.
program_ends() {
    local pid
    for pid in $(on "$CLIENT" ss -Hlntup "sport = :$1" | sed -n 's/.*,pid=\([0-9]*\),.*/\1/p'); do
        kill -9 "$pid"
        eventually gone "$pid"
    done
}
