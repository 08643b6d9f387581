// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.quirk.HookChain;
import org.postern.simulator.quirk.description.Edited;
import org.postern.simulator.quirk.description.MovedControl;
import org.postern.simulator.quirk.description.OddTree;

import java.util.List;

/** What the URLs of the description are: part of chapter D of {@code docs/quirks.md}. */
public final class UrlQuirks {
    /** TP-LINK. */
    public static final Quirk EMPTY_BASE =
            new Quirk("empty-base", "D12", "an empty URLBase", Edited.urlBase(""));

    /** Netgear. */
    public static final Quirk DEAD_BASE =
            new Quirk(
                    "dead-base",
                    "D13",
                    "URLBase names a port that nobody listens on",
                    Edited.urlBase("http://DEAD/"));

    /** Forged, or forgotten by the maker. */
    public static final Quirk FOREIGN_BASE =
            new Quirk(
                    "foreign-base",
                    "D13, D14",
                    "URLBase names another host, 198.51.100.7",
                    Edited.urlBase("http://198.51.100.7/"));

    /** Forged. */
    public static final Quirk FOREIGN_CONTROL =
            new Quirk(
                    "foreign-control",
                    "D14",
                    "control URLs lead to another host, 198.51.100.7",
                    Edited.description(
                            xml -> xml.replace("<controlURL>", "<controlURL>http://198.51.100.7")));

    /** A slash too many when put together. */
    public static final Quirk SLASHED_BASE =
            new Quirk(
                    "slashed-base",
                    "D15",
                    "URLBase ends with a slash and control URLs begin with one",
                    Edited.urlBase("http://HERE/"));

    /** No path at all. */
    public static final Quirk PATHLESS_BASE =
            new Quirk(
                    "pathless-base",
                    "D15",
                    "URLBase without a path",
                    Edited.urlBase("http://HERE"));

    /** SMC, Corega, D-Link. */
    public static final Quirk CONTROL_PORT =
            new Quirk(
                    "control-port",
                    "D16",
                    "absolute control URLs on a port of their own",
                    MovedControl.toAnotherPort());

    /** DD-WRT, Corega. */
    public static final Quirk QUERY_CONTROL =
            new Quirk(
                    "query-control",
                    "D17",
                    "control URLs that differ only in the query",
                    MovedControl.to("/control?NAME", "/control?NAME"));

    /** Only the query. */
    public static final Quirk BARE_QUERY =
            new Quirk(
                    "bare-query",
                    "D18",
                    "control URLs that are only a query",
                    MovedControl.to("?control=NAME", "/rootDesc.xml?control=NAME"));

    /** No slash in front, meant as RFC 3986 says. */
    public static final Quirk RELATIVE_URLS =
            new Quirk(
                    "relative-urls",
                    "D19",
                    "control URLs without a slash in front",
                    MovedControl.to("upnp/control/NAME", "/upnp/control/NAME"));

    /** No slash in front, but meant from the root. */
    public static final Quirk ROOT_RELATIVE =
            new Quirk(
                    "root-relative",
                    "D19",
                    "control URLs without a slash in front, to be read from the root, not the"
                            + " URLBase",
                    new HookChain(
                            List.of(
                                    Edited.urlBase("http://HERE/upnp/"),
                                    MovedControl.to("soap/NAME", "/soap/NAME"))));

    /** Broadcom. */
    public static final Quirk COLON_PATHS =
            new Quirk(
                    "colon-paths",
                    "D20",
                    "colons in the paths of control URLs",
                    MovedControl.to("/uuid:0014-bf09/NAME:1", "/uuid:0014-bf09/NAME:1"));

    /** Technicolor, miniupnpd. */
    public static final Quirk NEW_PATHS =
            new Quirk(
                    "new-paths",
                    "D43",
                    "paths that are made up at each start",
                    OddTree.newPathsAtEachStart());

    static final List<Quirk> ALL =
            List.of(
                    EMPTY_BASE,
                    DEAD_BASE,
                    FOREIGN_BASE,
                    FOREIGN_CONTROL,
                    SLASHED_BASE,
                    PATHLESS_BASE,
                    CONTROL_PORT,
                    QUERY_CONTROL,
                    BARE_QUERY,
                    RELATIVE_URLS,
                    ROOT_RELATIVE,
                    COLON_PATHS,
                    NEW_PATHS);

    private UrlQuirks() {}
}
