# SPDX-License-Identifier: Apache-2.0
# The router daemon with nftables, of Debian's miniupnpd-nftables. lib.sh sources this file.

DAEMON=miniupnpd
DAEMON_NEEDS=(miniupnpd:miniupnpd-nftables)

forwarding_starts() {
    in_router nft -f - <<'RULES'
table inet filter {
    chain miniupnpd { }
    chain prerouting_miniupnpd { }
    chain postrouting_miniupnpd { }
    chain forward {
        type filter hook forward priority 0; policy drop
        ct state established,related accept
        iifname "lan" oifname "wan" accept
        jump miniupnpd
    }
    chain prerouting {
        type nat hook prerouting priority -100
        jump prerouting_miniupnpd
    }
    chain postrouting {
        type nat hook postrouting priority 100
        jump postrouting_miniupnpd
        oifname "wan" masquerade
    }
}
RULES
}

# What the daemon set up for its clients.
router_rules() { in_router nft list table inet filter; }

# Leaves nothing of a run that failed to the next one.
forget_mappings() {
    local chain
    for chain in miniupnpd prerouting_miniupnpd postrouting_miniupnpd; do
        in_router nft flush chain inet filter "$chain"
    done
}
