// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import org.postern.web.console.status.ConsoleStatus;
import org.postern.web.console.status.GatewayStatus;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The page and its parts. What changes is in parts, which the script has replaced; the forms are not,
 * so that nothing is lost that a person has typed.
 */
final class PageHtml {
    private enum Part {
        GATEWAYS,
        CHOICE,
        KEPT,
        DOCTOR,
        DEVICES,
        EVENTS
    }

    private final ConsoleStatus status;

    PageHtml(ConsoleStatus status) {
        this.status = status;
    }

    /** All parts, one after the other. */
    String parts() {
        Html html = new Html();
        for (Part each : Part.values()) {
            part(html, each);
        }
        return html.toString();
    }

    private void part(Html html, Part part) {
        PartNews news = news(part);
        html.open(
                "div",
                "data-part",
                part.name().toLowerCase(Locale.ROOT),
                "data-news-at",
                news.at().map(Instant::toString).orElse(""),
                "data-news",
                news.sentence());
        switch (part) {
            case GATEWAYS -> new GatewaysPart(html).write(status);
            case CHOICE -> choice(html);
            case KEPT -> new KeptPart(html).write(status);
            case DOCTOR -> new DoctorPart(html).write(status);
            case DEVICES -> new DevicesPart(html).write(status);
            case EVENTS -> new EventsPart(html).write(status);
        }
        html.close();
    }

    private PartNews news(Part part) {
        return switch (part) {
            case DOCTOR -> PartNews.ofExamination(status.examination());
            case DEVICES -> PartNews.ofSearch(status.search());
            case EVENTS -> PartNews.ofEvents(status);
            case GATEWAYS, CHOICE, KEPT -> PartNews.NONE;
        };
    }

    /**
     * The page without head and body, which are the server's.
     *
     * @param base its path
     */
    String page(String base) {
        Html html = new Html();
        html.open("div", "id", "postern", "class", "postern", "data-base", base);
        html.empty("link", "rel", "stylesheet", "href", base + PageResources.STYLE);
        html.open("noscript")
                .element(
                        "p",
                        "Without JavaScript this page shows what is known: reload it to see what"
                                + " has changed. Changes need JavaScript.",
                        "class",
                        "nothing")
                .close();
        live(html, "postern-message", "message");
        live(html, "postern-news", "unseen");
        section(html, "gateways", "Gateways", () -> part(html, Part.GATEWAYS));
        section(
                html,
                "kept",
                "Kept ports",
                () -> {
                    part(html, Part.KEPT);
                    openForm(html);
                });
        section(
                html,
                "doctor",
                "Doctor",
                () -> {
                    doctorForm(html);
                    part(html, Part.DOCTOR);
                });
        section(
                html,
                "devices",
                "Devices",
                () -> {
                    searchForm(html);
                    part(html, Part.DEVICES);
                });
        section(html, "events", "Events", () -> part(html, Part.EVENTS));
        html.open("script", "src", base + PageResources.SCRIPT, "defer", "defer").close().close();
        return html.toString();
    }

    /** What the script writes there is said by screen readers. */
    private static void live(Html html, String id, String style) {
        html.element("p", "", "id", id, "class", style, "role", "status", "aria-live", "polite");
    }

    private static void section(Html html, String name, String title, Runnable content) {
        String id = "postern-" + name;
        html.open("section", "aria-labelledby", id)
                .element("h2", title, "id", id, "tabindex", "-1");
        content.run();
        html.close();
    }

    private void openForm(Html html) {
        html.open("form", "class", "needs-script", "aria-labelledby", "postern-open");
        html.element("h3", "Open a port", "id", "postern-open");
        PageForm form = new PageForm(html, "open");
        form.number("port", "Port");
        form.choice("protocol", "Protocol", List.of("TCP", "UDP", "BOTH"));
        form.number("internal", "Port of this machine, if another");
        form.text("description", "Description", "60");
        form.number("lease", "Lease in s; 0 is permanent", "3600");
        form.checkbox("anyPort", "Another port if it is taken");
        part(html, Part.CHOICE);
        html.open("p", "class", "buttons");
        html.element("button", "Keep open", "type", "submit", "name", "action", "value", "keep");
        html.text(" ");
        html.element("button", "Open once", "type", "submit", "name", "action", "value", "map");
        html.close().close();
    }

    /** On which gateway a port is opened once, where there are several. */
    private void choice(Html html) {
        if (status.gateways().size() > 1) {
            html.open("label")
                    .text("Open once on")
                    .open("select", "id", "postern-open-gateway", "name", "gateway");
            for (GatewayStatus each : status.gateways()) {
                html.element(
                        "option",
                        each.info().name() + " (" + each.info().address().getHostAddress() + ")",
                        "value",
                        each.info().id());
            }
            html.close().close();
        }
    }

    private void doctorForm(Html html) {
        html.open("form", "class", "needs-script", "aria-label", "Have the doctor examine");
        html.element(
                "p",
                "Tells why a port cannot be opened or reached. A port that is not open is opened"
                        + " for a test, for two minutes at most.");
        PageForm form = new PageForm(html, "doctor");
        form.number("port", "Port; may be empty");
        form.choice("protocol", "Protocol", List.of("TCP", "UDP"));
        form.choice("interface", "On", everywhere(), interfaces());
        html.open("p", "class", "buttons");
        html.element("button", "Examine", "type", "submit", "name", "action", "value", "diagnose");
        html.close().close();
    }

    private void searchForm(Html html) {
        html.open("form", "class", "needs-script", "aria-label", "Search for devices");
        PageForm form = new PageForm(html, "search");
        form.choice("interface", "On", everywhere(), interfaces());
        html.open("p", "class", "buttons");
        html.element("button", "Search now", "type", "submit", "name", "action", "value", "search");
        html.close().close();
    }

    /** What is searched where none is chosen. */
    private String everywhere() {
        String only = status.query().networkInterface();
        return only.isEmpty() ? "all interfaces" : only + ", as for the gateways";
    }

    private static List<String> interfaces() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(each -> each.inetAddresses().findAny().isPresent())
                    .map(NetworkInterface::getName)
                    .sorted()
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }
}
