#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Syncthing, with UPnP code of its own in Go. It maps an external port that it draws by lot, and never unmaps.
# Runs in the current folder.
set -euo pipefail
mkdir syncthing
cat >syncthing/config.xml <<CONF
<configuration version="35">
  <gui enabled="false"/>
  <options>
    <listenAddress>tcp://$1:$2</listenAddress>
    <globalAnnounceEnabled>false</globalAnnounceEnabled>
    <localAnnounceEnabled>false</localAnnounceEnabled>
    <relaysEnabled>false</relaysEnabled>
    <natTimeoutSeconds>2</natTimeoutSeconds>
    <urAccepted>-1</urAccepted>
    <crashReportingEnabled>false</crashReportingEnabled>
  </options>
</configuration>
CONF
syncthing serve --home="$PWD/syncthing" --no-browser --no-restart --no-upgrade --logfile=- &
cat >/dev/null
kill -INT $!
wait $! || true
