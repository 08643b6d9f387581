# SPDX-License-Identifier: Apache-2.0
# Measures PCP beside UPnP, a bare socket and portmapper. benchmarks/peers sources this file, after
# lib.sh, keeping.sh and opening.sh.

KEPT_FIRST=20000
KEPT_LAST=20199
KEPT=$((KEPT_LAST - KEPT_FIRST + 1))

# The router speaks all protocols, then UPnP alone, then PCP and NAT-PMP alone.
measure_pcp() {
    jars[portmapper]="$(jars_of 'portmapper-|commons-(collections4|io|lang3)-|slf4j-api-')"
    jars[portmapper]+=$'\n'"${jars[postern]}"
    jars[without]="$(grep -v 'pcp\.control' <<<"${jars[postern]}")"

    phase "PCP: ports opened in a warm JVM"
    java_words portmapper -XX:+UseSerialGC org.postern.benchmarks.pcp.PcpOpenings 20 $((2 * RUNS)) \
        "$ROUTER_ADDRESS" "$CLIENT_ADDRESS"
    in_client "${words[@]}" </dev/null >>"$figures"
    for who in postern without; do
        port=$((port + 1))
        java_words $who -XX:+UseSerialGC $package.Idle postern "$port" 2
        in_client "${words[@]}" </dev/null | sed -n "s/^threads /pcp-threads $who /p" >>"$figures"
    done
    forget_opened

    phase "PCP: from the start of a process to an open port"
    open_for_an_hour pcp-command
    forget_opened

    phase "PCP: a router that refuses it"
    SPEAKS_PCP=no
    forget_opened
    # Else the kernel refuses six times, and then once in a second.
    in_router sh -c "echo 0 >/proc/sys/net/ipv4/icmp_ratelimit"
    java_words postern -XX:+UseSerialGC org.postern.benchmarks.pcp.PcpRefused 20 $((2 * RUNS))
    in_client "${words[@]}" </dev/null >>"$figures"
    open_for_an_hour no-pcp-command
    SPEAKS_PCP=yes

    phase "PCP: $KEPT kept ports, and a router that restarts"
    SPEAKS_UPNP=no
    forget_opened
    keep_starts "$KEPT_FIRST-$KEPT_LAST" --protocol TCP
    eventually holds_ports "$KEPT" || not show_keeper >&2
    for _ in $(seq $(((RUNS + 2) / 3))); do
        # The keeper does not react at once to restarts in quick succession.
        sleep 35
        : >"$LAB_DIR/opened"
        router_reboots "$DAEMON_PORT"
        figure pcp-restored postern "$(restored_within)"
    done
    keep_ends TERM 143 >/dev/null || not show_keeper >&2
    SPEAKS_UPNP=yes
    forget_opened
}

# open_for_an_hour MEASURE: over the best protocol and over UPnP, in turn.
open_for_an_hour() {
    for _ in $(seq "$RUNS"); do
        port=$((port + 1))
        opens "$1" postern $POSTERN map "$port" --protocol TCP --duration 3600
        port=$((port + 1))
        opens "$1" upnp $POSTERN map "$port" --protocol TCP --duration 3600 --control upnp
    done
}

# From the first to the last of the kept ports that the router opens again, in microseconds.
restored_within() {
    if eventually all_restored; then
        opened_again | sed -n '1p;$p' | awk '{ moment[NR] = $1 } END { print moment[2] - moment[1] }'
    else
        echo never
    fi
}

all_restored() { [ "$(opened_again | wc -l)" -ge "$KEPT" ]; }
opened_again() { grep ' dport 20[01][0-9][0-9] .*dnat' "$LAB_DIR/opened"; }

# quartile N MEASURE WHO: in microseconds; the second one is the median.
quartile() {
    awk -v key="$2 $3" '$1 " " $2 == key { print $3 }' "$figures" | sort -n |
        awk -v quarter="$1" '{ value[NR] = $1 } END { print value[int((NR - 1) * quarter / 4 + 0.5) + 1] }'
}

in_ms() { awk -v micros="$1" 'BEGIN { printf "%.2f", micros / 1000 }'; }

# spread MEASURE WHO: the median, and the quartiles around it.
spread() {
    echo "$(in_ms "$(quartile 2 "$@")") ms ($(in_ms "$(quartile 1 "$@")") to $(in_ms "$(quartile 3 "$@")"))"
}

# of_other MEASURE WHO OTHER: the one as a part of the other, the median of all pairs that were
# measured one after the other, since the machine is not always as busy.
of_other() {
    awk -v one="$1 $2" -v other="$1 $3" '
        $1 " " $2 == one { ones[++n] = $3 }
        $1 " " $2 == other { print ones[++m] / $3 }' "$figures" | sort -n |
        awk '{ ratio[NR] = $1 } END { printf "%.3f: ", ratio[int((NR + 1) / 2)] }'
    echo "$(spread "$1" "$2") beside $(spread "$1" "$3")"
}

# beside_bare MEASURE TEXT
beside_bare() {
    promise "$2" "$(spread "$1" postern); a bare socket $(spread "$1" bare)" \
        "at most $(in_ms $((2 * $(quartile 2 "$1" bare) + 1000))) ms, twice the bare socket and 1 ms"
}

promises_of_pcp() {
    beside_bare pcp-call "PCP, warm JVM: a port opened on a known router"
    beside_bare pcp-way "PCP, warm JVM: a router found and a port opened"
    promise "— as a part of the same over UPnP" "$(of_other pcp-way postern upnp)" "at most 0.10"
    promise "— as a part of portmapper's time, which is told the router's address" \
        "$(of_other pcp-way postern portmapper)" "at most 0.05"
    promise 'PCP, whole process: `map --duration 3600`, as a part of the time with `--control upnp`' \
        "$(of_other pcp-command postern upnp)" "at most 0.80"
    promise "no PCP, whole process: likewise" "$(of_other no-pcp-command postern upnp)" "not slower"
    promise "no PCP, warm JVM: a router found, as a part of the same over UPnP" \
        "$(of_other no-pcp-search postern upnp)" "not slower"
    promise "no PCP, warm JVM: the search over PCP has failed" \
        "$(spread pcp-refused postern)" "at most 5 ms"
    promise "PCP, warm JVM: $KEPT ports opened one after the other" \
        "$(spread pcp-many postern); a bare socket $(spread pcp-many bare)" ""
    promise "PCP: $KEPT kept ports after an announcement, from the first to the last that is open again" \
        "$(spread pcp-restored postern)" "at most 500 ms"
    promise "PCP: threads more than without its bundle" \
        "$(($(quartile 2 pcp-threads postern) - $(quartile 2 pcp-threads without)))" "at most 1"
    promise "PCP: size of its bundle" \
        "$(($(bytes "$(jars_of 'org\.postern\.pcp\.control-')") / 1024)) KB" "at most 90 KB"
}
