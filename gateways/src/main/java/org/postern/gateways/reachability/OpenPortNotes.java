// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.reachability;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PinholeResult;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.gateways.internal.address.UnreachableAddress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Adds to the notes of an open port what keeps it from being reached although the gateway has opened
 * it, as far as that is known here. Asks nobody outside of this machine. Safe for several threads.
 */
public final class OpenPortNotes {
    /** Adds nothing. */
    public static final OpenPortNotes NONE = new OpenPortNotes(new UnknownHost());

    private final LocalHost host;

    /** Where nobody else warns of the gateway: what its external address is now. */
    private final Optional<Supplier<Optional<InetAddress>>> externalAddress;

    /** Of the program alone: whoever chose the gateway was warned of the rest. */
    public OpenPortNotes(LocalHost host) {
        this(host, Optional.empty());
    }

    private OpenPortNotes(
            LocalHost host, Optional<Supplier<Optional<InetAddress>>> externalAddress) {
        this.host = host;
        this.externalAddress = externalAddress;
    }

    /** Of the gateway as well, which has this external address. */
    public OpenPortNotes withGateway(Supplier<Optional<InetAddress>> address) {
        return new OpenPortNotes(host, Optional.of(address));
    }

    /**
     * The same result with more notes, where it leads to this machine. An interrupt takes none of it
     * away.
     */
    public MappingResult added(MappingResult result, MappingRequest request, GatewayInfo gateway) {
        if (request.client().filter(each -> !each.equals(gateway.localAddress())).isPresent()) {
            return result;
        }
        List<MappingResult.Part> parts = new ArrayList<>();
        Set<Protocol> opened = EnumSet.noneOf(Protocol.class);
        for (MappingResult.Part each : result.parts()) {
            opened.add(each.mapping().protocol());
        }
        for (MappingResult.Part each : result.parts()) {
            List<String> notes = new ArrayList<>(each.notes());
            addTo(notes, ofMapping(each.mapping(), opened, gateway));
            parts.add(new MappingResult.Part(each.mapping(), notes));
        }
        return new MappingResult(parts);
    }

    /** The same result with more notes. An interrupt takes none of it away. */
    public PinholeResult added(PinholeResult result) {
        List<String> notes = new ArrayList<>(result.notes());
        Set<Protocol> opened = EnumSet.noneOf(Protocol.class);
        for (Pinhole each : result.pinholes()) {
            opened.add(each.protocol());
        }
        for (Pinhole each : result.pinholes()) {
            addTo(notes, () -> ofListener(each.protocol(), each.client(), each.port(), opened));
        }
        return new PinholeResult(result.pinholes(), notes);
    }

    private interface Look {
        List<String> notes() throws InterruptedException;
    }

    private static void addTo(List<String> notes, Look look) {
        try {
            for (String each : look.notes()) {
                if (!notes.contains(each)) {
                    notes.add(each);
                }
            }
        } catch (InterruptedException e) {
            // The port is open, which its owner has to learn.
            Thread.currentThread().interrupt();
        }
    }

    private Look ofMapping(PortMapping mapping, Set<Protocol> opened, GatewayInfo gateway) {
        return () -> {
            List<String> notes = new ArrayList<>();
            if (externalAddress.isPresent()) {
                Optional<InetAddress> external = externalAddress.get().get();
                if (external.isPresent()) {
                    UnreachableAddress.warning(external.get()).ifPresent(notes::add);
                }
                ReplyPath.now(host).warning(gateway).ifPresent(notes::add);
            }
            // Some gateways do not tell where a mapping leads.
            InetAddress client = mapping.internalClient();
            notes.addAll(
                    ofListener(
                            mapping.protocol(),
                            client.isAnyLocalAddress() ? gateway.localAddress() : client,
                            mapping.internalPort(),
                            opened));
            return notes;
        };
    }

    private List<String> ofListener(
            Protocol protocol, InetAddress address, int port, Set<Protocol> opened)
            throws InterruptedException {
        Optional<String> note =
                new PortListeners(host.listening()).note(protocol, address, port, opened);
        return note.isPresent() ? List.of(note.get()) : List.of();
    }
}
