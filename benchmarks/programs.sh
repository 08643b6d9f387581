# SPDX-License-Identifier: Apache-2.0
# The programs that use one library or another: their class paths and commands. benchmarks/peers
# sources this file when all is built.

package=org.postern.benchmarks.peers
# Those that are compared with each other run one after the other.
libraries="postern weupnp jupnp"

jars_of() { tr : '\n' <benchmarks/target/classpath | grep -E "/($1)[^/]*\.jar$"; }
bytes() { stat -Lc %s "$@" | awk '{ sum += $1 } END { print sum }'; }

# What a program needs to use the one or the other, and nothing else.
own="$(echo benchmarks/target/org.postern.benchmarks-*.jar)"
declare -A jars=(
    [postern]="$(jars_of 'org\.postern\.(api|discovery|gateways|igd\.control|pcp\.control)-')"
    [jupnp]="$(jars_of 'org\.jupnp-|jetty-|javax\.servlet-api-|slf4j-api-')"
    [weupnp]="$(jars_of 'weupnp-')"
)
jars[without]="$(grep -v 'pcp\.control' <<<"${jars[postern]}")"
jars[portmapper]="$(jars_of 'portmapper-|commons-(collections4|io|lang3)-|slf4j-api-')"
jars[portmapper]+=$'\n'"${jars[postern]}"
# jUPnP logs to nowhere, as the others do.
silence="$(jars_of slf4j-nop-)"
# path_of WHO: a hyphen leads to the settings of a library.
path_of() { echo "$own:$silence:$(tr '\n' : <<<"${jars[${1%%-*}]}")"; }

# java_words WHO JVM_OPTION... MAIN_CLASS ARGUMENT...: the whole command, in $words.
java_words() {
    local who="$1"
    shift
    words=("$JAVA_HOME/bin/java" -cp "$(path_of "$who")" "$@")
}

# in_turn TURNS MAIN_CLASS ARGUMENT...: a warm process of each library, and one of Postern without
# PCP, one turn each at a time.
in_turn() {
    local turns="$1" who named=()
    shift
    for who in postern-upnp $libraries; do
        named+=("$who=$(path_of "$who")")
    done
    in_client "$JAVA_HOME/bin/java" -cp "$own" $package.InTurn "$turns" "${named[@]}" -- "$@" </dev/null
}

# The options that ./postern gives its JVM, and what it makes: an archive of classes, from JDK 25 on
# a cache that has more than classes.
archived=(-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=3 -XX:+UseSerialGC -Xlog:disable)
has_aot_cache() { [ "$(jdk_version "$JAVA_HOME")" -ge 25 ]; }
making() { has_aot_cache && echo -XX:AOTCacheOutput="$1" || echo -XX:ArchiveClassesAtExit="$1"; }
using() { has_aot_cache && echo -XX:AOTCache="$1" || echo -XX:SharedArchiveFile="$1"; }

make_archives() {
    local who
    for who in $libraries; do
        port=$((port + 1))
        rm -f "$LAB_DIR/$who.jsa"
        java_words "$who" "${archived[@]}" "$(making "$LAB_DIR/$who.jsa")" \
            $package.OpenPortProgram "$who" "$port"
        in_client "${words[@]}" >/dev/null 2>&1
        [ -s "$LAB_DIR/$who.jsa" ] || {
            echo "benchmarks/peers: $JAVA_HOME made no archive of the classes of $who" >&2
            exit 1
        }
    done
}

# Of jars and commands, none of which is started.
measure_sizes() {
    local who library
    for who in $libraries; do
        # shellcheck disable=SC2086 # Several files.
        figure size-library "$who" "$(bytes ${jars[$who]})"
    done
    figure size-core postern "$(bytes {api,discovery,gateways,igd-control,port-keeper}/target/org.postern.*-SNAPSHOT.jar)"
    figure size-pcp postern "$(bytes "$(jars_of 'org\.postern\.pcp\.control-')")"
    figure size-command postern "$(bytes postern distribution/target/postern-run.jar)"
    library="$(ldd "$(command -v upnpc)" | awk '/miniupnpc/ { print $3 }')"
    # shellcheck disable=SC2086 # Perhaps none.
    figure size-command upnpc "$(bytes "$(command -v upnpc)" $library)"
}
