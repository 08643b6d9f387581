# SPDX-License-Identifier: Apache-2.0
# The addresses of the doctor's lab. DOCTOR_LAB_ADDRESSES=other takes others, as other makes of
# routers and other providers have. miniupnpd takes no documentation range as its external address.

case "${DOCTOR_LAB_ADDRESSES:=plain}" in
    plain)
        LAN=192.168.66
        ROUTER_ADDRESS=$LAN.1
        CLIENT_ADDRESS=$LAN.10
        ASIDE_NET=10.66.1
        FRONT_NET=10.0.66
        ISP_NET=11.22.66
        ;;
    other)
        LAN=10.0.0
        ROUTER_ADDRESS=$LAN.138
        CLIENT_ADDRESS=$LAN.57
        ASIDE_NET=172.20.5
        FRONT_NET=192.168.178
        ISP_NET=9.8.7
        ;;
    *)
        echo "DOCTOR_LAB_ADDRESSES is plain or other" >&2
        exit 64
        ;;
esac
# Hosts of the local network: one that has been there before, a second gateway, a media server, the
# client's address of yesterday, and one where nobody is.
OTHER_HOST=$LAN.20
SECOND_ADDRESS=$LAN.2
MEDIA_ADDRESS=$LAN.30
YESTERDAY_ADDRESS=$LAN.99
NOBODY_ADDRESS=$LAN.254
RIVAL_ADDRESS=$ASIDE_NET.1
ASIDE_ADDRESS=$ASIDE_NET.10
# Translated by the provider: as RFC 6598 has it, and with addresses that look public.
CARRIER_NET=100.64.66
HIDDEN_NET=11.33.66
OUTSIDE_NET=11.99.66
OUTSIDE_ADDRESS=$OUTSIDE_NET.2
