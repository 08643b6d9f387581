// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.watcher;

import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.gateways.places.HostPlaces;
import org.postern.gateways.places.HostPlaces.Place;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reports the default gateway before others at the start of a watch, since who opens ports stays
 * with the first one (quirk S30): others are held back until the default gateway was reported, or
 * until {@link #release}; those on this machine until then in any case. Used by the watch's thread.
 */
final class DefaultGatewayFirst implements GatewayListener {
    private final GatewayListener listener;
    private final HostPlaces places;
    private final Map<Gateway, GatewayState> held = new LinkedHashMap<>();
    private boolean defaultGatewayReported;
    private boolean released;

    DefaultGatewayFirst(GatewayListener listener, HostPlaces places) {
        this.listener = listener;
        this.places = places;
    }

    /** The first search is over: whatever came counts. */
    void release() {
        released = true;
        report();
    }

    @Override
    public void added(Gateway gateway, GatewayState state) {
        held.put(gateway, state);
        report();
    }

    @Override
    public void changed(Gateway gateway, GatewayState state) {
        if (held.replace(gateway, state) == null) {
            listener.changed(gateway, state);
        }
    }

    @Override
    public void removed(Gateway gateway, String reason) {
        if (held.remove(gateway) == null) {
            listener.removed(gateway, reason);
        }
    }

    @Override
    public void missing(GatewayException failure) {
        listener.missing(failure);
    }

    private void report() {
        places.refresh();
        defaultGatewayReported |=
                held.keySet().stream().anyMatch(each -> place(each) == Place.DEFAULT_GATEWAY);
        for (Place place : Place.values()) {
            for (Map.Entry<Gateway, GatewayState> each : new LinkedHashMap<>(held).entrySet()) {
                if (place(each.getKey()) == place && isDue(each.getKey())) {
                    held.remove(each.getKey());
                    listener.added(each.getKey(), each.getValue());
                }
            }
        }
    }

    private boolean isDue(Gateway gateway) {
        // A search looks on loopback only if it is told to.
        return released
                || address(gateway).isLoopbackAddress()
                || switch (place(gateway)) {
                    case DEFAULT_GATEWAY -> true;
                    case OTHER -> defaultGatewayReported || !places.hasDefaultGateway();
                    case THIS_MACHINE -> false;
                };
    }

    private Place place(Gateway gateway) {
        return places.of(address(gateway));
    }

    private static InetAddress address(Gateway gateway) {
        return gateway.info().address();
    }
}
