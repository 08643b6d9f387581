// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PortMapping;
import org.postern.web.console.internal.address.Ipv6Text;
import org.postern.web.console.internal.presentation.LocalAddresses;
import org.postern.web.console.internal.presentation.Quantities;
import org.postern.web.console.status.GatewayStatus;
import org.postern.web.console.status.MappingList;

/** What is open on one gateway. */
final class MappingsTable {
    private final Html html;
    private final GatewayStatus gateway;
    private final int index;

    MappingsTable(Html html, GatewayStatus gateway, int index) {
        this.html = html;
        this.gateway = gateway;
        this.index = index;
    }

    void write(LocalAddresses local) {
        if (!gateway.answers().tellsMappings()) {
            html.element("p", "This gateway has no list of mappings.", "class", "nothing");
            return;
        }
        if (gateway.answers().mappings().isEmpty()) {
            html.element("p", "The gateway has not answered yet.", "class", "nothing");
            return;
        }
        MappingList list = gateway.answers().mappings().get();
        if (!list.failure().isEmpty()) {
            html.element("p", list.failure(), "class", "trouble");
        } else if (list.mappings().isEmpty() && list.pinholes().isEmpty()) {
            html.element(
                    "p", "No mapping is open, as far as the router tells.", "class", "nothing");
        }
        if (!list.mappings().isEmpty() || !list.pinholes().isEmpty()) {
            table(list, local);
        }
    }

    private void table(MappingList list, LocalAddresses local) {
        HtmlTable table =
                HtmlTable.begin(
                        html,
                        list.remembered()
                                ? "Mappings that were opened from here; the router has no list"
                                : "Mappings",
                        "Port",
                        "Leads to",
                        "Lease",
                        "Description",
                        "");
        for (PortMapping each : list.mappings()) {
            mapping(table, each, local.contain(each.internalClient()));
        }
        for (Pinhole each : list.pinholes()) {
            pinhole(table, each);
        }
        table.end();
    }

    private void mapping(HtmlTable table, PortMapping mapping, boolean ours) {
        String port = mapping.protocol() + " " + mapping.externalPort();
        String place = Quantities.endPoint(mapping.internalClient(), mapping.internalPort());
        table.row("class", ours ? "ours" : "");
        table.cell().text(port);
        if (!mapping.remoteHost().isEmpty()) {
            html.text(" from ").foreign(mapping.remoteHost());
        }
        html.close();
        table.cell().text(place);
        if (ours) {
            html.text(" ").element("span", "ours", "class", "badge");
        }
        if (!mapping.enabled()) {
            html.text(" ").element("span", "off", "class", "badge bad");
        }
        html.close();
        table.text(Quantities.lease(mapping));
        table.cell().foreign(mapping.description()).close();
        table.cell();
        new ActionButton("unmap-" + index + "-" + port.replace(' ', '-'), "Close", "Close " + port)
                .sends("action", "unmap")
                .sends("gateway", gateway.info().id())
                .sends("protocol", mapping.protocol().name())
                .sends("port", String.valueOf(mapping.externalPort()))
                .confirms(
                        "Close "
                                + port
                                + "? It leads to "
                                + place
                                + (ours ? ", this machine." : ", another machine."))
                .write(html);
        html.close();
        table.endRow();
    }

    private void pinhole(HtmlTable table, Pinhole pinhole) {
        String port = pinhole.protocol() + " " + pinhole.port();
        String client = Ipv6Text.of(pinhole.client());
        table.row("class", "ours").text(port + " over IPv6");
        table.cell().text(client + " ").element("span", "ours", "class", "badge").close();
        table.text(Quantities.lease(pinhole.lease())).text("").cell();
        new ActionButton(
                        "unmap6-" + index + "-" + port.replace(' ', '-') + "-" + client,
                        "Close",
                        "Close " + port + " over IPv6")
                .sends("action", "unmap")
                .sends("gateway", gateway.info().id())
                .sends("protocol", pinhole.protocol().name())
                .sends("port", String.valueOf(pinhole.port()))
                .sends("client", client)
                .confirms("Close " + port + " over IPv6?")
                .write(html);
        html.close();
        table.endRow();
    }
}
