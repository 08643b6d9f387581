// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpDevice;
import org.postern.api.upnp.UpnpLimits;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.CommonOptions;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.NumberRange;
import org.postern.shell.commands.command.OptionSyntax;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.command.Syntax;
import org.postern.shell.commands.command.UpnpLease;
import org.postern.shell.commands.internal.presentation.DeviceFields;
import org.postern.shell.commands.output.PrintableText;
import org.postern.shell.commands.output.Progress;
import org.postern.shell.commands.output.Table;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** {@code discover}: lists the devices that answer a search. */
public final class DiscoverCommand implements Command {
    private static final int NAME_LENGTH = 40;

    @Override
    public Syntax syntax() {
        return Syntax.network(
                        "discover", "Lists the gateways, or all UPnP devices, of the network.")
                .withDetails("Waits the whole timeout. With --gateway, lists that device only.")
                .withOptions(
                        OptionSyntax.value("ttl", "N", "hops that the search may take; default: 2"),
                        OptionSyntax.value(
                                "filter",
                                "TEXT",
                                "part of a search target or device type, case-sensitive; default:",
                                Upnp.DEFAULT_FILTER + "; \"\" lists all devices"),
                        OptionSyntax.value(
                                "local-port",
                                "N",
                                "source port of the search; 0 (default): any, 1: port 1900"));
    }

    @Override
    public Report run(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        Duration timeout = GatewayLookup.timeout(invocation);
        int ttl = invocation.number("ttl", Upnp.DEFAULT_TTL, NumberRange.TTL);
        UpnpLimits.checkTtl(ttl);
        int localPort = invocation.number("local-port", 0, NumberRange.LOCAL_PORT);
        UpnpLimits.checkLocalPort(localPort);
        DeviceSelector selector = new DeviceSelector(invocation.text(CommonOptions.GATEWAY, ""));
        String filter = invocation.text("filter", Upnp.DEFAULT_FILTER);
        List<UpnpDevice> devices;
        try (UpnpLease lease = invocation.services().upnp()) {
            Upnp upnp = lease.upnp();
            upnp.discoverIpv6(invocation.has(CommonOptions.IPV6));
            upnp.discoverLocalPort(localPort);
            upnp.discoverMulticastInterface(invocation.text(CommonOptions.INTERFACE, ""));
            devices =
                    Progress.during(
                            invocation.console(),
                            "Searching for devices",
                            () ->
                                    selector.isUrl()
                                            ? List.of(upnp.describe(selector.url(), timeout))
                                            : upnp.discover(timeout, ttl, filter));
        }
        return report(devices.stream().filter(selector::matches).toList(), selector);
    }

    private static Report report(List<UpnpDevice> devices, DeviceSelector selector)
            throws GatewayException {
        if (devices.isEmpty()) {
            throw new GatewayException(
                    Reason.NO_DEVICES,
                    "Devices answered, but none of them is "
                            + selector.text()
                            + ": leave --gateway out to see them.");
        }
        Table table = Table.headed("Name", "Status", "Description URL").shortening("Name");
        for (UpnpDevice device : devices) {
            table.row(
                    PrintableText.cut(device.friendlyName(), NAME_LENGTH),
                    device.igdStatus().name(),
                    device.descriptionUrl().toString());
        }
        return Report.of(devices.stream().map(DeviceFields::of).toList(), table);
    }

    /** The value of {@code --gateway}; empty selects all devices. */
    private record DeviceSelector(String text) {
        boolean isUrl() {
            return text.contains("://");
        }

        URI url() throws GatewayException {
            return Urls.parse(text);
        }

        boolean matches(UpnpDevice device) {
            return text.isEmpty()
                    || isUrl()
                    || text.equals(Urls.host(device.descriptionUrl()))
                    || device.description().stream()
                            .flatMap(DeviceDescription::tree)
                            .anyMatch(each -> each.udn().equalsIgnoreCase(text));
        }
    }
}
