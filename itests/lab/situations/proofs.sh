# SPDX-License-Identifier: Apache-2.0
# What proves that a situation is really there, without the doctor. Source devices.sh first.

# gets_in TCP|UDP EXTERNAL_PORT: whether the program on the client answers a host outside.
gets_in() { answers "$OUTSIDE" "$1" "$WAN_ADDRESS" "$2"; }
kept_out() { unanswered "$OUTSIDE" "$1" "$WAN_ADDRESS" "$2"; }

# answers HOST TCP|UDP ADDRESS PORT: whether what that host sends comes back.
answers() { _answers 1 "$@" || _answers 10 "$@"; }
unanswered() { not _answers 1 "$@"; }
_answers() {
    local target="${3}4:$4:$5"
    [ "$3" = UDP ] || target+=",connect-timeout=$1"
    [ "$(echo "knock $$" | on "$2" socat -t "$1" - "$target" 2>/dev/null)" = "knock $$" ]
}

# meets HOST ADDRESS PORT WORDS: what a connection over TCP fails with, such as "refused".
meets() {
    grep -q "$4" <<<"$(on "$1" socat -u /dev/null "TCP4:$2:$3,connect-timeout=1" 2>&1)"
}

connects_to() { on "$1" socat -u /dev/null "TCP4:$2:$3,connect-timeout=10" 2>/dev/null; }

# forwards TCP|UDP EXTERNAL_PORT ADDRESS:PORT: whether the router's packet filter does.
forwards() {
    local protocol="(tcp|0x6 th)"
    [ "$1" = TCP ] || protocol="(udp|0x11 th)"
    grep -qE "$protocol dport $2 dnat (ip )?to $3( |\$)" <<<"$(router_rules)"
}

forwards_nothing() { not grep -q dnat <<<"$(router_rules)"; }

# search ADDRESS SECONDS: what is answered to a search from lan0, by multicast or to that address
# alone, until nothing comes for so long.
search() {
    request "M-SEARCH * HTTP/1.1" "HOST: 239.255.255.250:1900" 'MAN: "ssdp:discover"' "MX: 1" \
        "ST: upnp:rootdevice" "" "" |
        on "$CLIENT" socat -t "$2" - \
            "UDP4-DATAGRAM:$1:1900,ip-multicast-if=$CLIENT_ADDRESS" 2>&1 | tr -d '\r'
}

multicast=239.255.255.250

# finds ADDRESS LOCATION [SECONDS]: whether a search is answered with that description.
finds() {
    local patience
    for patience in ${3:-0.6 2 5}; do
        not grep -qi "^LOCATION: *$2" <<<"$(search "$1" "$patience")" || return 0
    done
    return 1
}

finds_nothing() { not finds "$multicast" http 0.6 && not finds "$ROUTER_ADDRESS" http 0.6; }

# described_at URL: whether the client can read a description there.
described_at() {
    local rest="${1#http://}"
    grep -q "<friendlyName>" <<<"$(request "GET /${rest#*/} HTTP/1.0" "Host: ${rest%%/*}" "" "" |
        http "$CLIENT" "${rest%%/*}")"
}

description_url() { echo "http://$ROUTER_ADDRESS:$DAEMON_PORT/rootDesc.xml"; }

# present ADDRESS, absent ADDRESS: whether somebody has it, as ARP tells the client.
present() {
    echo | on "$CLIENT" socat -u - "UDP4:$1:9" 2>/dev/null || true
    eventually settled "$1" && grep -q lladdr <<<"$(ip -n "$CLIENT" neighbour show "$1")"
}
absent() {
    echo | on "$CLIENT" socat -u - "UDP4:$1:9" 2>/dev/null || true
    eventually settled "$1" && not grep -q lladdr <<<"$(ip -n "$CLIENT" neighbour show "$1")"
}
settled() { grep -qE "lladdr|FAILED" <<<"$(ip -n "$CLIENT" neighbour show "$1")"; }

# leaves_over INTERFACE [ADDRESS]: what the kernel says of the way to the internet.
leaves_over() { grep -q " dev $1 " <<<"$(on "$CLIENT" ip route get "${2:-$OUTSIDE_ADDRESS}")"; }

# router_says ACTION ELEMENT VALUE
router_says() { grep -q "<$2[^>]*>$3</$2>" <<<"$(soap "$CLIENT_ADDRESS" "$1")"; }

# router_refuses CODE ACTION ARGUMENT=VALUE...
router_refuses() {
    local code="$1"
    shift
    grep -q "<errorCode>$code</errorCode>" <<<"$(soap "$CLIENT_ADDRESS" "$@")"
}

# refuses_port CODE PORT [LEASE]: whether the router refuses to map it to the client.
refuses_port() {
    router_refuses "$1" AddPortMapping NewRemoteHost= "NewExternalPort=$2" NewProtocol=TCP \
        "NewInternalPort=$2" "NewInternalClient=$CLIENT_ADDRESS" NewEnabled=1 \
        NewPortMappingDescription=lab "NewLeaseDuration=${3:-120}"
}

# speaks_natpmp [RESULT]: whether the router answers a request for its address, with that result.
speaks_natpmp() {
    grep -q "^ 00 80 00 ${1:-00} " <<<"$(printf '\0\0' |
        on "$CLIENT" socat -t 1 - "UDP4:$ROUTER_ADDRESS:$PCP_PORT" 2>/dev/null | od -An -tx1)"
}

# udp_meets PORT refused|silence: what a datagram to the router's port is answered with.
udp_meets() {
    local met
    met="$(printf '\0\0' | on "$CLIENT" socat -t 0.5 - "UDP4:$ROUTER_ADDRESS:$1" 2>&1)"
    case "$2" in
        refused) grep -q refused <<<"$met" ;;
        silence) [ -z "$met" ] ;;
    esac
}

# The address as which a server outside sees the client (STUN, RFC 8489 section 14.2).
seen_outside() {
    local octets
    read -r -a octets <<<"$(printf '\0\1\0\0\41\22\244\102............' |
        on "$CLIENT" socat -t 1 - "UDP4:$OUTSIDE_ADDRESS:$STUN_PORT" | tail -c 4 | od -An -tu1)"
    echo "$((octets[0] ^ 33)).$((octets[1] ^ 18)).$((octets[2] ^ 164)).$((octets[3] ^ 66))"
}

# may_send ADDRESS: whether the client's kernel lets a datagram out.
may_send() { echo | on "$CLIENT" socat -u - "UDP4:$1:9" 2>/dev/null; }
