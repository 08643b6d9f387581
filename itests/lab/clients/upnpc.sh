#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# miniupnpc, the library of Transmission, i2pd and many others.
set -euo pipefail
upnpc -a "$1" "$2" "$2" TCP 600
upnpc -l | grep -F " TCP  $2->$1:$2" && echo listed
cat >/dev/null
upnpc -d "$2" TCP
