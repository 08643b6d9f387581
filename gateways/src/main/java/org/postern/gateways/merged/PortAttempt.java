// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One port that is to be opened: which protocols were asked, and which of them may hold it without
 * having confirmed it. Used by one thread, once.
 */
final class PortAttempt {
    private final PortKey key;
    private final Optional<InetAddress> client;
    private final Predicate<ProtocolGateway> mayHaveStood;
    private final List<ProtocolGateway> asked = new ArrayList<>();
    private final List<ProtocolGateway> replaced = new ArrayList<>();
    private final Map<ProtocolGateway, Optional<GatewayException>> unconfirmed =
            new LinkedHashMap<>();

    /**
     * An attempt that begins, for a client other than this machine or for this machine; {@code
     * mayHaveStood} tells whether a protocol may have held the port before.
     */
    PortAttempt(
            PortKey key, Optional<InetAddress> client, Predicate<ProtocolGateway> mayHaveStood) {
        this.key = key;
        this.client = client;
        this.mayHaveStood = mayHaveStood;
    }

    PortKey key() {
        return key;
    }

    Optional<InetAddress> client() {
        return client;
    }

    List<ProtocolGateway> asked() {
        return asked;
    }

    boolean mayHaveStoodAt(ProtocolGateway via) {
        return mayHaveStood.test(via);
    }

    /** Until it answers, it may have opened the port: an interrupt leaves it so. */
    void asks(ProtocolGateway via) {
        asked.add(via);
        unconfirmed.put(via, Optional.empty());
    }

    void failed(ProtocolGateway via, GatewayException failure) {
        if (mayHaveOpened(failure)) {
            unconfirmed.put(via, Optional.of(failure));
        } else {
            unconfirmed.remove(via);
        }
    }

    /** It is known what the protocol holds. */
    void settled(ProtocolGateway via) {
        unconfirmed.remove(via);
    }

    /** What it held before is to be closed once another protocol holds the port. */
    void replace(ProtocolGateway via) {
        if (!replaced.contains(via)) {
            replaced.add(via);
        }
    }

    List<ProtocolGateway> replaced() {
        return replaced;
    }

    /** Those that may hold the port without having said so. */
    List<ProtocolGateway> unconfirmed() {
        return List.copyOf(unconfirmed.keySet());
    }

    /** After these, the gateway may hold what it did not confirm. */
    static boolean mayHaveOpened(GatewayException failure) {
        return failure.isUnanswered()
                || switch (failure.reason()) {
                    case NOT_HELD, NO_ADDRESS, FAILED, UNKNOWN -> true;
                    default -> false;
                };
    }

    /** What is to be said of a port after an interrupt, or when its answer was lost. */
    String doubt() {
        return key + " may be open already.";
    }

    /**
     * A failure with the doubt that is left. What one protocol refused must not hide that another
     * may hold the port, so the reason is that of the latter.
     */
    GatewayException inDoubt(GatewayException failure) {
        GatewayException cause =
                mayHaveOpened(failure)
                        ? failure
                        : unconfirmed.values().stream()
                                .flatMap(Optional::stream)
                                .findFirst()
                                .orElse(failure);
        GatewayException told =
                cause.reworded(cause.reason(), failure.getMessage() + " " + doubt())
                        .advising(Advice.LIST_MAPPINGS);
        for (Advice each : failure.advice()) {
            told = told.advising(each);
        }
        return told;
    }
}
