# SPDX-License-Identifier: Apache-2.0
# Apache Karaf on the client, as it is unpacked, and what its user types. Source lib.sh and
# keeping.sh first.
#
# KARAF is the distribution's tar.gz; unless set, that of the local Maven repository. It runs on the
# Java of JAVA_HOME, or of the path.

_karaf_in_repository() {
    find ~/.m2/repository/org/apache/karaf/apache-karaf -name 'apache-karaf-4.4.*.tar.gz' 2>/dev/null |
        sort -V | tail -1 || true
}

KARAF="${KARAF:-$(_karaf_in_repository)}"
KARAF_REPOSITORY="$PWD/karaf-feature/target/kar/repository"
karaf=""

# Says in one line why Karaf cannot run here; says nothing when it can.
karaf_missing() {
    if [ ! -f "$KARAF" ]; then
        echo "its distribution is not in the local Maven repository"
    elif [ ! -d "$KARAF_REPOSITORY" ]; then
        echo "its features are not built: run 'mvn package'"
    elif [ "$(_java_version)" -gt 23 ]; then
        echo "Karaf 4.4 needs a Java before 24, and this is $(_java_version)"
    fi
}

_java_version() {
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1 | sed -n 's/^[^"]*version "\([0-9]*\).*/\1/p'
}

# Unpacks and starts it, with the build's features and nothing else to be had.
karaf_starts() {
    local folder="$LAB_DIR/karaf"
    mkdir "$folder"
    tar xzf "$KARAF" -C "$folder" --strip-components 1
    cat >>"$folder/etc/org.ops4j.pax.url.mvn.cfg" <<CFG
org.ops4j.pax.url.mvn.localRepository=$KARAF_REPOSITORY
org.ops4j.pax.url.mvn.repositories=
CFG
    printf 'lab = lab,admin,manager,viewer,ssh\n' >>"$folder/etc/users.properties"
    ip netns exec "$CLIENT" env KARAF_EXEC=exec "$folder/bin/karaf" server \
        >"$LAB_DIR/karaf.log" 2>&1 </dev/null &
    karaf=$!
    local end=$((SECONDS + 60))
    until karaf_says version 4.4; do
        [ "$SECONDS" -lt "$end" ] && not gone "$karaf" || return 1
    done
}

karaf_installs() {
    local version
    version="$(ls "$KARAF_REPOSITORY/org/postern/org.postern.karaf.feature")"
    karaf_says "feature:repo-add mvn:org.postern/org.postern.karaf.feature/$version/xml/features
        feature:install postern
        feature:list --installed" postern-keeper
}

# karaf_does LINES: typed into its shell, whatever that says. Its other stream does not come through to
# a client without a terminal.
karaf_does() {
    printf '%s\n' "$1" |
        in_client timeout 60 "$LAB_DIR/karaf/bin/client" -u lab -p lab -b \
            >"$LAB_DIR/said" 2>&1
    cat "$LAB_DIR/said"
}

# karaf_says LINES EXPECTED: what the shell makes of them has the text.
karaf_says() {
    karaf_does "$1"
    grep -qF -- "$2" "$LAB_DIR/said"
}

karaf_maps() {
    karaf_says "upnp:map 8080 --protocol TCP" "$(wan_address):8080" && reaches TCP 8080 8080
}

karaf_unmaps() {
    karaf_says "upnp:unmap 8080 --protocol TCP" "is closed on" && not reaches TCP 8080 8080
}

# A file in etc/ keeps a port.
karaf_keeps() {
    printf 'protocol = TCP\nexternalPort = %s\n' "$1" >"$(_kept_by_karaf)"
    kept "$1"
}

karaf_keeps_no_longer() {
    rm "$(_kept_by_karaf)"
    eventually holds_ports 0
}

_kept_by_karaf() { echo "$LAB_DIR/karaf/etc/org.postern.port.keeper.port-lab.cfg"; }

# Neither searching nor listening.
karaf_uninstalls() {
    karaf_does "feature:uninstall postern" && eventually not searching &&
        karaf_says upnp:address "Command not found"
}

karaf_ends() {
    karaf_does "system:shutdown -f"
    eventually gone "$karaf"
}
