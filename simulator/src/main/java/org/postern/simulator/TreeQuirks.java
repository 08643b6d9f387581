// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.igd.IgdHandler;
import org.postern.simulator.quirk.description.Edited;
import org.postern.simulator.quirk.description.OddTree;
import org.postern.simulator.quirk.http.ParticularServer;

import java.util.List;

/** What devices and services the description lists: part of chapter D of {@code docs/quirks.md}. */
public final class TreeQuirks {
    /** Linksys, DD-WRT. */
    public static final Quirk DEAD_PPP_FIRST =
            new Quirk(
                    "dead-ppp-first",
                    "D21",
                    "a dead WANPPPConnection before the WANIPConnection",
                    OddTree.deadPppFirst());

    /** The other way round. */
    public static final Quirk DEAD_IP_FIRST =
            new Quirk(
                    "dead-ip-first",
                    "D21",
                    "a dead WANIPConnection before the WANPPPConnection",
                    OddTree.deadIpFirst());

    /** MikroTik. */
    public static final Quirk MANY_WAN_DEVICES =
            new Quirk(
                    "many-wan-devices",
                    "D22",
                    "three WANDevices with the same service identifiers; only the last is"
                            + " connected",
                    OddTree.oneWanDevicePerInterface());

    /** Corega, D-Link. */
    public static final Quirk TWO_SESSIONS =
            new Quirk(
                    "two-sessions",
                    "D23",
                    "two WANPPPConnections; only the second is connected",
                    OddTree.twoSessions());

    /** Orange Livebox. */
    public static final Quirk PPP_VERSION_2 =
            new Quirk(
                    "ppp-version-2",
                    "D24",
                    "WANPPPConnection:2, which was never published, with the identifier WANIPConn1",
                    OddTree.pppVersion2());

    /** Huawei. */
    public static final Quirk DSL_FORUM =
            new Quirk(
                    "dsl-forum",
                    "D25",
                    "only urn:dslforum-org devices and services",
                    OddTree.dslForum());

    /** Pannaway, FRITZ!Box, SFR. */
    public static final Quirk OTHERS_FIRST =
            new Quirk(
                    "others-first",
                    "D29",
                    "odd services, a LANDevice and an EventDevice before the WANDevice",
                    OddTree.othersFirst());

    /** Miniupnpd. */
    public static final Quirk FAKED_IGD1 =
            new Quirk(
                    "faked-igd1",
                    "D41",
                    "an IGD:2 that shows itself as IGD:1 to agents with Microsoft in their name",
                    Edited.igd1ForAgent("Microsoft"));

    /** Pace. */
    public static final Quirk NO_SCPD =
            new Quirk(
                    "no-scpd",
                    "D28",
                    "service descriptions answer 404",
                    ParticularServer.noServiceDescriptions(IgdHandler.DESCRIPTION_PATH));

    /** Miniupnpd, Actiontec. */
    public static final Quirk EMPTY_NAMES =
            new Quirk(
                    "empty-names",
                    "D30",
                    "empty friendlyName, UDN and modelName, and \"(null)\" values",
                    Edited.emptyNames());

    /** Netgear, Pelco. */
    public static final Quirk NONSENSE_VALUES =
            new Quirk(
                    "nonsense-values",
                    "D46",
                    "values of the wrong kind: direction INOUT, empty ranges, a URL that is none",
                    Edited.nonsenseValues());

    static final List<Quirk> ALL =
            List.of(
                    DEAD_PPP_FIRST,
                    DEAD_IP_FIRST,
                    MANY_WAN_DEVICES,
                    TWO_SESSIONS,
                    PPP_VERSION_2,
                    DSL_FORUM,
                    OTHERS_FIRST,
                    FAKED_IGD1,
                    NO_SCPD,
                    EMPTY_NAMES,
                    NONSENSE_VALUES);

    private TreeQuirks() {}
}
