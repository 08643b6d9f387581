// SPDX-License-Identifier: Apache-2.0
package org.postern.api.doctor;

/**
 * Why a port cannot be opened or reached, from this machine outwards. The names never change, so
 * that programs and pages may refer to them; later versions may add some.
 */
public enum Cause {
    /** Nothing is wrong as far as it was looked at; with a port: the port is open. */
    OK,
    /** No network interface is up: no cable, no Wi-Fi. */
    NO_LINK,
    /** This machine has no address of the network, or only one that it gave itself (RFC 3927). */
    NO_ADDRESS,
    /** This machine has IPv6 addresses only; mappings are for IPv4. */
    IPV6_ONLY,
    /** The gateways are on other interfaces than the one that was chosen. */
    WRONG_INTERFACE,
    /** This machine may not send into its own network, as with the kill switch of a VPN. */
    LOCAL_NETWORK_CUT,
    /** This runs in the network of a container, whose bridge is no router. */
    CONTAINER,
    /** There is no default route: no answer can leave for the internet. */
    NO_DEFAULT_ROUTE,
    /** Nobody answers at the address of the default gateway. */
    GATEWAY_UNREACHABLE,
    /** The default route leads to an address where nobody is; the router is at another. */
    WRONG_GATEWAY,
    /** What this machine answers leaves through a VPN. */
    VPN_ROUTE,
    /** What this machine answers leaves through another router. */
    OTHER_ROUTE,
    /** A firewall on this machine drops what the router answers to the search. */
    ANSWERS_DROPPED,
    /** The gateway lets this machine reach nothing, as in a guest network. */
    GUEST_NETWORK,
    /** The router is there and speaks no control protocol: it is switched off in its settings. */
    UPNP_OFF,
    /** The router speaks NAT-PMP or PCP, and no UPnP. */
    NATPMP_ONLY,
    /** Searches do not reach the router, while its description can be read. */
    SEARCH_BLOCKED,
    /** The router answers later than it is waited for. */
    SLOW_ROUTER,
    /** The router answers searches and never sends its description. */
    DESCRIPTION_HANGS,
    /** The router answers searches and refuses the connection for its description. */
    DESCRIPTION_REFUSED,
    /** A device names a description on another host, which is refused for safety. */
    FOREIGN_LOCATION,
    /** The gateway that would be used is not the one that this machine's traffic goes through. */
    SECOND_GATEWAY,
    /** The router is not connected to the internet. */
    WAN_DOWN,
    /** There is a second router between this one and the internet. */
    DOUBLE_NAT,
    /** The provider translates addresses (RFC 6598), so that nobody outside reaches the router. */
    CARRIER_NAT,
    /** The connection has no IPv4 address of its own, as with DS-Lite (RFC 6333). */
    NO_IPV4,
    /** The outside sees another address than the router has: it is translated further out. */
    HIDDEN_NAT,
    /** The router does not let this machine open any port. */
    NOT_ALLOWED,
    /** The router does not let this machine open this port; it does open others. */
    PORT_NOT_ALLOWED,
    /** The port is mapped to another host. */
    PORT_TAKEN,
    /** The port is mapped to an address where nobody is, such as a former one of this machine. */
    MAPPED_ELSEWHERE,
    /** The router's table of mappings is full. */
    TABLE_FULL,
    /** The program listens on this port over the other protocol than the one that is asked for. */
    WRONG_PROTOCOL,
    /** The program listens on this machine's loopback address only. */
    LISTENS_LOCALLY,
    /** No program listens on the port. */
    NOT_LISTENING,
    /** A firewall on this machine drops or refuses who comes from outside. */
    FIREWALL_DROPS_INBOUND,
    /** Who comes from outside arrives, and the answer is lost on its way. */
    ANSWER_LOST,
    /** The port is filtered before it reaches the router, as by the provider. */
    FILTERED_OUTSIDE,
    /** The router holds the mapping and does not forward. */
    NOT_FORWARDED,
    /** The port could be opened, and is not open now. */
    NOT_OPEN,
    /** None of these: the message says what was seen. */
    UNKNOWN
}
