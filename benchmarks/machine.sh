# SPDX-License-Identifier: Apache-2.0
# The machine that measures: how loaded it is, and which JDKs it has. Source this file.

# The average number of processes that want to run, of the last minute.
load() { cut -d' ' -f1 /proc/loadavg 2>/dev/null || echo unknown; }

# is_quiet LOAD: also where it is unknown.
is_quiet() { [[ ! "$1" =~ ^[0-9] ]] || awk -v load="$1" 'BEGIN { exit !(load <= 1) }'; }

# Where Linux distributions have their JDKs.
JVMS=/usr/lib/jvm

# jdk_version FOLDER: its major version; says nothing where there is no JDK.
jdk_version() {
    [ ! -x "$1/bin/java" ] || sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

# jdk_home VERSION|FOLDER: the folder of the JDK; says nothing where there is none.
jdk_home() {
    local folder
    for folder in "$1" "$JVMS"/*; do
        if [ -n "$(jdk_version "$folder")" ] &&
            { [ "$folder" = "$1" ] || [ "$(jdk_version "$folder")" = "$1" ]; }; then
            echo "$folder"
            return
        fi
    done
}

newest_jdk() {
    local folder
    for folder in "$JVMS"/*; do
        jdk_version "$folder"
    done | sort -n | tail -n 1
}

# What a table says of the machine.
machine_line() {
    echo "$(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | sed -n 1p); $(uname -sr)"
}

# load_line BEFORE
load_line() {
    echo "load of the machine: $1 before, $(load) after; above 1 before, others were at work too, then the times are too long"
}
