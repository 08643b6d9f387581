// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.Reason;
import org.postern.port.keeper.ledger.LedgerEntry;
import org.postern.port.keeper.state.Sentences;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The gateway objects that stand for one router: the same router after a restart, or two
 * descriptions of one device. The first one counts. Used by the keeper's thread.
 */
final class RouterGateways {
    private final List<Seen> all = new ArrayList<>();

    /** Also the protocols over which it was reached when its state was told. */
    private record Seen(Gateway gateway, GatewayState state, Set<String> protocols) {
        Seen(Gateway gateway, GatewayState state) {
            this(gateway, state, Set.copyOf(gateway.info().controlProtocols()));
        }
    }

    RouterGateways(Gateway gateway, GatewayState state) {
        all.add(new Seen(gateway, state));
    }

    Gateway gateway() {
        return all.get(0).gateway();
    }

    GatewayInfo info() {
        return gateway().info();
    }

    GatewayState state() {
        return all.get(0).state();
    }

    /** Over which it was reached when its state was told. */
    Set<String> protocols() {
        return all.get(0).protocols();
    }

    boolean has(Gateway gateway) {
        return all.stream().anyMatch(each -> each.gateway() == gateway);
    }

    boolean isOnly(Gateway gateway) {
        return all.size() == 1 && has(gateway);
    }

    /** One device may have several descriptions. */
    Set<String> udns() {
        return all.stream()
                .map(each -> LedgerEntry.udnOf(each.gateway().info()))
                .collect(Collectors.toSet());
    }

    /**
     * Adds an object, and returns whether it has taken over. One with the same UDN takes over at
     * once, as after a restart on another port: the earlier one does not work then, and is removed
     * some seconds later.
     */
    boolean join(Gateway gateway, GatewayState state) {
        boolean takesOver = LedgerEntry.udnOf(gateway.info()).equals(LedgerEntry.udnOf(info()));
        all.add(takesOver ? 0 : all.size(), new Seen(gateway, state));
        return takesOver;
    }

    /** Removes one of several objects; returns whether another one has taken over. */
    boolean leave(Gateway gateway) {
        boolean counted = gateway() == gateway;
        all.removeIf(each -> each.gateway() == gateway);
        if (counted) {
            // The newest: an older one may be about to be removed too.
            all.add(0, all.remove(all.size() - 1));
        }
        return counted;
    }

    /** The state of one of the objects has changed. */
    void state(Gateway gateway, GatewayState state) {
        all.replaceAll(each -> each.gateway() == gateway ? new Seen(gateway, state) : each);
    }

    GatewayException absent() {
        return new GatewayException(
                Reason.NO_GATEWAY,
                Sentences.name(info())
                        + " is not there to be asked. The port closes with its lease, or when the"
                        + " router is back.");
    }
}
