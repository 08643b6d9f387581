// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.actions;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.Pinholes;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.OpenPort;
import org.postern.web.console.internal.address.Ipv6Text;
import org.postern.web.console.sources.ConsoleServices;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Closes a port: a mapping, or a pinhole where the address is named to which it leads. */
final class UnmapAction implements PageAction {
    private static final String CLIENT = "client";

    private final ConsoleServices services;
    private final KeptHere kept;

    UnmapAction(ConsoleServices services, KeptHere kept) {
        this.kept = kept;
        this.services = services;
    }

    @Override
    public Set<String> parameters() {
        return Set.of(
                KnownGateways.GATEWAY, ActionParameters.PROTOCOL, ActionParameters.PORT, CLIENT);
    }

    @Override
    public ActionOutcome run(ActionParameters parameters)
            throws GatewayException, UnusableRequest, InterruptedException {
        PortKey key = parameters.key();
        String client = parameters.text(CLIENT);
        Gateway gateway = KnownGateways.of(services, parameters);
        // Once it is closed, the keeper may not hold it any more.
        Optional<String> keeping = kept.holding(each -> is(each, gateway, key, client));
        if (client.isEmpty()) {
            gateway.unmap(key);
        } else {
            close(gateway, key, client);
        }
        return new ActionOutcome(
                key
                        + (client.isEmpty() ? "" : " over IPv6")
                        + " is closed on "
                        + ActionNames.of(gateway)
                        + ".",
                keeping.map(
                                origin ->
                                        List.of(
                                                "It is kept, by "
                                                        + origin
                                                        + ", and will be opened again: release"
                                                        + " it to close it for good."))
                        .orElse(List.of()));
    }

    /** Over IPv6, where a client is named, each has pinholes of its own for a port. */
    private static boolean is(OpenPort open, Gateway gateway, PortKey key, String client) {
        return open.gatewayInfo().id().equals(gateway.info().id())
                && open.mapping().key().equals(key)
                && (client.isEmpty()
                        ? open.family() == AddressFamily.IPV4
                        : Ipv6Text.of(open.mapping().internalClient()).equals(client));
    }

    private static void close(Gateway gateway, PortKey key, String client)
            throws GatewayException, InterruptedException {
        Pinholes pinholes = gateway.pinholes().orElseThrow(() -> notFound(key));
        for (Pinhole each : pinholes.opened()) {
            if (each.protocol() == key.protocol()
                    && each.port() == key.externalPort()
                    && Ipv6Text.of(each.client()).equals(client)) {
                pinholes.close(each);
                return;
            }
        }
        throw notFound(key);
    }

    private static GatewayException notFound(PortKey key) {
        return new GatewayException(Reason.NOT_FOUND, key + " is not open over IPv6.");
    }
}
