// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;

import java.net.InetAddress;
import java.time.Instant;
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
        String sentence) {

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
