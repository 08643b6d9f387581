// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.http.ReceivedRequest;
import org.postern.simulator.http.RequestDetails;
import org.postern.simulator.http.SentResponse;
import org.postern.simulator.net.Addresses;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the URLs of the description are: part of chapter D of {@code docs/quirks.md}. */
final class UrlQuirks {
    private static final Pattern USUAL = Pattern.compile("<controlURL>/ctl/([^<]+)</controlURL>");

    private UrlQuirks() {}

    /** The comments name makers of such routers. */
    static void apply(Quirk quirk, RouterBehavior router) {
        switch (quirk) {
            // TP-LINK
            case EMPTY_BASE -> addBase(router, "");
            // Netgear
            case DEAD_BASE -> addBase(router, "http://DEAD/");
            // Forged, or forgotten by the maker.
            case FOREIGN_BASE -> addBase(router, "http://198.51.100.7/");
            // Forged.
            case FOREIGN_CONTROL ->
                    router.editDescription(
                            xml -> xml.replace("<controlURL>", "<controlURL>http://198.51.100.7"));
            // A bridge of the router, which the LAN has no route to.
            case OTHER_OWN_BASE -> {
                router.http().listenOnSecondPort();
                moveControl(router, "/ctl/NAME", "/ctl/NAME", 1);
                addBase(router, "http://169.254.1.1:SECOND/");
            }
            case OTHER_OWN_CONTROL ->
                    moveControl(router, "http://192.168.254.1:FIRST/ctl/NAME", "/ctl/NAME", 0);
            case SLASHED_BASE -> addBase(router, "http://HERE/");
            case PATHLESS_BASE -> addBase(router, "http://HERE");
            // SMC, Corega, D-Link
            case CONTROL_PORT -> {
                router.http().listenOnSecondPort();
                moveControl(router, "http://HERE/ctl/NAME", "/ctl/NAME", 1);
            }
            // DD-WRT, Corega
            case QUERY_CONTROL -> moveControl(router, "/control?NAME", "/control?NAME", 0);
            case BARE_QUERY ->
                    moveControl(router, "?control=NAME", "/rootDesc.xml?control=NAME", 0);
            // Meant as RFC 3986 says.
            case RELATIVE_URLS -> moveControl(router, "upnp/control/NAME", "/upnp/control/NAME", 0);
            // Meant from the root.
            case ROOT_RELATIVE -> {
                addBase(router, "http://HERE/upnp/");
                moveControl(router, "soap/NAME", "/soap/NAME", 0);
            }
            // Broadcom
            case COLON_PATHS ->
                    moveControl(router, "/uuid:0014-bf09/NAME:1", "/uuid:0014-bf09/NAME:1", 0);
            // Technicolor, miniupnpd
            case NEW_PATHS ->
                    router.changeDevice(
                            root -> root.under("/" + UUID.randomUUID().toString().substring(0, 8)));
            default -> throw new AssertionError(quirk);
        }
    }

    /**
     * Adds a URLBase to the description.
     *
     * @param template in which {@code HERE} stands for the host and port that were asked, {@code
     *     DEAD} for that host and a port that nobody listens on, {@code SECOND} for the second port
     */
    private static void addBase(RouterBehavior router, String template) {
        router.editDescription(
                (xml, request) -> {
                    InetSocketAddress here = request.details().server();
                    List<Integer> ports = request.details().ports();
                    String base =
                            template.replace("HERE", Addresses.hostAndPort(here))
                                    .replace("DEAD", Addresses.hostAndPort(here.getAddress(), 1))
                                    .replace("SECOND", ports.get(ports.size() - 1).toString());
                    return xml.replace(
                            "</specVersion>", "</specVersion>\n<URLBase>" + base + "</URLBase>");
                });
    }

    /**
     * Has control URLs of another form, and serves them there and nowhere else.
     *
     * @param written in the description, {@code NAME} standing for the service's name, {@code HERE}
     *     for the host and that port, {@code FIRST} for the first port
     * @param served what the request then asks for, with its query
     * @param port index of the port among those that the router listens on
     */
    private static void moveControl(
            RouterBehavior router, String written, String served, int port) {
        Pattern target = Pattern.compile(Pattern.quote(served).replace("NAME", "\\E(.+)\\Q"));
        router.http()
                .changeRequests(
                        request -> {
                            Matcher moved = target.matcher(request.details().target());
                            return isCall(request) && cameTo(port, request) && moved.matches()
                                    ? request.withPath("/ctl/" + moved.group(1))
                                    : request;
                        });
        router.http()
                .answer(
                        request ->
                                isCall(request)
                                        && !(cameTo(port, request)
                                                && target.matcher(request.details().target())
                                                        .matches()),
                        SentResponse.status(404));
        router.editDescription(
                (xml, request) -> {
                    RequestDetails details = request.details();
                    String here =
                            Addresses.hostAndPort(
                                    details.server().getAddress(), details.ports().get(port));
                    String url =
                            written.replace("HERE", here)
                                    .replace("FIRST", details.ports().get(0).toString())
                                    .replace("NAME", "$1");
                    return USUAL.matcher(xml).replaceAll("<controlURL>" + url + "</controlURL>");
                });
    }

    private static boolean cameTo(int port, ReceivedRequest request) {
        RequestDetails details = request.details();
        return details.server().getPort() == details.ports().get(port);
    }

    private static boolean isCall(ReceivedRequest request) {
        return request.method().equals("POST");
    }
}
