# SPDX-License-Identifier: Apache-2.0
# The steps of the lab's run: each prints a line; summary prints the counts and fails if one failed.

passed=0
failed=0

# What a step wants to be printed beside its promise.
remark=""

# step "what is promised" COMMAND...
step() {
    local promise="$1"
    shift
    remark=""
    if "$@" >"$LAB_DIR/step" 2>&1; then
        passed=$((passed + 1))
        echo "ok - $promise${remark:+ ($remark)}"
    else
        failed=$((failed + 1))
        echo "not ok - $promise"
        sed 's/^/    /' "$LAB_DIR/step"
    fi
}

summary() {
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ]
}

# POSTERN may be several words.
postern() { in_client $POSTERN "$@" </dev/null; }

# Runs the command; shows what it printed and how it ended, and keeps both apart.
observe() {
    status=0
    "$@" >"$LAB_DIR/out" 2>"$LAB_DIR/err" || status=$?
    cat "$LAB_DIR/out" "$LAB_DIR/err"
    echo "exit code $status"
}

ends_with() {
    local expected="$1"
    shift
    observe "$@"
    [ "$status" = "$expected" ]
}

# A refusal: nothing on standard output, one sentence or a usage text on the other, no stack trace.
ends_with_sentence() {
    ends_with "$@" && [ ! -s "$LAB_DIR/out" ] && [ -s "$LAB_DIR/err" ] &&
        not grep -q '^\s*at ' "$LAB_DIR/err"
}

output_has() {
    local expected="$1"
    shift
    ends_with 0 "$@" && grep -qF -- "$expected" "$LAB_DIR/out"
}

prints() {
    local expected="$1"
    shift
    ends_with 0 "$@" && [ "$(cat "$LAB_DIR/out")" = "$expected" ]
}

# json_has REGEX COMMAND...: in the output without spaces and line ends.
json_has() {
    local expected="$1"
    shift
    ends_with 0 "$@" && tr -d ' \n' <"$LAB_DIR/out" | grep -q -- "$expected"
}

refused_naming() {
    local name="$1"
    shift
    observe "$@"
    [ "$status" -ge 1 ] && [ "$status" -le 28 ] && grep -qF -- "$name" "$LAB_DIR/err"
}

# warns TEXT COMMAND...: succeeds with data on standard output and the text on the other.
warns() {
    local text="$1"
    shift
    ends_with 0 "$@" && [ -s "$LAB_DIR/out" ] && grep -qF -- "$text" "$LAB_DIR/err"
}

verbose() {
    prints "$WAN_ADDRESS" postern address --verbose --control upnp || return 1
    local text
    for text in 239.255.255.250 "$DESCRIPTION_URL" GetExternalIPAddress "It is connected"; do
        grep -qF -- "$text" "$LAB_DIR/err" || {
            echo "not shown: $text"
            return 1
        }
    done
}

# page_java PAGE CLASS: the block of Java that has the class, as a reader would copy it.
page_java() {
    awk -v class="public class $2 " '
        /^```java$/ { block = ""; inside = 1; next }
        /^```$/ && inside { if (index(block, class)) printf "%s", block; inside = 0 }
        inside { block = block $0 "\n" }' "$1"
}

# page_compiles PAGE CLASS MODULE...: with the jars of these modules alone.
page_compiles() {
    local page="$1" class="$2"
    shift 2
    example="$LAB_DIR/$class"
    example_jars="$(printf '%s:' $(printf '%s/target/org.postern.*-SNAPSHOT.jar ' "$@"))"
    mkdir "$example"
    page_java "$page" "$class" >"$example/$class.java"
    javac -d "$example" -cp "$example_jars" "$example/$class.java"
}

page_keeps() {
    local program open=1
    page_compiles README.md KeepPort api discovery igd-control gateways port-keeper || return 1
    mkfifo "$example/input"
    in_client java -cp "$example_jars$example" KeepPort <"$example/input" &
    program=$!
    exec 9>"$example/input"
    eventually json_has '"externalPort":25565.*"description":"minecraft"' \
        postern mappings --json && open=0
    echo >&9
    exec 9>&-
    wait "$program" && [ "$open" = 0 ] && ends_with 2 postern unmap 25565 --protocol TCP
}

page_opens() {
    page_compiles docs/java.md OpenPort api discovery igd-control &&
        output_has "Reachable at $WAN_ADDRESS" in_client java -cp "$example_jars$example" OpenPort &&
        json_has '"externalPort":25565.*"description":"minecraft"' postern mappings --json &&
        ends_with 0 postern unmap 25565 --protocol TCP
}

# maps_to_other_host EXTERNAL_PORT INTERNAL_PORT: by a daemon with another SECURE_MODE.
maps_to_other_host() {
    after_restart &&
        output_has "$OTHER_HOST:$2" postern map "$1" "$2" --protocol TCP --client "$OTHER_HOST" &&
        in_router nft list ruleset | grep "dport $1 dnat" | grep -qF "to $OTHER_HOST:$2" &&
        json_has "\"internalClient\":\"$OTHER_HOST\"" postern mappings --json &&
        ends_with 0 postern unmap "$1" --client "$OTHER_HOST" &&
        ends_with 2 postern unmap "$1" --client "$OTHER_HOST"
}

# with_simulated NAMESPACE OPTIONS COMMAND...: beside a simulated router.
with_simulated() {
    local namespace="$1" options="$2" simulator result=0
    shift 2
    ip netns exec "$namespace" $POSTERN simulate --quiet $options </dev/null &
    simulator=$!
    eventually joined "$namespace" && "$@" || result=1
    kill "$simulator"
    wait "$simulator" 2>/dev/null || true
    return "$result"
}

# Whether somebody in the namespace hears multicast searches by the group's address, as the
# simulator does and miniupnpd does not.
joined() { [ -n "$(ip netns exec "$1" ss -Hlnu src 239.255.255.250:1900)" ]; }

# on_simulated QUIRK COMMAND...: on the client's loopback.
on_simulated() {
    local quirk="$1"
    shift
    with_simulated "$CLIENT" "--quirk $quirk" "$@"
}

# A hang guard: far above the command's timeout and the start of a JVM on a busy machine.
in_time() {
    (
        "$@" &
        local command=$!
        eventually gone "$command" || kill -9 "$command"
        wait "$command"
    )
}

with_losses() {
    lose_searches 50
    output_has "$DESCRIPTION_URL" postern discover --interface lan
    local result=$?
    lose_searches 0
    return "$result"
}

all_through_losses() {
    with_losses_of "$@"
    echo "map $(spread map), unmap $(spread unmap)"
    [ "$failures" = 0 ]
}

with_multicast_blocked() {
    multicast_blocked
    prints "$WAN_ADDRESS" postern address
    local result=$?
    lose_searches 0
    return "$result"
}

two_at_once() {
    local first
    postern map 9101 --protocol TCP &
    first=$!
    postern map 9102 --protocol TCP && wait "$first" &&
        json_has '"externalPort":9101' postern mappings --json &&
        json_has '"externalPort":9102' postern mappings --json &&
        ends_with 0 postern unmap 9101-9102 --protocol TCP
}

after_restart() {
    daemon_stop
    daemon_start
    prints "$WAN_ADDRESS" postern address
}

with_other_address() {
    wan_address_becomes "$OTHER_WAN_ADDRESS"
    prints "$OTHER_WAN_ADDRESS" postern address
}

# signalled SIGNAL EXIT_CODE: sent once the search is under way, as seen by its socket.
signalled() {
    local pid status=0
    # A shell without job control starts background commands with SIGINT ignored.
    set -m
    ip netns exec "$CLIENT" $POSTERN discover --timeout 20000 &
    pid=$!
    set +m
    eventually searching || return 1
    kill "-$1" -- "-$pid"
    wait "$pid" || status=$?
    echo "exit code $status"
    [ "$status" = "$2" ] && eventually not searching
}

searching() { [ -n "$(in_client ss -Hlnu)" ]; }

without_daemon() {
    daemon_stop
    ends_with 27 postern map 8080 --protocol TCP
}

each_protocol_opens_and_closes() {
    local protocol
    for protocol in TCP UDP; do
        step "$protocol: closed at first" ends_with 1 reaches $protocol 8080 8080
        step "$protocol: map" output_has 8080 postern map 8080 --protocol $protocol
        step "$protocol: data from outside arrives" reaches $protocol 8080 8080
        step "$protocol: mappings lists it as ours" \
            json_has '"externalPort":8080.*"ours":true' postern mappings --json
        step "$protocol: unmap" ends_with 0 postern unmap 8080 --protocol $protocol
        step "$protocol: data no longer arrives" ends_with 1 reaches $protocol 8080 8080
        step "$protocol: a second unmap says 2" ends_with 2 postern unmap 8080 --protocol $protocol
    done
}

both_protocols_open_and_close() {
    step "map both protocols to another internal port" \
        ends_with 0 postern map 9000 9001 --protocol BOTH --description "Lab \"7\" <&>" --duration 600
    step "both: TCP arrives" reaches TCP 9000 9001
    step "both: UDP arrives" reaches UDP 9000 9001
    step "both: the description came through" \
        json_has '"description":"Lab\\"7\\"<&>"' postern mappings --json
    step "both: unmap" ends_with 0 postern unmap 9000 --protocol BOTH
}

ranges_close() {
    local port
    for port in 6000 6001 6003; do
        step "range: map $port" ends_with 0 postern map $port --protocol TCP
    done
    step "range: unmap 6000-6010 closes them all" \
        json_has '6000.*6001.*6003' postern unmap 6000-6010 --protocol TCP --json
    step "range: a second time says 2" ends_with 2 postern unmap 6000-6010 --protocol TCP
}
