// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.AddressFamily;
import org.postern.port.keeper.kept.Endings;
import org.postern.port.keeper.kept.KeptEntry;
import org.postern.port.keeper.ledger.LedgerIndex;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Released ports, until the routers have closed them. Used by the keeper's thread. */
final class PendingReleases {
    private final KeeperServices services;
    private final KeeperServices pinholes;
    private final Set<CompletableFuture<Void>> running = new HashSet<>();
    private boolean ended;

    PendingReleases(KeeperServices services, KeeperServices pinholes) {
        this.services = services;
        this.pinholes = pinholes;
    }

    /** Closes a port on all routers. */
    void begin(KeptEntry entry, Collection<RouterSession> present) {
        CompletableFuture<Void> closed =
                ended
                        ? CompletableFuture.failedFuture(tooLate(entry))
                        : present.isEmpty() ? closedWithoutRouter(entry) : close(entry, present);
        entry.gone();
        running.add(entry.released());
        present.forEach(RouterSession::proceed);
        closed.whenComplete(
                (nothing, failure) -> {
                    running.remove(entry.released());
                    Endings.end(entry.released(), failure);
                });
    }

    private static CompletableFuture<Void> close(
            KeptEntry entry, Collection<RouterSession> present) {
        return CompletableFuture.allOf(
                present.stream()
                        .map(each -> each.ports(entry).remove(entry))
                        .toArray(CompletableFuture<?>[]::new));
    }

    private CompletableFuture<Void> closedWithoutRouter(KeptEntry entry) {
        Instant now = services.wall();
        LedgerIndex ledger = (entry.family() == AddressFamily.IPV4 ? services : pinholes).ledger();
        return entry.keys().stream().anyMatch(each -> ledger.mayBeOpen(each, now))
                ? CompletableFuture.failedFuture(
                        new GatewayException(
                                Reason.NO_GATEWAY,
                                "No router is there. What is open closes with its lease, or when"
                                        + " the router is back."))
                : CompletableFuture.completedFuture(null);
    }

    static GatewayException tooLate(KeptEntry entry) {
        return new GatewayException(
                Reason.FAILED,
                "The port keeper has ended: " + entry.name() + " closes with its lease.");
    }

    /** Completes when all ports released before are closed; later releases fail. */
    CompletableFuture<Void> last() {
        return CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new))
                .whenComplete((nothing, failure) -> ended = true);
    }
}
