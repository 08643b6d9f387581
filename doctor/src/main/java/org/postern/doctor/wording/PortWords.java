// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wording;

import static org.postern.doctor.wording.Words.what;

import org.postern.api.doctor.Cause;

import java.util.Map;

/** Words for the program that waits at a port, and for ports with which nothing is wrong. */
final class PortWords {
    static final Map<Cause, Words> ALL =
            Map.of(
                    Cause.WRONG_PROTOCOL,
                            what(
                                            "The program listens on {PROGRAM_PROTOCOL} port"
                                                    + " {INTERNAL_PORT}, and not over"
                                                    + " {OTHER_PROTOCOL}.",
                                            "{GATEWAY} forwards port {PORT_NUMBER} over"
                                                    + " {MAPPED_PROTOCOL}, and not over"
                                                    + " {PROTOCOL}.")
                                    .why(
                                            "{?PROGRAM_PROTOCOL}{GATEWAY} forwards"
                                                    + " {MAPPED_PROTOCOL}.")
                                    .next(
                                            "Open the port for {PROGRAM_PROTOCOL}.",
                                            "Open the port for {PROTOCOL}, or examine it for"
                                                    + " {MAPPED_PROTOCOL}."),
                    Cause.LISTENS_LOCALLY,
                            what("The program listens on {PROTOCOL} port"
                                            + " {INTERNAL_PORT} at {LISTENING_ADDRESSES}"
                                            + " only.")
                                    .why("What the router forwards arrives at {ADDRESS}.")
                                    .next(
                                            "Let the program listen on {ADDRESS}, or on all"
                                                    + " addresses."),
                    Cause.NOT_LISTENING,
                            what(
                                            "{PORT} of {GATEWAY} leads to port {OTHER_PORT} of this"
                                                    + " machine, and the program listens on port"
                                                    + " {INTERNAL_PORT}.",
                                            "No program listens on {PROTOCOL} port {INTERNAL_PORT}"
                                                    + " of this machine.")
                                    .why("Programs listen on {PROTOCOL} {LISTENING_PORTS}.")
                                    .next(
                                            "{?OTHER_PORT}Open the port again, to port"
                                                    + " {INTERNAL_PORT}.",
                                            "Start the program, or open the port to the one on"
                                                    + " which it listens."),
                    Cause.FIREWALL_DROPS_INBOUND,
                            what("A firewall on this machine keeps out who comes from"
                                            + " outside[: {FIREWALLS}].")
                                    .why(
                                            "{?KNOCK}It was the router that was kept out, at"
                                                    + " another port: this one may be let in.")
                                    .next(
                                            "Let {PROTOCOL} port {INTERNAL_PORT} in on this"
                                                    + " machine."),
                    Cause.NOT_OPEN,
                            what("{PORT} of {GATEWAY} is not open.")
                                    .why(
                                            "{?TESTED}It can be opened: {GATEWAY} took it for a"
                                                    + " test.")
                                    .next("Open the port, and keep it open."),
                    Cause.OK,
                            what(
                                            "{?SEEN_ADDRESS}{PORT} is open: somebody outside"
                                                    + " reached it at {SEEN_ADDRESS}.",
                                            "{PORT} is open[ at {EXTERNAL_ADDRESS}], as far as this"
                                                    + " machine can see.",
                                            "{GATEWAY} opens ports[ at {EXTERNAL_ADDRESS}], as far"
                                                    + " as this machine can see.",
                                            "This machine has a public address itself, {ADDRESS}:"
                                                    + " no router has to open ports.")
                                    .next(
                                            "{?SEEN_ADDRESS}Nothing: the port can be reached.",
                                            "{?PORT}Try it from outside, such as from a phone"
                                                    + " without Wi-Fi, not from this network.",
                                            "{?GATEWAY}Examine a port, to see whether it can be"
                                                    + " reached.",
                                            "Let the port of the program in on this machine's"
                                                    + " firewall."),
                    Cause.UNKNOWN,
                            what(
                                            "The gateway {DEVICE} does not answer; {OTHER_GATEWAY}"
                                                    + " does.",
                                            "{OTHER_GATEWAY} can be controlled over {PROTOCOLS}"
                                                    + " only.",
                                            "{GATEWAY} did not answer the request for {PORT}.",
                                            "{PORT} could not be examined in time.",
                                            "No gateway answered, and nothing tells why.")
                                    .why("{REFUSAL}")
                                    .next(
                                            "{?DEVICE}Use {OTHER_GATEWAY}, or check the name of the"
                                                    + " gateway.",
                                            "{?OTHER_GATEWAY}Control it over {PROTOCOLS}.",
                                            "{?PORT}Examine the port again, and restart the router"
                                                    + " if that does not help.",
                                            "Check whether the router is on, and whether UPnP,"
                                                    + " NAT-PMP or PCP is switched on in it."));

    private PortWords() {}
}
