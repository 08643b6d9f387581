# SPDX-License-Identifier: Apache-2.0
# Routers, other devices and servers of the doctor's lab. Source network.sh first.

# The types by which devices answer searches.
GATEWAY=urn:schemas-upnp-org:device:InternetGatewayDevice:1
MEDIA_SERVER=urn:schemas-upnp-org:device:MediaServer:1
WAN_SERVICE=urn:schemas-upnp-org:service:WANIPConnection:1

# router_speaks [LINE...]: starts miniupnpd, with further lines of its configuration.
router_speaks() { daemon_on "$ROUTER" "presentation_url=http://$ROUTER_ADDRESS/" "$@"; }

# daemon_on HOST [LINE...]: on its interface lan. A line takes the place of the default for its key;
# of permissions the first that fits counts.
daemon_on() {
    local host="$1" folder="$LAB_DIR/$1" line given
    shift
    mkdir -p "$folder"
    given="$(printf '\n%s' "$@")"
    {
        echo "$given"
        while read -r line; do
            [[ "$given" == *$'\n'"${line%%=*}="* ]] || echo "$line"
        done <<CONF
ext_ifname=wan
listening_ip=lan
enable_upnp=yes
enable_natpmp=no
secure_mode=yes
system_uptime=yes
port=$DAEMON_PORT
friendly_name=Postern Lab Router
uuid=00000000-0000-4000-8000-0000000000${#host}
notify_interval=30
upnp_forward_chain=miniupnpd
upnp_nat_chain=prerouting_miniupnpd
upnp_nat_postrouting_chain=postrouting_miniupnpd
allow 1024-65535 0.0.0.0/0 1024-65535
deny 0-65535 0.0.0.0/0 0-65535
CONF
    } >"$folder/miniupnpd.conf"
    rm -f "$folder/miniupnpd.pid"
    on "$host" "$DAEMON" -f "$folder/miniupnpd.conf" -P "$folder/miniupnpd.pid"
    if [[ "$given" == *enable_upnp=no* ]]; then
        eventually listens_on "$host" -u "$PCP_PORT"
    else
        eventually listens_on "$host" -t "$DAEMON_PORT"
    fi
    # It made itself a daemon, and so has a session of its own.
    situation_programs+=("$(cat "$folder/miniupnpd.pid")")
    CONTROL_PATH=/ctl/IPConn
}

# router_is_simulated OPTION...: of simulate, for what miniupnpd cannot be made to do.
router_is_simulated() {
    program simulated "$ROUTER" $POSTERN simulate --interface lan --port "$DAEMON_PORT" \
        --wan "$WAN_ADDRESS" --external-address "$WAN_ADDRESS" "$@"
    eventually grep -q "Ctrl-C ends it" "$LAB_DIR/simulated"
    CONTROL_PATH="$(
        request "GET /rootDesc.xml HTTP/1.0" "Host: $ROUTER_ADDRESS:$DAEMON_PORT" "" "" |
            http "$ROUTER" "$ROUTER_ADDRESS:$DAEMON_PORT" | tr -d '\r\n' |
            sed -n 's#.*:service:WAN[IP]*Connection:.*<controlURL>\([^<]*\)</controlURL>.*#\1#p'
    )"
}

# soap SOURCE_ADDRESS ACTION ARGUMENT=VALUE...: asks the router from an address of the client or the
# neighbour, with arguments in the order of the standard. Prints the answer.
soap() {
    local source="$1" action="$2" host="$CLIENT" body argument
    shift 2
    [ "$source" != "$OTHER_HOST" ] || host="$NEIGHBOUR"
    body="<?xml version=\"1.0\"?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\""
    body+=" s:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"><s:Body>"
    body+="<u:$action xmlns:u=\"$WAN_SERVICE\">"
    for argument in "$@"; do
        body+="<${argument%%=*}>${argument#*=}</${argument%%=*}>"
    done
    body+="</u:$action></s:Body></s:Envelope>"
    request "POST $CONTROL_PATH HTTP/1.0" "SOAPAction: \"$WAN_SERVICE#$action\"" \
        'Content-Type: text/xml; charset="utf-8"' "Content-Length: ${#body}" "" "$body" |
        http "$host" "$ROUTER_ADDRESS:$DAEMON_PORT,bind=$source"
}

# request LINE... BODY
request() {
    while [ "$#" -gt 1 ]; do
        printf '%s\r\n' "$1"
        shift
    done
    printf %s "$1"
}

# http HOST ADDRESS:PORT: sends what comes in, and prints the answer.
http() { on "$1" socat -t 10 - "TCP4:$2,connect-timeout=10" 2>&1; }

# maps SOURCE_ADDRESS TCP|UDP EXTERNAL_PORT INTERNAL_PORT [LEASE]: to the address that asks.
maps() {
    grep -q AddPortMappingResponse <<<"$(
        soap "$1" AddPortMapping NewRemoteHost= "NewExternalPort=$3" "NewProtocol=$2" \
            "NewInternalPort=$4" "NewInternalClient=$1" NewEnabled=1 \
            NewPortMappingDescription=lab "NewLeaseDuration=${5:-0}"
    )"
}

# unmaps TCP|UDP EXTERNAL_PORT: what leads to the client.
unmaps() {
    grep -q DeletePortMappingResponse <<<"$(
        soap "$CLIENT_ADDRESS" DeletePortMapping NewRemoteHost= "NewExternalPort=$2" \
            "NewProtocol=$1"
    )"
}

# responder HOST ADDRESS TYPE LOCATION [DELAY]: answers searches for gateways, for root devices and
# for everything.
responder() {
    program "responder-${2##*.}" "$1" env "TYPE=$3" "LOCATION=$4" "DELAY=${5:-0}" \
        "${UNPRIVILEGED[@]}" socat -t 30 \
            "UDP4-RECVFROM:1900,reuseaddr,fork,so-bindtodevice=lan,ip-add-membership=239.255.255.250:lan" \
            "EXEC:$SITUATIONS/search-answer"
    eventually hears_searches "$1"
}

hears_searches() { grep -q socat <<<"$(on "$1" ss -Hlnup "sport = :1900")"; }

# pages HOST PORT FOLDER: serves the files of the folder.
pages() {
    program "pages-$2" "$1" env "FOLDER=$3" socat "TCP4-LISTEN:$2,reuseaddr,fork" \
        "EXEC:$SITUATIONS/page-answer"
    eventually listens_on "$1" -t "$2"
}

# described FILE TYPE NAME [SERVICE]: writes the description of a device, with one service.
described() {
    local service="${4:-urn:schemas-upnp-org:service:ContentDirectory:1}"
    mkdir -p "${1%/*}"
    cat >"$1" <<XML
<?xml version="1.0"?>
<root xmlns="urn:schemas-upnp-org:device-1-0">
<specVersion><major>1</major><minor>0</minor></specVersion>
<device>
<deviceType>$2</deviceType>
<friendlyName>$3</friendlyName>
<manufacturer>Lab</manufacturer>
<modelName>$3</modelName>
<UDN>uuid:00000000-0000-4000-8000-000000000030</UDN>
<serviceList>
<service>
<serviceType>$service</serviceType>
<serviceId>urn:upnp-org:serviceId:Lab1</serviceId>
<SCPDURL>/scpd.xml</SCPDURL>
<controlURL>/control</controlURL>
<eventSubURL>/event</eventSubURL>
</service>
</serviceList>
</device>
</root>
XML
}

# http_takes SECONDS: before a connection to the router's description gets there.
http_takes() {
    program slow "$ROUTER" socat -t 30 "TCP4-LISTEN:5999,reuseaddr,fork" \
        "SYSTEM:sleep $1; exec socat -t 30 - TCP4\\:$ROUTER_ADDRESS\\:$DAEMON_PORT"
    eventually listens_on "$ROUTER" -t 5999
    http_leads_to 5999
}

# http_leads_to PORT: what the client sends to the router's description, or elsewhere on the router.
http_leads_to() {
    on "$ROUTER" nft -f - <<RULES
table ip redirected {
    chain prerouting {
        type nat hook prerouting priority -110
        iifname "lan" tcp dport $DAEMON_PORT redirect to :$1
    }
}
RULES
}

# The helper limits how often an address may ask, so each situation gets one of its own.
helper=""
helper_starts() {
    [ -z "$helper" ] || return 0
    starts helper "$OUTSIDE" $POSTERN helper --port "$HELPER_PORT"
    helper="$started"
    eventually listens_on "$OUTSIDE" -t "$HELPER_PORT"
}

helper_ends() {
    [ -z "$helper" ] || {
        kill -9 "$helper" 2>/dev/null || true
        eventually gone "$helper"
    }
    helper=""
}
