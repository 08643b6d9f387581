// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.postern.web.console.OptionalServices.Offer;

import java.util.List;
import java.util.Map;

/**
 * Offers the page and the inventory printer where their APIs are: the servlet of the web console that
 * is there, never both.
 */
@Component(
        service = {},
        immediate = true)
public final class WebConsole {
    private static final String TITLE = "Postern";

    /** Exported by every web console; its own servlets are of the API that it imports. */
    private static final String CONSOLE = "org.apache.felix.webconsole";

    private static final String INVENTORY = "org.apache.felix.inventory";
    private static final String JAVAX = "javax.servlet";
    private static final String JAKARTA = "jakarta.servlet";

    private static final Map<String, Object> PAGE =
            Map.of("felix.webconsole.label", ConsolePath.LABEL, "felix.webconsole.title", TITLE);

    private static final Map<String, Object> PRINTER =
            Map.of(
                    "felix.inventory.printer.name",
                    ConsolePath.LABEL,
                    "felix.inventory.printer.title",
                    TITLE,
                    "felix.inventory.printer.format",
                    new String[] {"TEXT", "JSON"});

    private final ConsoleCore core;
    private final OptionalServices services;

    /** Offers nothing yet. */
    @Activate
    public WebConsole(BundleContext context, @Reference ServiceSources sources) {
        core = new ConsoleCore(sources, sources.events(), sources.monitor());
        services =
                new OptionalServices(
                        context,
                        List.of(
                                new Offer(
                                        INVENTORY + ".InventoryPrinter",
                                        packages -> packages.isExported(INVENTORY),
                                        () -> new StatusPrinter(core.reader()),
                                        PRINTER),
                                new Offer(
                                        JAVAX + ".Servlet",
                                        packages -> packages.isExportedWith(CONSOLE, JAVAX),
                                        () -> new JavaxPage(core.page()),
                                        PAGE),
                                new Offer(
                                        JAKARTA + ".Servlet",
                                        packages -> packages.isExportedWith(CONSOLE, JAKARTA),
                                        () -> new JakartaPage(core.page()),
                                        PAGE)));
    }

    /** Offers what can be offered now; the rest follows when it can. */
    @Activate
    void start() {
        services.open();
    }

    @Deactivate
    void stop() {
        services.close();
        core.close();
    }
}
