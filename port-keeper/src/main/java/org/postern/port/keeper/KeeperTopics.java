// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

/**
 * The events that are posted to the Event Admin, if there is one.
 *
 * <p>Topics: {@code org/postern/port/OPENED}, {@code CHANGED}, {@code RENEWED}, {@code LOST},
 * {@code WAITING}, {@code TAKEN}, {@code REFUSED} and {@code CLOSED}; {@code
 * org/postern/gateway/FOUND}, {@code CHANGED}, {@code GONE} and {@code MISSING}. They mean what
 * {@link org.postern.api.keeper.KeeperEvent.Kind} says. Properties with unknown values are omitted.
 */
final class KeeperTopics {
    /** Followed by what happened to a port. */
    static final String PORT = "org/postern/port/";

    /** Followed by what happened to a gateway. */
    static final String GATEWAY = "org/postern/gateway/";

    /** When it happened: a {@link Long}, milliseconds since 1970. */
    static final String TIMESTAMP = "timestamp";

    /** A sentence for people. */
    static final String MESSAGE = "message";

    /** {@code TCP} or {@code UDP}; {@code BOTH} of a port that is not open for either. */
    static final String PROTOCOL = "protocol";

    /** {@code IPV4} or {@code IPV6}. */
    static final String FAMILY = "family";

    /** An {@link Integer}: as the router has it, or as asked where it is not open. */
    static final String EXTERNAL_PORT = "external.port";

    /** An {@link Integer}. */
    static final String INTERNAL_PORT = "internal.port";

    /** Where the port leads, as a literal; of a port that is not open only if a host was named. */
    static final String INTERNAL_CLIENT = "internal.client";

    /** The gateway's address in the internet, as a literal. */
    static final String EXTERNAL_ADDRESS = "external.address";

    /** When a port that is not open, or could not be renewed, is tried again: a {@link Long}, milliseconds since 1970. */
    static final String NEXT_TRY = "next.try";

    /** {@link org.postern.api.gateway.GatewayInfo#id()}. */
    static final String GATEWAY_ID = "gateway.id";

    /** {@link org.postern.api.gateway.GatewayInfo#name()}. */
    static final String GATEWAY_NAME = "gateway.name";

    private KeeperTopics() {}
}
