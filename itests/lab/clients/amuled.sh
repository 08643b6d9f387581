#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# aMule, which uses libupnp (pupnp). Runs in the current folder.
set -euo pipefail
mkdir amule
cat >amule/amule.conf <<CONF
[eMule]
Address=$1
Port=$2
UDPPort=$(($2 + 1))
UPnPEnabled=1
ConnectToKad=0
ConnectToED2K=0
Autoconnect=0
NewVersionCheck=0
TempDir=$PWD/amule
IncomingDir=$PWD/amule
[ExternalConnect]
AcceptExternalConnections=1
ECPassword=$(echo -n "$RANDOM" | md5sum | cut -d ' ' -f 1)
ECPort=$(($2 + 4))
CONF
amuled -c "$PWD/amule" &
cat >/dev/null
kill $!
wait $! || true
cat amule/logfile
