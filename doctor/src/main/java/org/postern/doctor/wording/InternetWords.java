// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wording;

import static org.postern.doctor.wording.Words.what;

import org.postern.api.doctor.Cause;

import java.util.Map;

/** Words for causes beyond the router. */
final class InternetWords {
    private static final String PUBLIC_ADDRESS =
            "Ask the provider for a public IPv4 address, or use IPv6 or a relay.";

    static final Map<Cause, Words> ALL =
            Map.of(
                    Cause.WAN_DOWN,
                            what("{GATEWAY} is not connected to the internet[" + " ({STATUS})].")
                                    .next(
                                            "Look at the modem and its cables, and restart the"
                                                    + " modem. If that does not help, ask the"
                                                    + " provider."),
                    Cause.DOUBLE_NAT,
                            what(
                                            "A second router, {OTHER_GATEWAY}, is between {GATEWAY}"
                                                    + " and the internet.",
                                            "A second router is between {GATEWAY} and the"
                                                    + " internet.",
                                            "A second router is between this one and the"
                                                    + " internet.")
                                    .why(
                                            "{GATEWAY} has the private external address"
                                                    + " {EXTERNAL_ADDRESS}.")
                                    .next(
                                            "{?PROTOCOLS}Open the port on {OTHER_GATEWAY} as well,"
                                                    + " to {EXTERNAL_ADDRESS}, or set one of the"
                                                    + " two to bridge mode.",
                                            "Forward the port on {OTHER_GATEWAY}[ ({PAGE})] by hand"
                                                    + " as well, to {EXTERNAL_ADDRESS}, or set one"
                                                    + " of the two to bridge mode.",
                                            "Forward the port on the second router by hand as"
                                                    + " well[, to {EXTERNAL_ADDRESS}], or set one"
                                                    + " of the two to bridge mode."),
                    Cause.CARRIER_NAT,
                            what("{GATEWAY} is behind the NAT of the provider[, with the"
                                            + " address {EXTERNAL_ADDRESS}].")
                                    .next(PUBLIC_ADDRESS),
                    Cause.NO_IPV4,
                            what("{GATEWAY} is connected without an IPv4 address of its"
                                            + " own, as with DS-Lite.")
                                    .next(
                                            "Use IPv6, or ask the provider for an IPv4 address"
                                                    + " (dual stack)."),
                    Cause.HIDDEN_NAT,
                            what("The outside sees {SEEN_ADDRESS} and not"
                                            + " {EXTERNAL_ADDRESS}, the address of"
                                            + " {GATEWAY}: there is a NAT further out.")
                                    .next(PUBLIC_ADDRESS),
                    Cause.ANSWER_LOST,
                            what("Connections to {PORT} arrive at this machine, and its"
                                            + " answers are lost on their way.")
                                    .next(
                                            "Find out where answers go: into a VPN, to a second"
                                                    + " router, or into a firewall for outgoing"
                                                    + " traffic."),
                    Cause.FILTERED_OUTSIDE,
                            what("{PORT} is filtered before it reaches {GATEWAY}.")
                                    .next("Use another external port, or ask the provider."),
                    Cause.NOT_FORWARDED,
                            what("{GATEWAY} holds the mapping of {PORT}, and does not forward.")
                                    .next(
                                            "Restart the router, and open the port again. If that"
                                                    + " does not help, update its software."));

    private InternetWords() {}
}
