# SPDX-License-Identifier: Apache-2.0
# The router daemon with iptables, of Debian's miniupnpd-iptables. lib.sh sources this file.
#
# Debian installs either this package or miniupnpd-nftables; .ci/run unpacks this one. The daemon
# writes to the legacy tables, which nft does not show.

DAEMON="$PWD/itests/target/miniupnpd-iptables/usr/sbin/miniupnpd"
DAEMON_NEEDS=(iptables-legacy:iptables "$DAEMON:miniupnpd-iptables")

forwarding_starts() {
    in_router iptables-legacy-restore -w <<'RULES'
*filter
:FORWARD DROP
:miniupnpd -
-A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
-A FORWARD -i lan -o wan -j ACCEPT
-A FORWARD -j miniupnpd
COMMIT
*nat
:prerouting_miniupnpd -
:postrouting_miniupnpd -
-A PREROUTING -j prerouting_miniupnpd
-A POSTROUTING -j postrouting_miniupnpd
-A POSTROUTING -o wan -j MASQUERADE
COMMIT
RULES
}

# What the daemon set up for its clients.
router_rules() {
    in_router iptables-legacy -w -S
    in_router iptables-legacy -w -t nat -S
}

forget_mappings() {
    in_router iptables-legacy -w -F miniupnpd
    in_router iptables-legacy -w -t nat -F prerouting_miniupnpd
    in_router iptables-legacy -w -t nat -F postrouting_miniupnpd
}
