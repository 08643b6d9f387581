#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# natpmpc, of libnatpmp, the library of Transmission; it asks the default gateway.
set -euo pipefail
natpmpc -a "$2" "$2" tcp 600
cat >/dev/null
natpmpc -a "$2" "$2" tcp 0
