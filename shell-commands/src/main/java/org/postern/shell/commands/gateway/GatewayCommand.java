// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.gateway;

import org.postern.api.finder.GatewayChoice;
import org.postern.api.gateway.Attribute;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.WanStatus;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.command.Syntax;
import org.postern.shell.commands.internal.address.Ipv6Text;
import org.postern.shell.commands.internal.json.JsonFields;
import org.postern.shell.commands.internal.presentation.GatewayDetails;
import org.postern.shell.commands.internal.presentation.GatewayFields;
import org.postern.shell.commands.internal.presentation.ModelName;
import org.postern.shell.commands.internal.presentation.Quantities;
import org.postern.shell.commands.output.Table;

/** {@code gateway}: shows all about the gateway that the other commands would use. */
public final class GatewayCommand implements Command {
    /** WANIPConnection:1 section 2.2.5. */
    private static final String NO_ERROR = "ERROR_NONE";

    @Override
    public Syntax syntax() {
        return Syntax.network("gateway", "Shows the gateway that is used, and why this one.")
                .withDetails("Leaves out what the router does not disclose.");
    }

    @Override
    public Report run(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        GatewayChoice choice = GatewayLookup.find(invocation);
        GatewayDetails facts = ParallelQuestions.details(choice.gateway());
        return Report.of(json(choice, facts), lines(choice, facts));
    }

    private static Object json(GatewayChoice choice, GatewayDetails facts) {
        JsonFields fields =
                GatewayFields.of(choice.gateway().info())
                        .put("reason", choice.reason())
                        .put("warnings", choice.warnings())
                        .put("passedOver", choice.passedOver());
        return GatewayFields.add(fields, facts).map();
    }

    private static Table lines(GatewayChoice choice, GatewayDetails facts) {
        GatewayInfo info = choice.gateway().info();
        FactList list = new FactList();
        list.add("Name", info.name());
        list.add("Model", ModelName.of(info.manufacturer(), info.modelName()));
        list.add("Address", Ipv6Text.of(info.address()));
        list.add("This machine", Ipv6Text.of(info.localAddress()));
        list.add("Why this one", choice.reason());
        list.add("Status", facts.status().map(WanStatus::status).orElse(""));
        list.add(
                "Up for",
                facts.status().flatMap(WanStatus::uptime).map(Quantities::time).orElse(""));
        list.add(
                "Last error",
                facts.status()
                        .map(WanStatus::lastError)
                        .filter(error -> !error.equals(NO_ERROR))
                        .orElse(""));
        list.add("Connection", facts.status().map(WanStatus::connectionType).orElse(""));
        list.add("External address", facts.externalAddress().map(Ipv6Text::of).orElse(""));
        list.add("Link", facts.linkText());
        list.add("Traffic", facts.trafficText());
        list.add("Protocols", String.join(", ", info.controlProtocols()));
        list.add("Service", attribute(info, UpnpAttributes.SERVICE_TYPE));
        list.add("Description URL", attribute(info, UpnpAttributes.DESCRIPTION_URL));
        list.add("Control URL", attribute(info, UpnpAttributes.CONTROL_URL));
        list.add("UDN", attribute(info, UpnpAttributes.UDN));
        choice.passedOver().forEach(other -> list.add("Not used", other));
        return list.table;
    }

    private static String attribute(GatewayInfo info, Attribute<?> attribute) {
        return info.attribute(attribute).map(String::valueOf).orElse("");
    }

    /** Facts by name, without those that are not known. */
    private static final class FactList {
        private final Table table = Table.plain();

        void add(String name, String value) {
            if (!value.isBlank()) {
                table.row(name, value);
            }
        }
    }
}
