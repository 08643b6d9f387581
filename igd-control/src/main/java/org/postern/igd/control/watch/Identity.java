// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.api.discovery.Announcement;
import org.postern.igd.control.description.RefusedUrlException;
import org.postern.igd.control.search.GatewayReading;
import org.postern.igd.control.search.Origin;
import org.postern.igd.control.search.Sighting;
import org.postern.igd.control.search.WanSide;
import org.postern.igd.control.search.Worth;

import java.net.InetAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a gateway is known by: where it was read, what was read there, and the addresses it is heard
 * from. Tells whether an announcement is about it, and whether what is read there now is still it.
 */
final class Identity {
    /** Its own address, and over IPv6 those of its link. */
    private static final int MAX_SENDERS = 8;

    private final GatewayReading reading;
    private final WanSide wan;
    private final Set<InetAddress> senders = new HashSet<>();

    /**
     * The identity of a gateway.
     *
     * @param found with a WAN service
     */
    Identity(Sighting found) {
        this.reading = found.reading();
        this.wan = reading.wan().orElseThrow();
        senders.add(host());
        senders.add(found.sender());
    }

    GatewayReading reading() {
        return reading;
    }

    WanSide wan() {
        return wan;
    }

    URI url() {
        return reading.origin().location();
    }

    InetAddress host() {
        return reading.origin().peer().address();
    }

    Memory.Trace trace() {
        return new Memory.Trace(reading.origin(), reading.udns(), Set.copyOf(senders), true);
    }

    /** It was heard from an address. Whether that was not known. */
    boolean heardFrom(InetAddress sender) {
        return senders.size() < MAX_SENDERS && senders.add(sender);
    }

    /** Whether an announcement is about it: its place, or without one its name. */
    boolean isMeant(Announcement said) {
        return senders.contains(said.sender())
                && said.location()
                        .map(location -> isHere(location, said.sender()))
                        .orElseGet(() -> isNamed(said));
    }

    private boolean isNamed(Announcement said) {
        return Optional.ofNullable(Acquaintance.of(List.of(trace())).get(host()))
                .filter(known -> known.speaks(said))
                .isPresent();
    }

    /** Not by the host's name: the user may have spelled it, and the device another way. */
    private boolean isHere(URI location, InetAddress sender) {
        try {
            Origin origin = Origin.of(location, sender, "its announcement");
            return origin.peer().address().equals(host())
                    && origin.location().getPort() == url().getPort()
                    && Objects.equals(origin.location().getRawPath(), url().getRawPath())
                    && Objects.equals(origin.location().getRawQuery(), url().getRawQuery());
        } catch (RefusedUrlException e) {
            return false;
        }
    }

    boolean isSameDevice(GatewayReading now) {
        return now.root().map(it -> it.udn()).equals(reading.root().map(it -> it.udn()));
    }

    /**
     * Whether what is read at its URL now is not what it was. Routers with several lines may be
     * down on the one that was chosen (quirks D22, D23): then another that is up counts.
     *
     * @param hasAddress whether the line that was chosen is up
     */
    boolean isAnother(GatewayReading now, boolean hasAddress) {
        boolean sameHost =
                now.wan()
                        .map(WanSide::gateway)
                        .map(it -> it.info().localAddress())
                        .filter(it -> !it.equals(wan.gateway().info().localAddress()))
                        .isEmpty();
        boolean offered = now.services().contains(wan.service());
        boolean otherLine =
                !hasAddress
                        && now.worth() == Worth.VALID
                        && now.wan().filter(it -> !it.service().equals(wan.service())).isPresent();
        return !isSameDevice(now) || !sameHost || !offered || otherLine;
    }
}
