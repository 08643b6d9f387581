// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.gateway;

import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.Inspection;
import org.postern.api.upnp.ServiceDescription;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.CommonOptions;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.command.Syntax;
import org.postern.shell.commands.command.UpnpLease;
import org.postern.shell.commands.internal.json.JsonFields;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code inspect}: shows what one description says; the device is asked nothing else. */
public final class InspectCommand implements Command {
    private static final String STEP = "  ";

    @Override
    public Syntax syntax() {
        return Syntax.network(
                        "inspect",
                        "Reads a device description and tells whether it is a usable gateway.",
                        "URL")
                .withDetails(
                        "Asks the device nothing else. Since the URL says which device is meant,"
                                + " nothing is searched: --timeout, --ipv6 and --gateway have no"
                                + " effect here.");
    }

    @Override
    public Report run(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        GatewayLookup.timeout(invocation);
        InterfaceChoice.named(invocation.text(CommonOptions.INTERFACE, ""));
        URI url = Urls.parse(invocation.arguments().get(0));
        Inspection inspection;
        try (UpnpLease lease = invocation.services().upnp()) {
            inspection = lease.upnp().inspect(url);
        }
        return Report.of(json(inspection), lines(inspection));
    }

    private static Object json(Inspection inspection) {
        DeviceDescription root = inspection.root();
        return new JsonFields()
                .putText("friendlyName", root.friendlyName())
                .putText("manufacturer", root.manufacturer())
                .putText("modelName", root.modelName())
                .putText("udn", root.udn())
                .putText("deviceType", root.deviceType())
                .put("isGateway", inspection.isGateway())
                .put("igdStatus", inspection.igdStatus())
                .put("reason", inspection.reason())
                .put(
                        "wanServices",
                        inspection.wanServices().stream().map(InspectCommand::json).toList())
                .map();
    }

    private static Object json(ServiceDescription service) {
        return new JsonFields()
                .putText("serviceType", service.serviceType())
                .putText("serviceId", service.serviceId())
                .put("controlUrl", service.controlUrl())
                .put("eventSubUrl", service.eventSubUrl())
                .put("scpdUrl", service.scpdUrl())
                .put("refused", service.refused())
                .map();
    }

    private static List<String> lines(Inspection inspection) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "Gateway: "
                        + (inspection.isGateway() ? "yes" : "no")
                        + " ("
                        + inspection.igdStatus()
                        + "). "
                        + inspection.reason());
        addDevice(lines, inspection.root(), "");
        return lines;
    }

    private static void addDevice(List<String> lines, DeviceDescription device, String indent) {
        lines.add(indent + "device " + device.deviceType());
        String inner = indent + STEP;
        add(lines, inner, "name", Optional.of(device.friendlyName()));
        add(
                lines,
                inner,
                "model",
                Optional.of((device.manufacturer() + " " + device.modelName()).strip()));
        add(lines, inner, "udn", Optional.of(device.udn()));
        device.services().forEach(service -> addService(lines, service, inner));
        device.devices().forEach(embedded -> addDevice(lines, embedded, inner));
    }

    private static void addService(List<String> lines, ServiceDescription service, String indent) {
        String id = service.serviceId().isEmpty() ? "" : " (" + service.serviceId() + ")";
        lines.add(indent + "service " + service.serviceType() + id);
        String inner = indent + STEP;
        add(lines, inner, "control", service.controlUrl().map(URI::toString));
        add(lines, inner, "events", service.eventSubUrl().map(URI::toString));
        add(lines, inner, "scpd", service.scpdUrl().map(URI::toString));
        add(lines, inner, "refused", service.refused());
    }

    private static void add(
            List<String> lines, String indent, String name, Optional<String> value) {
        Stream.of(value.orElse(""))
                .filter(text -> !text.isEmpty())
                .forEach(text -> lines.add(indent + String.format("%-8s", name) + text));
    }
}
