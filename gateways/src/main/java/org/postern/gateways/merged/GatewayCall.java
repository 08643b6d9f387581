// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.Gateway.Pace;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.gateways.protocols.FailureMerger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One call of a user: which protocols there are for it, and the time that it has. */
final class GatewayCall {
    /** What is asked of a protocol's gateway. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Gateway gateway) throws GatewayException, InterruptedException;
    }

    /** Of the call's time, when a search that still runs might bring a better protocol. */
    private static final Duration FOR_THOSE_PRESENT = CallBudget.CALL.multipliedBy(2).dividedBy(3);

    private final ProtocolGateways protocols;
    private final List<Pace> paces;
    private final CallBudget budget;

    GatewayCall(ProtocolGateways protocols, List<Pace> paces, CallBudget budget) {
        this.protocols = protocols;
        this.paces = paces;
        this.budget = budget;
    }

    List<ProtocolGateway> all() {
        return protocols.all();
    }

    /**
     * The protocol that opened a port: as is remembered, or else the one whose own list has it, which
     * another process may have written.
     */
    Optional<ProtocolGateway> opener(PortKey key, PortHolders holders) throws InterruptedException {
        Optional<String> holder = holders.of(key);
        Optional<ProtocolGateway> remembered =
                holder.isEmpty() ? Optional.empty() : named(holder.get());
        if (remembered.isPresent()) {
            return remembered;
        }
        for (ProtocolGateway each : all()) {
            if (each.listsItsOwn() && ownKeys(each).contains(key)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** What is in the list of one protocol; nothing if it does not tell. */
    List<PortKey> ownKeys(ProtocolGateway via) throws InterruptedException {
        try {
            List<PortKey> keys = new ArrayList<>();
            for (PortMapping each : ask(via, left(), Gateway::mappings)) {
                keys.add(each.key());
            }
            return keys;
        } catch (GatewayException e) {
            return List.of();
        }
    }

    Optional<ProtocolGateway> named(String protocol) {
        for (ProtocolGateway each : all()) {
            if (each.protocol().equals(protocol)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Those that can; where none can, those that can once a search has ended that still runs. */
    List<ProtocolGateway> able(Capability capability) throws InterruptedException {
        return able(each -> each.has(capability), Duration.ZERO);
    }

    /** Likewise, but in time for those that are there already. */
    List<ProtocolGateway> ableSoon(Predicate<ProtocolGateway> can) throws InterruptedException {
        return able(can, FOR_THOSE_PRESENT);
    }

    private List<ProtocolGateway> able(Predicate<ProtocolGateway> can, Duration reserve)
            throws InterruptedException {
        while (true) {
            List<ProtocolGateway> known = all();
            List<ProtocolGateway> able = filtered(known, can);
            if (!able.isEmpty()) {
                return able;
            }
            if (!protocols.awaitOthers(known, budget.left().minus(reserve))) {
                // What those can do that were there may have become known meanwhile.
                return filtered(all(), can);
            }
        }
    }

    private static List<ProtocolGateway> filtered(
            List<ProtocolGateway> all, Predicate<ProtocolGateway> can) {
        List<ProtocolGateway> chosen = new ArrayList<>();
        for (ProtocolGateway each : all) {
            if (can.test(each)) {
                chosen.add(each);
            }
        }
        return chosen;
    }

    /** All that reach the gateway, once no other is searched for. */
    List<ProtocolGateway> complete() throws InterruptedException {
        List<ProtocolGateway> known = all();
        while (protocols.awaitOthers(known, budget.left())) {
            known = all();
        }
        return known;
    }

    /** Whether another protocol may be asked after these. */
    boolean mayAskOthersThan(List<ProtocolGateway> asked) {
        return protocols.isIncomplete() || !asked.containsAll(all());
    }

    Duration left() {
        return budget.left();
    }

    /** Of the time that is left. */
    Duration half() {
        return budget.half();
    }

    <T> T ask(ProtocolGateway via, Duration most, Question<T> question)
            throws GatewayException, InterruptedException {
        Gateway paced = via.gateway();
        for (Pace each : paces) {
            paced = paced.paced(each);
        }
        Gateway gateway = paced;
        protocols.countCall();
        try {
            return budget.spend(
                    via.protocol() + " at " + via.gateway().info().address().getHostAddress(),
                    most,
                    () -> question.ask(gateway));
        } catch (GatewayException e) {
            protocols.countFailure();
            throw e;
        }
    }

    /** Asks one after the other until one answers. */
    <T> T first(List<ProtocolGateway> able, Question<T> question)
            throws GatewayException, InterruptedException {
        List<GatewayException> failures = new ArrayList<>();
        for (int i = 0; i < able.size(); i++) {
            boolean last = i == able.size() - 1;
            try {
                return ask(able.get(i), last ? left() : half(), question);
            } catch (GatewayException e) {
                failures.add(e);
            }
        }
        throw FailureMerger.joined(failures);
    }
}
