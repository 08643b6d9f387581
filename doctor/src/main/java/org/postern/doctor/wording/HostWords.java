// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wording;

import static org.postern.doctor.wording.Words.what;

import org.postern.api.doctor.Cause;

import java.util.Map;

/** Words for causes on this machine, and on its way to the router and out. */
final class HostWords {
    static final Map<Cause, Words> ALL =
            Map.ofEntries(
                    Map.entry(
                            Cause.NO_LINK,
                            what(
                                            "{?NEXT_HOP}The interface {INTERFACE}, which leads to"
                                                    + " the default gateway {NEXT_HOP}, is not up.",
                                            "No network interface is up[ ({INTERFACE})].")
                                    .next(
                                            "Plug the network cable in, or connect to the"
                                                    + " Wi-Fi.")),
                    Map.entry(
                            Cause.NO_ADDRESS,
                            what(
                                            "This machine has no address of the network: it gave"
                                                    + " itself {ADDRESS}[ on {INTERFACE}].",
                                            "This machine has no address of the network[ on"
                                                    + " {INTERFACE}].")
                                    .why("No DHCP server gave it one.")
                                    .next(
                                            "Disconnect and connect again. If that does not help,"
                                                    + " restart the router, and see whether its"
                                                    + " DHCP server is switched on.")),
                    Map.entry(
                            Cause.IPV6_ONLY,
                            what("This machine has IPv6 addresses only[, such as {ADDRESS}].")
                                    .why(
                                            "Port mappings are for IPv4. Over IPv6, a port of the"
                                                    + " router's firewall is opened instead.")
                                    .next(
                                            "Open the port over IPv6, as a pinhole in the router's"
                                                    + " firewall, or get an IPv4 address.")),
                    Map.entry(
                            Cause.WRONG_INTERFACE,
                            what(
                                            "The interface {INTERFACE} has no gateway; {GATEWAY} is"
                                                    + " on {OTHER_INTERFACE}.",
                                            "The interface {INTERFACE} has no gateway; {GATEWAY} is"
                                                    + " on another one.")
                                    .next(
                                            "Search on {OTHER_INTERFACE}, or on all interfaces.",
                                            "Search on all interfaces.")),
                    Map.entry(
                            Cause.LOCAL_NETWORK_CUT,
                            what("This machine lets nothing out into its own network.")
                                    .why(
                                            "The system does not let packets to the default gateway"
                                                    + " {NEXT_HOP} out, as with the kill switch of"
                                                    + " a VPN.")
                                    .next(
                                            "Allow access to the local network in the settings of"
                                                    + " the VPN client, or in the firewall of this"
                                                    + " machine.")),
                    Map.entry(
                            Cause.CONTAINER,
                            what(
                                            "This runs in the network of a container, whose bridge"
                                                    + " {NEXT_HOP} is no router.",
                                            "This runs in the network of a container, whose bridge"
                                                    + " is no router.")
                                    .why("{GATEWAY} cannot reach the address of a" + " container.")
                                    .next(
                                            "Start the container in the network of its host, or"
                                                    + " let the host open the port that the"
                                                    + " container publishes.")),
                    Map.entry(
                            Cause.NO_DEFAULT_ROUTE,
                            what("This machine has no default route.")
                                    .why(
                                            "What it answers cannot leave for the internet[, though"
                                                    + " {GATEWAY} opens ports].")
                                    .next(
                                            "Set the default gateway to {GATEWAY}, or renew the"
                                                    + " address over DHCP.",
                                            "Set the default gateway to the address of the router,"
                                                    + " or renew the address over DHCP.")),
                    Map.entry(
                            Cause.GATEWAY_UNREACHABLE,
                            what(
                                            "Nobody answers at the default gateway {NEXT_HOP}.",
                                            "Nobody answers at the default gateway.")
                                    .next(
                                            "Switch the router on, and check its cables. If the"
                                                    + " router has another address, set the default"
                                                    + " gateway to that.")),
                    Map.entry(
                            Cause.WRONG_GATEWAY,
                            what(
                                            "The default route leads to {NEXT_HOP}, where nobody"
                                                    + " is; the router is {GATEWAY}.",
                                            "The default route leads to an address where nobody"
                                                    + " is.")
                                    .next(
                                            "Set the default gateway to {GATEWAY}, or renew the"
                                                    + " address over DHCP.")),
                    Map.entry(
                            Cause.VPN_ROUTE,
                            what(
                                            "Answers leave through a VPN ({OTHER_INTERFACE}).",
                                            "Answers leave through a VPN.")
                                    .why(
                                            "The port would open on {GATEWAY}, but what this"
                                                    + " machine answers goes through"
                                                    + " {OTHER_INTERFACE}, and nobody outside gets"
                                                    + " an answer.")
                                    .next(
                                            "Exclude the program from the VPN (“split tunneling”),"
                                                    + " or open the port at the VPN's provider.")),
                    Map.entry(
                            Cause.OTHER_ROUTE,
                            what(
                                            "Answers leave through another router ({NEXT_HOP} on"
                                                    + " {OTHER_INTERFACE}).",
                                            "Answers leave through another router[ (on"
                                                    + " {OTHER_INTERFACE})].")
                                    .why(
                                            "The port would open on {GATEWAY}, and nobody outside"
                                                    + " gets an answer from there.")
                                    .next(
                                            "Let the default route use {INTERFACE}, with a lower"
                                                    + " metric[, or open the port on {NEXT_HOP}].",
                                            "Let the default route lead to {GATEWAY}.")),
                    Map.entry(
                            Cause.ANSWERS_DROPPED,
                            what("A firewall on this machine drops the answers of the router[:"
                                            + " {FIREWALLS}].")
                                    .why(
                                            "Packets arrived during the search and were given to"
                                                    + " no program.")
                                    .next(
                                            "Let UDP packets from port 1900 of {GATEWAY} in[. Until"
                                                    + " then, name the gateway by its URL:"
                                                    + " {URL}].",
                                            "Let UDP packets from port 1900 of the router in.")));

    private HostWords() {}
}
