// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An event of a gateway or a kept port.
 *
 * @param at when
 * @param kind what
 * @param gatewayInfo where; empty where no gateway is concerned
 * @param externalAddress of the gateway or port in the internet; empty while the gateway has none
 *     or does not tell, and where the port never was open
 * @param request which kept port; empty where no port is concerned
 * @param family over which the port is, or is to be; empty where no port is concerned
 * @param port as it is, or was when it was lost; empty where it never was open
 * @param nextTry when the keeper tries again to open a port that is not open, or to renew one; empty
 *     where no time is set, and for all other events
 * @param sentence for people
 * @param notes one sentence each for what the user should know of a port that was opened, such as why
 *     it may not be reached; they are part of {@code sentence}. Empty for all other events
 */
public record KeeperEvent(
        Instant at,
        Kind kind,
        Optional<GatewayInfo> gatewayInfo,
        Optional<InetAddress> externalAddress,
        Optional<MappingRequest> request,
        Optional<AddressFamily> family,
        Optional<OpenPort> port,
        Optional<Instant> nextTry,
        String sentence,
        List<String> notes) {
    /** Copies the notes. */
    public KeeperEvent {
        notes = List.copyOf(notes);
    }

    /**
     * An event without notes.
     *
     * @param at when
     * @param kind what
     * @param gatewayInfo where
     * @param externalAddress of the gateway or port
     * @param request which kept port
     * @param family over which it is, or is to be
     * @param port as it is
     * @param nextTry when the keeper tries again
     * @param sentence for people
     */
    public KeeperEvent(
            Instant at,
            Kind kind,
            Optional<GatewayInfo> gatewayInfo,
            Optional<InetAddress> externalAddress,
            Optional<MappingRequest> request,
            Optional<AddressFamily> family,
            Optional<OpenPort> port,
            Optional<Instant> nextTry,
            String sentence) {
        this(
                at,
                kind,
                gatewayInfo,
                externalAddress,
                request,
                family,
                port,
                nextTry,
                sentence,
                List.of());
    }

    /** What may happen. */
    public enum Kind {
        /** A gateway was found. */
        GATEWAY_FOUND,
        /** A gateway's external address is another. */
        GATEWAY_CHANGED,
        /** A gateway is gone. */
        GATEWAY_GONE,
        /** There is no gateway. */
        GATEWAY_MISSING,
        /** A port was opened. */
        PORT_OPENED,
        /** A port's external address or number is another. */
        PORT_CHANGED,
        /** A port's lease was renewed. */
        PORT_RENEWED,
        /** A port is open, but its lease could not be renewed several times. */
        PORT_NOT_RENEWED,
        /** A port is not open any more, and wanted still. */
        PORT_LOST,
        /** A port cannot be opened yet: the gateway does not answer, or not clearly. */
        PORT_WAITING,
        /** Another client has the port. */
        PORT_TAKEN,
        /** The gateway refuses to open a port. */
        PORT_REFUSED,
        /** A port was closed, since it is not wanted any more. */
        PORT_CLOSED
    }
}
