# SPDX-License-Identifier: Apache-2.0
# Foreign clients of a simulated router. Source lib.sh and steps.sh first.
#
# Each is a program in clients/: it maps the TCP port of its second argument to the address of its
# first one, and removes the mapping when its standard input ends.

CLIENTS="$PWD/itests/lab/clients"
JAVA_CLIENTS="$PWD/itests/target/clients"
NODE_CLIENTS="$PWD/itests/target/node-clients"

# The clients of this router, in the order they were started, and for each its port, what it does
# besides, and the processes that hold its input and that it is.
names=()
declare -A ports traits inputs processes

# Says in one line what no client can do without, or nothing.
clients_missing() {
    local missing package
    missing="$(what_is_missing upnpc:miniupnpc natpmpc:natpmpc syncthing:syncthing amuled:amule-daemon)"
    if [ -n "$missing" ]; then
        echo "$missing"
        return
    fi
    for package in python3-libtorrent gir1.2-gupnpigd-1.0 python3-gi libnet-upnp-perl; do
        if ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$'; then
            echo "the package $package is not installed"
            return
        fi
    done
}

# Installs the clients for Node; says in one line why it could not.
node_clients() {
    if [ -z "$(command -v npm)" ]; then
        echo "npm is not installed"
        return
    fi
    mkdir -p "$NODE_CLIENTS"
    cp "$CLIENTS"/*.mjs "$CLIENTS"/package*.json "$NODE_CLIENTS"
    cmp -s "$CLIENTS/package-lock.json" "$NODE_CLIENTS/installed.json" && return
    (
        cd "$NODE_CLIENTS"
        npm ci --ignore-scripts --no-audit --no-fund >npm.log 2>&1 </dev/null &&
            cp package-lock.json installed.json
    ) || echo "npm ci failed, see $NODE_CLIENTS/npm.log"
}

# router_starts KIND OPTION...: with a name for what it is, and options of simulate.
router_starts() {
    kind="$1"
    shift
    names=()
    ip netns exec "$ROUTER" $POSTERN simulate "$@" --interface lan --port "$DAEMON_PORT" \
        --wan "$WAN_ADDRESS" --external-address "$WAN_ADDRESS" \
        >"$LAB_DIR/router" 2>&1 </dev/null &
    router=$!
    eventually grep -q "Ctrl-C ends it" "$LAB_DIR/router"
}

router_ends() {
    kill "$router"
    wait "$router" 2>/dev/null || true
}

# client NAME TRAITS COMMAND...: starts it. The traits, with commas between them: it "maps", it also
# "lists" the mappings and says so, it "listens" on the port itself, its mapping "stays".
client() {
    local name="$1" folder="$LAB_DIR/$kind-$1"
    names+=("$name")
    ports[$name]=$((7000 + 10 * ${#names[@]}))
    traits[$name]="$2"
    mkdir "$folder"
    mkfifo "$folder/input"
    shift 2
    [ -n "$(command -v "$1")" ] || set -- "$CLIENTS/$@"
    # Holds the input open; this shell would hand its end to all that it starts.
    ip netns exec "$CLIENT" sleep infinity >"$folder/input" &
    inputs[$name]=$!
    (
        cd "$folder"
        export HOME="$folder"
        exec ip netns exec "$CLIENT" "$@" "$CLIENT_ADDRESS" "${ports[$name]}"
    ) <"$folder/input" >"$folder/output" 2>&1 &
    processes[$name]=$!
}

# Ends the client's input, and waits for the client.
client_ends() {
    local status=0
    kill "${inputs[$1]}"
    wait "${inputs[$1]}" 2>/dev/null || true
    eventually gone "${processes[$1]}" || kill -9 "${processes[$1]}"
    wait "${processes[$1]}" || status=$?
    echo "exit code $status"
    return "$status"
}

has_trait() { [[ ",${traits[$1]}," == *",$2,"* ]]; }

# The port outside that the router opened for a client, as the router tells.
external_port() {
    sed -n "s/.* opened TCP \([0-9]*\) to $CLIENT_ADDRESS:${ports[$1]} .*/\1/p" "$LAB_DIR/router" | tail -n 1
}

show_client() { cat "$LAB_DIR/$kind-$1/output" "$LAB_DIR/router"; }

opened() { [ -n "$(external_port "$1")" ]; }

finds_it() { eventually opened "$1" || not show_client "$1"; }

lists() { eventually grep -qx listed "$LAB_DIR/$kind-$1/output" || not show_client "$1"; }

all_find_it() {
    local name
    for name in "${names[@]}"; do
        step "$kind: $name finds the router and maps a port" finds_it "$name"
        if has_trait "$name" lists; then
            step "$kind: $name lists it" lists "$name"
        fi
    done
}

postern_lists_all() {
    local name
    ends_with 0 postern mappings --json --gateway "$DESCRIPTION_URL" || return 1
    for name in "${names[@]}"; do
        tr -d ' \n' <"$LAB_DIR/out" |
            grep -q "\"externalPort\":$(external_port "$name")[,}]" || {
            echo "not listed: $name"
            return 1
        }
    done
}

# connects EXTERNAL_PORT INTERNAL_PORT: a connection from outside arrives where the client listens.
connects() {
    local outside result=0
    ip netns exec "$OUTSIDE" socat -u "TCP:$WAN_ADDRESS:$1" "OPEN:/dev/null" &
    outside=$!
    eventually connected "$2" || result=1
    kill "$outside" 2>/dev/null || true
    wait "$outside" 2>/dev/null || true
    return "$result"
}

connected() { [ -n "$(in_client ss -Htn state connected "sport = :$1")" ]; }

all_let_data_through() {
    local name
    for name in "${names[@]}"; do
        if has_trait "$name" listens; then
            step "$kind: $name is reached from outside" \
                connects "$(external_port "$name")" "${ports[$name]}"
        else
            step "$kind: $name: data from outside arrives" \
                reaches TCP "$(external_port "$name")" "${ports[$name]}"
        fi
    done
}

unmaps() {
    client_ends "$1" && eventually closed "$1" || not show_client "$1"
}

closed() {
    grep -q " closed TCP $(external_port "$1") to $CLIENT_ADDRESS:${ports[$1]} " "$LAB_DIR/router"
}

leaves_it() {
    client_ends "$1" && not closed "$1" || not show_client "$1"
}

all_end() {
    local name
    for name in "${names[@]}"; do
        if has_trait "$name" stays; then
            step "$kind: $name ends, and its mapping stays until its lease ends" \
                leaves_it "$name"
        else
            step "$kind: $name unmaps" unmaps "$name"
        fi
    done
}

all_do_their_work() {
    all_find_it
    step "$kind: Postern lists the mappings of all of them" postern_lists_all
    all_let_data_through
    all_end
}
