// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.actions;

import org.postern.web.console.sources.ConsoleServices;
import org.postern.web.console.sources.SearchingUpnp;
import org.postern.web.console.status.DeviceSearches;

import java.util.Set;

/** Starts a search for all devices of the network. */
final class SearchAction implements PageAction {
    private static final String INTERFACE = "interface";

    private final ConsoleServices services;
    private final DeviceSearches searches;

    SearchAction(ConsoleServices services, DeviceSearches searches) {
        this.services = services;
        this.searches = searches;
    }

    @Override
    public Set<String> parameters() {
        return Set.of(INTERFACE);
    }

    @Override
    public ActionOutcome run(ActionParameters parameters) throws MissingService {
        String chosen = parameters.text(INTERFACE);
        SearchingUpnp upnp =
                services.upnp()
                        .orElseThrow(
                                () ->
                                        new MissingService(
                                                "The gateway control is not running: install and"
                                                        + " start the bundles"
                                                        + " org.postern.igd.control and"
                                                        + " org.postern.discovery."));
        return ActionOutcome.of(
                searches.start(
                                upnp,
                                chosen.isEmpty() ? services.query().networkInterface() : chosen)
                        ? "The search has started."
                        : "A search is running already.");
    }
}
