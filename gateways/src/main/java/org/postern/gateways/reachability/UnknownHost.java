// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.reachability;

import org.postern.gateways.internal.host.ListeningSockets;
import org.postern.gateways.internal.host.SourceRoute;
import org.postern.gateways.internal.host.WayOut;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** A machine that discloses nothing. */
public final class UnknownHost implements LocalHost {
    @Override
    public Optional<InetAddress> source() {
        return Optional.empty();
    }

    @Override
    public WayOut wayOut() {
        return new WayOut(WayOut.State.NOT_MEASURED, Optional.empty(), "", false);
    }

    @Override
    public Optional<SourceRoute> routeFrom(InetAddress source) {
        return Optional.empty();
    }

    @Override
    public String interfaceOf(InetAddress address) {
        return "";
    }

    @Override
    public List<InetAddress> defaultGateways(String networkInterface) {
        return List.of();
    }

    @Override
    public ListeningSockets listening() {
        return ListeningSockets.NOT_MEASURED;
    }
}
