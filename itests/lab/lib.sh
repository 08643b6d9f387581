# SPDX-License-Identifier: Apache-2.0
# The router lab: three hosts as network namespaces, and a router daemon that is not ours.
#
#   client ── lan ── router ── wan ── outside
#      └──── aside (a second network: nobody answers there, and the multicast route leads to it)
#
# Source this file. lab_up builds the lab, hosts_up the same without the daemon, lab_down (also at
# exit) removes it. Nothing outside of the namespaces is touched. Needs root and the packages of
# lab_missing.

LAB_ID="postern-$$"
CLIENT="$LAB_ID-client"
ROUTER="$LAB_ID-router"
OUTSIDE="$LAB_ID-outside"
LAB_DIR=""

DAEMON_PORT=5000
PCP_PORT=5351
# The packet filter that the daemon writes to, nftables or iptables.
: "${FLAVOUR:=nftables}"
. "itests/lab/$FLAVOUR.sh"

# Whether clients may change mappings that lead to themselves only.
SECURE_MODE=yes
# The protocols of the daemon: UPnP, and PCP with NAT-PMP.
SPEAKS_UPNP=yes
SPEAKS_PCP=yes
DESCRIPTION_URL=http://192.168.77.1:$DAEMON_PORT/rootDesc.xml

CLIENT_ADDRESS=192.168.77.2
CLIENT_ADDRESS6=fd77::2
# Of a host that is not there: the router's rules tell whether a port leads to it.
OTHER_HOST=192.168.77.9
ROUTER_ADDRESS=192.168.77.1
ROUTER_ADDRESS6=fd77::1
ASIDE_ADDRESS=10.77.0.1
ASIDE_ADDRESS6=fd78::1
# miniupnpd refuses a private or documentation range as its external address.
WAN_ADDRESS=11.22.33.44
OTHER_WAN_ADDRESS=11.22.33.55
OUTSIDE_ADDRESS=11.22.33.1

# All namespaces of this run; a script may name more before it builds its lab.
LAB_HOSTS=("$CLIENT" "$ROUTER" "$OUTSIDE")

in_client() { ip netns exec "$CLIENT" "$@"; }
in_router() { ip netns exec "$ROUTER" "$@"; }
in_outside() { ip netns exec "$OUTSIDE" "$@"; }

# Says in one line why the lab cannot be built here; says nothing when it can.
lab_missing() { what_is_missing "${DAEMON_NEEDS[@]}"; }

# what_is_missing COMMAND:PACKAGE...: besides what the hosts need.
what_is_missing() {
    if [ "$(id -u)" != 0 ]; then
        echo "network namespaces need root"
        return
    fi
    local command
    for command in ip:iproute2 nft:nftables socat:socat "$@"; do
        if [ -z "$(PATH="$PATH:/usr/sbin:/sbin" command -v "${command%%:*}")" ]; then
            echo "the package ${command##*:} is not installed"
            return
        fi
    done
}

lab_up() {
    hosts_up
    daemon_start
}

hosts_up() {
    namespaces_up
    _lab_client
    _lab_router
    _lab_outside
    eventually all_carry
}

# The namespaces, with nothing between them, and a folder for this run.
namespaces_up() {
    PATH="$PATH:/usr/sbin:/sbin"
    LAB_DIR="$(mktemp -d)"
    trap lab_down EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    local host
    for host in "${LAB_HOSTS[@]}"; do
        ip netns add "$host"
        ip -n "$host" link set lo up
    done
}

# Whether all interfaces that are up carry something: the kernel takes up to a second to notice the
# other end, and Java counts none as up before.
all_carry() {
    local host
    for host in "${LAB_HOSTS[@]}"; do
        [ -z "$(ip -n "$host" -o link show up | grep -vE ' lo: | state UP ')" ] || return 1
    done
}

lab_down() {
    local host pid
    for host in "${LAB_HOSTS[@]}"; do
        # Only what runs in namespaces of this run, so only what it started.
        for pid in $(ip netns pids "$host" 2>/dev/null); do
            kill -9 "$pid" 2>/dev/null || true
        done
        ip netns del "$host" 2>/dev/null || true
    done
    [ -z "$LAB_DIR" ] || rm -rf "$LAB_DIR"
}

_lab_client() {
    # First, so that an implementation that takes the first interface only takes the wrong one.
    ip link add aside netns "$CLIENT" type veth peer name void netns "$ROUTER"
    ip link add lan netns "$CLIENT" type veth peer name lan netns "$ROUTER"
    ip -n "$CLIENT" address add 10.77.0.2/24 dev aside
    ip -n "$CLIENT" address add "$CLIENT_ADDRESS/24" dev lan
    ip -n "$CLIENT" address add "$CLIENT_ADDRESS6/64" dev lan nodad
    ip -n "$CLIENT" link set aside up
    ip -n "$CLIENT" link set lan up
    ip -n "$CLIENT" route add default via "$ROUTER_ADDRESS"
    ip -n "$CLIENT" route add 224.0.0.0/4 dev aside
}

_lab_router() {
    ip link add wan netns "$ROUTER" type veth peer name wan netns "$OUTSIDE"
    ip -n "$ROUTER" address add "$ROUTER_ADDRESS/24" dev lan
    ip -n "$ROUTER" address add "$ROUTER_ADDRESS6/64" dev lan nodad
    ip -n "$ROUTER" address add "$WAN_ADDRESS/24" dev wan
    ip -n "$ROUTER" link set void up
    ip -n "$ROUTER" link set lan up
    ip -n "$ROUTER" link set wan up
    in_router sh -c "echo 1 >/proc/sys/net/ipv4/ip_forward"
    in_router nft -f - <<'RULES'
table inet filter {
    chain loss {
        type filter hook input priority -10
    }
}
RULES
    forwarding_starts
}

_lab_outside() {
    ip -n "$OUTSIDE" address add "$OUTSIDE_ADDRESS/24" dev wan
    ip -n "$OUTSIDE" link set wan up
}

# Starts the router daemon and waits until it answers. Never with -d: it grows slow.
daemon_start() {
    cat >"$LAB_DIR/miniupnpd.conf" <<CONF
ext_ifname=wan
listening_ip=lan
enable_upnp=$SPEAKS_UPNP
enable_natpmp=$SPEAKS_PCP
secure_mode=$SECURE_MODE
port=$DAEMON_PORT
friendly_name=Postern Lab Router
uuid=00000000-0000-4000-8000-000000000077
notify_interval=30
upnp_forward_chain=miniupnpd
upnp_nat_chain=prerouting_miniupnpd
upnp_nat_postrouting_chain=postrouting_miniupnpd
allow 1024-65535 0.0.0.0/0 1024-65535
deny 0-65535 0.0.0.0/0 0-65535
CONF
    # It would write over the old one without cutting it off.
    rm -f "$LAB_DIR/miniupnpd.pid"
    in_router "$DAEMON" -f "$LAB_DIR/miniupnpd.conf" -P "$LAB_DIR/miniupnpd.pid"
    if [ "$SPEAKS_UPNP" = yes ]; then
        eventually listens in_router -t "$DAEMON_PORT"
    else
        eventually listens in_router -u "$PCP_PORT"
    fi
}

daemon_stop() {
    local pid
    pid="$(cat "$LAB_DIR/miniupnpd.pid")"
    kill "$pid"
    eventually gone "$pid"
}

gone() { ! kill -0 "$1" 2>/dev/null; }

# Whether HOST (in_client, in_router, in_outside) listens on a port: -t for TCP, -u for UDP.
listens() { [ -n "$("$1" ss -Hln "$2" "sport = :$3")" ]; }

# Gives the router another address on the internet, as providers do at night.
wan_address_becomes() {
    ip -n "$ROUTER" -4 address flush dev wan
    ip -n "$ROUTER" address add "$1/24" dev wan
}

# own_address_becomes ADDRESS INTERFACE: on the client, in place of the one it has, as when its
# lease ends or its cable is pulled while it has Wi-Fi. The second interface, lan2, is on the same
# wire.
own_address_becomes() {
    ip -n "$CLIENT" link show lan2 >/dev/null 2>&1 ||
        ip -n "$CLIENT" link add link lan name lan2 type macvlan mode bridge
    ip -n "$CLIENT" link set lan2 up
    ip -n "$CLIENT" -4 address flush dev lan
    ip -n "$CLIENT" -4 address flush dev lan2
    ip -n "$CLIENT" address add "$1/24" dev "$2"
    ip -n "$CLIENT" route add default via "$ROUTER_ADDRESS"
    CLIENT_ADDRESS="$1"
}

# Drops PERCENT of the searches that reach the router; 0 to stop.
lose_searches() {
    in_router nft flush chain inet filter loss
    [ "$1" = 0 ] ||
        in_router nft add rule inet filter loss udp dport 1900 numgen random mod 100 \< "$1" drop
}

# Drops PERCENT of all that crosses the local network, each way and each packet for itself; 0 to
# stop. Always where it arrives: what a host drops itself on its way out, its own TCP notices.
lose() {
    local host
    for host in "$CLIENT" "$ROUTER"; do
        ip netns exec "$host" nft -f - <<RULES
table inet losses { }
delete table inet losses
RULES
        [ "$1" = 0 ] || ip netns exec "$host" nft -f - <<RULES
table inet losses {
    chain input {
        type filter hook input priority -10
        iifname "lan" numgen random mod 100 < $1 drop
    }
}
RULES
    done
}

# Drops multicast on its way to the router, as some access points do; the daemon still answers who
# asks it directly.
multicast_blocked() {
    in_router nft flush chain inet filter loss
    in_router nft add rule inet filter loss ip daddr 224.0.0.0/4 drop
}

# took FILE COMMAND...: runs the command on the client, adds the milliseconds that the whole process
# took to the file, and leaves its exit code in $status.
took() {
    local file="$LAB_DIR/$1" start end
    shift
    start="${EPOCHREALTIME/[.,]/}"
    status=0
    in_client "$@" >"$LAB_DIR/out" 2>"$LAB_DIR/err" </dev/null || status=$?
    end="${EPOCHREALTIME/[.,]/}"
    echo "$(((end - start) / 1000))" >>"$file"
}

# reaches TCP|UDP EXTERNAL_PORT INTERNAL_PORT: whether data from the outside host gets to the
# client. 0: it does; 1: it does not; 2: that cannot be told, as nobody listens or even the local
# network is cut. No waiting for what may never come: a second message, sent from the router's side
# of the local network, follows the first one and must arrive in any case.
reaches() {
    local received="$LAB_DIR/received" listen=TCP4-LISTEN:$3,reuseaddr,fork kind=-t listener
    local result=2 sent=no
    if [ "$1" = UDP ]; then
        listen=UDP4-RECV:$3
        kind=-u
    fi
    : >"$received"
    # Not through in_client: $! must be socat itself.
    ip netns exec "$CLIENT" socat -u "$listen" "OPEN:$received,append" 2>/dev/null &
    listener=$!
    if eventually listens in_client "$kind" "$3"; then
        echo outside |
            in_outside socat -u - "$1:$(wan_address):$2,connect-timeout=2" 2>/dev/null && sent=yes
        echo inside | in_router socat -u - "$1:$CLIENT_ADDRESS:$3" || true
        if eventually grep -q inside "$received"; then
            arrived "$1" "$sent" && result=0 || result=1
        fi
    fi
    kill "$listener" 2>/dev/null || true
    wait "$listener" 2>/dev/null || true
    return "$result"
}

# arrived TCP|UDP SENT: whether the first message is there, once the second is. Each connection has a
# process of its own: the first one's may write later.
arrived() {
    if [ "$1" = TCP ] && [ "$2" = yes ]; then
        eventually grep -q outside "$received"
    else
        grep -q outside "$received"
    fi
}

# Gives the router addresses on the second network, over IPv4 and IPv6.
join_aside() {
    ip -n "$ROUTER" address add "$ASIDE_ADDRESS/24" dev void
    ip -n "$ROUTER" address add "$ASIDE_ADDRESS6/64" dev void nodad
    ip -n "$CLIENT" address add fd78::2/64 dev aside nodad
}

wan_address() { ip -n "$ROUTER" -o -4 address show dev wan | sed 's/.*inet \([0-9.]*\).*/\1/'; }

now_ms() { echo $((${EPOCHREALTIME/[.,]/} / 1000)); }

not() { ! "$@"; }

# Runs a command again and again until it succeeds, for so many seconds at most: a hang guard. A JVM
# alone takes ten to start on a machine with ten other programs.
PATIENCE=40
with_patience() {
    local PATIENCE="$1"
    shift
    "$@"
}
eventually() {
    local end=$((SECONDS + PATIENCE))
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.05
    done
}
