// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import org.postern.api.upnp.UpnpDevice;
import org.postern.web.console.internal.presentation.ModelName;
import org.postern.web.console.status.ConsoleStatus;
import org.postern.web.console.status.SearchState;

/** The devices that answered the last search. */
final class DevicesPart {
    private final Html html;

    DevicesPart(Html html) {
        this.html = html;
    }

    void write(ConsoleStatus status) {
        SearchState search = status.search();
        if (search.running()) {
            html.element("p", "Searching …", "class", "nothing");
        } else if (search.at().isEmpty()) {
            html.element("p", "Nothing has been searched for yet.", "class", "nothing");
        }
        if (!search.failure().isEmpty()) {
            html.element("p", search.failure(), "class", "trouble");
        }
        if (search.at().isPresent()) {
            html.open("p", "class", "nothing").text("Searched at ").time(search.at().get()).close();
        }
        if (!search.devices().isEmpty()) {
            table(search);
        }
    }

    private void table(SearchState search) {
        HtmlTable table =
                HtmlTable.begin(
                        html,
                        "Devices that answered",
                        "Name",
                        "Model",
                        "As a gateway",
                        "Description");
        for (UpnpDevice each : search.devices()) {
            table.row();
            table.cell().foreign(each.friendlyName()).close();
            table.cell().foreign(model(each)).close();
            table.cell()
                    .element(
                            "span",
                            each.igdStatus().name(),
                            "class",
                            each.validGateway() ? "badge good" : "badge")
                    .close();
            table.cell().element("code", each.descriptionUrl().toString()).close();
            table.endRow();
        }
        table.end();
    }

    private static String model(UpnpDevice device) {
        return device.description()
                .map(each -> ModelName.of(each.manufacturer(), each.modelName()))
                .orElse("");
    }
}
