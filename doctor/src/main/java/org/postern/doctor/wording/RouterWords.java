// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wording;

import static org.postern.doctor.wording.Words.what;

import org.postern.api.doctor.Cause;

import java.util.Map;

/** Words for causes in the router. */
final class RouterWords {
    static final Map<Cause, Words> ALL =
            Map.ofEntries(
                    Map.entry(
                            Cause.GUEST_NETWORK,
                            what(
                                            "The gateway {NEXT_HOP} lets this machine reach"
                                                    + " nothing, as in a guest network.",
                                            "The gateway lets this machine reach nothing, as in a"
                                                    + " guest network.")
                                    .why("A router whose settings are closed looks the same.")
                                    .next("Connect to the main network.")),
                    Map.entry(
                            Cause.UPNP_OFF,
                            what(
                                            "UPnP is switched off in the router {NEXT_HOP}.",
                                            "UPnP is switched off in the router.")
                                    .why(
                                            "It is there, and opens ports over neither UPnP nor"
                                                    + " NAT-PMP nor PCP.",
                                            "Other devices answered that are no routers:"
                                                    + " {DEVICES}.")
                                    .next(
                                            "Switch UPnP on in the router's settings[ ({PAGE})], or"
                                                    + " forward the port there by hand.")),
                    Map.entry(
                            Cause.NATPMP_ONLY,
                            what(
                                            "{GATEWAY} answers {PROTOCOLS}, and its UPnP is"
                                                    + " switched off.",
                                            "The router answers {PROTOCOLS}, and its UPnP is"
                                                    + " switched off.")
                                    .next(
                                            "{?PORT}Open {PORT} over {PROTOCOLS}, and keep it open;"
                                                    + " or switch UPnP on in the router's"
                                                    + " settings[ ({PAGE})].",
                                            "Open ports over {PROTOCOLS}, or switch UPnP on in the"
                                                    + " router's settings[ ({PAGE})].")),
                    Map.entry(
                            Cause.SEARCH_BLOCKED,
                            what(
                                            "Searches do not reach the router {GATEWAY}, while its"
                                                    + " description can be read ({URL}).",
                                            "Searches do not reach the router[ {NEXT_HOP}].")
                                    .next(
                                            "Name the gateway by its URL, {URL}, or use a cable:"
                                                    + " Wi-Fi isolation and some switches block"
                                                    + " searches.",
                                            "Name the gateway by the URL of its description.")),
                    Map.entry(
                            Cause.SLOW_ROUTER,
                            what(
                                            "{GATEWAY} answers late: after {SECONDS} s.",
                                            "The router[ {DEVICE}] answers late.")
                                    .next("Search longer, or restart the router.")),
                    Map.entry(
                            Cause.DESCRIPTION_HANGS,
                            what("The router {DEVICE} answers searches, and its UPnP service"
                                            + " hangs.")
                                    .why("It was asked for {URL}.")
                                    .next("Restart the router.")),
                    Map.entry(
                            Cause.DESCRIPTION_REFUSED,
                            what(
                                            "{?UNREADABLE}The router {DEVICE} answers searches, and"
                                                    + " what it sends is no description.",
                                            "The router {DEVICE} answers searches, and refuses the"
                                                    + " connection for its description.")
                                    .why("It was asked for {URL}.")
                                    .next("Restart the router.")),
                    Map.entry(
                            Cause.FOREIGN_LOCATION,
                            what("{DEVICE} names a description on another host,"
                                            + " {URL_HOST}, which is refused for safety.")
                                    .next(
                                            "If {URL_HOST} is the router, name the gateway by its"
                                                    + " URL, {URL}. Otherwise find out which device"
                                                    + " {DEVICE} is, and why it says so.")),
                    Map.entry(
                            Cause.SECOND_GATEWAY,
                            what("{GATEWAY} is not the router that this machine's"
                                            + " traffic goes through, {NEXT_HOP}.")
                                    .next(
                                            "Use {OTHER_GATEWAY}, or switch UPnP off on"
                                                    + " {GATEWAY}.",
                                            "Open the port on {NEXT_HOP}[, in its settings"
                                                    + " ({PAGE})], or let the default route lead to"
                                                    + " {GATEWAY}.")),
                    Map.entry(
                            Cause.NOT_ALLOWED,
                            what("{GATEWAY} lets this machine open no port.")
                                    .why("{REFUSAL}")
                                    .next(
                                            "Allow this machine, {ADDRESS}, to open ports in the"
                                                    + " router's settings. If it is allowed,"
                                                    + " restart the router.")),
                    Map.entry(
                            Cause.PORT_NOT_ALLOWED,
                            what("{GATEWAY} does not let this machine open {PORT}[, but"
                                            + " does open port {OTHER_PORT}].")
                                    .why("{REFUSAL}")
                                    .next(
                                            "Use another external port[, such as {OTHER_PORT}], or"
                                                    + " allow this one in the router's settings.")),
                    Map.entry(
                            Cause.PORT_TAKEN,
                            what("{PORT} of {GATEWAY} is mapped to another machine[, {HOLDER}].")
                                    .next(
                                            "Use another external port, or close it on {HOLDER}.",
                                            "Use another external port.")),
                    Map.entry(
                            Cause.MAPPED_ELSEWHERE,
                            what(
                                            "{PORT} of {GATEWAY} leads to {HOLDER}, where nobody"
                                                    + " is.",
                                            "{PORT} of {GATEWAY} leads to an address where nobody"
                                                    + " is.")
                                    .why("That may be a former address of this machine.")
                                    .next(
                                            "Close it from {HOLDER}, or restart the router, and"
                                                    + " open the port again. Give this machine a"
                                                    + " fixed address.")),
                    Map.entry(
                            Cause.TABLE_FULL,
                            what("The table of mappings of {GATEWAY} is full.")
                                    .next(
                                            "Close mappings that nobody needs, or restart the"
                                                    + " router.")));

    private RouterWords() {}
}
