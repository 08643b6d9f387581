package org.postern.port.keeper.engine;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.UpnpResult;
import org.postern.port.keeper.ledger.Ledger;
import org.postern.port.keeper.ledger.LedgerEntry;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks at what routers hold, many ports with one question, and does what follows: opens what is
 * missing, adopts what an earlier run has left, leaves alone what is somebody else's. Used by the
 * keeper's thread.
 */
final class Looking {
    /** One question's ports: a router's list of so many is short enough for all routers. */
    static final int BATCH = 64;

    /** One list covers so many port numbers. */
    private static final int REACH = 100;

    private final Ledger ledger;
    private final Opening opening;
    private final Time time;
    private final Jitter jitter;
    private final KeeperSettings settings;
    private final Set<Router> asking = new HashSet<>();

    Looking(Ledger ledger, Opening opening, Time time, Jitter jitter, KeeperSettings settings) {
        this.ledger = ledger;
        this.opening = opening;
        this.time = time;
        this.jitter = jitter;
        this.settings = settings;
    }

    /** Looks where it is due, and says when it is next; one question at a router at a time. */
    long turn(Router router) {
        if (!router.alive() || asking.contains(router)) {
            return Time.NEVER;
        }
        Optional<Spot> first = router.firstDue();
        if (first.isEmpty()) {
            router.pace().restoring(false);
            return Time.NEVER;
        }
        long now = time.now();
        if (first.get().lookAt() > now) {
            router.pace().restoring(false);
            return first.get().lookAt();
        }
        // Those that are due soon come along: they cost nothing more.
        long due = now + settings.verifyPeriod().toNanos() / 2;
        List<Spot> batch = router.neighbours(first.get(), BATCH, REACH, due);
        if (first.get().state() == Spot.State.UNSEEN) {
            router.pace().restoring(true);
        }
        ask(router, batch);
        return Time.NEVER;
    }

    private void ask(Router router, List<Spot> batch) {
        Protocol protocol = batch.get(0).key().protocol();
        SortedSet<Integer> ports =
                batch.stream()
                        .map(each -> each.key().port())
                        .collect(Collectors.toCollection(TreeSet::new));
        asking.add(router);
        router.slots()
                .look(
                        () -> router.paced().findAll(protocol, ports),
                        (found, failure) -> {
                            asking.remove(router);
                            if (!router.alive()) {
                                return;
                            }
                            if (found != null) {
                                seen(router, batch, found);
                            } else {
                                unseen(router, batch, failure);
                            }
                            turn(router);
                        });
    }

    private void seen(Router router, List<Spot> batch, List<PortMapping> found) {
        Map<Integer, PortMapping> byPort =
                found.stream()
                        .collect(
                                Collectors.toMap(
                                        PortMapping::externalPort,
                                        Function.identity(),
                                        (one, other) -> one));
        boolean allGone =
                byPort.isEmpty()
                        && batch.stream().allMatch(each -> each.state() == Spot.State.OPEN);
        for (Spot spot : batch) {
            if (spot.mayBeLookedAt()) {
                judge(router, spot, Optional.ofNullable(byPort.get(spot.key().port())));
            }
        }
        if (allGone) {
            // A router that has forgotten these has forgotten all: no need to ask for each.
            router.pace().restoring(true);
            router.spots().stream()
                    .filter(each -> each.state() == Spot.State.OPEN)
                    .forEach(each -> gone(router, each));
        }
    }

    private void judge(Router router, Spot spot, Optional<PortMapping> there) {
        if (there.isEmpty()) {
            gone(router, spot);
            return;
        }
        PortMapping mapping = there.get();
        boolean open = spot.state() == Spot.State.OPEN;
        if (!isOurs(router, mapping)) {
            if (open) {
                opening.lost(router, spot, holder(mapping));
            }
            opening.refused(router, spot, taken(router, spot, mapping));
        } else if (!router.leadsHere(spot, mapping)) {
            if (open) {
                opening.lost(router, spot, "it led to " + target(mapping) + ".");
            }
            opening.open(router, spot, true);
        } else if (!open) {
            opening.adopt(router, spot, mapping);
        } else if (spot.term().isStale(time.now(), mapping.lease())) {
            // Renewals do nothing on this router: only a new mapping gets a new lease.
            opening.open(router, spot, true);
        } else {
            opening.holds(
                    router, spot, mapping, spot.term().seen(time.now(), mapping.lease(), jitter));
        }
    }

    private void gone(Router router, Spot spot) {
        if (spot.state() == Spot.State.OPEN) {
            opening.lost(router, spot, "the router does not hold it.");
        }
        opening.open(router, spot, false);
    }

    private boolean isOurs(Router router, PortMapping mapping) {
        return ledger.find(router.gateway().info(), mapping.protocol(), mapping.externalPort())
                .filter(each -> each.matches(mapping))
                .isPresent();
    }

    private static GatewayException taken(Router router, Spot spot, PortMapping mapping) {
        return new GatewayException(
                UpnpResult.CONFLICT_WITH_OTHER_MAPPING,
                spot.key() + " is not free on " + router.gateway() + ": " + holder(mapping));
    }

    private static String holder(PortMapping mapping) {
        String text =
                mapping.description().isEmpty() ? "" : " as \"" + mapping.description() + "\"";
        return "somebody else has it for "
                + target(mapping)
                + text
                + "; it is taken when it becomes free.";
    }

    private static String target(PortMapping mapping) {
        return mapping.internalClient().getHostAddress() + " port " + mapping.internalPort();
    }

    /** What cannot be looked at is opened unseen, and believed; silence is asked again. */
    private void unseen(Router router, List<Spot> batch, @Nullable GatewayException failure) {
        boolean silent = failure != null && Remedy.of(failure.result()) == Remedy.AGAIN;
        for (Spot spot : batch) {
            if (spot.state() == Spot.State.OPEN) {
                Duration later = silent ? Duration.ofSeconds(10) : settings.verifyPeriod();
                spot.looksAt(time.now() + jitter.about(later.toNanos(), 0.25));
            } else if (spot.state() == Spot.State.UNSEEN && silent) {
                opening.refused(router, spot, failure);
            } else if (spot.state() == Spot.State.UNSEEN) {
                opening.open(router, spot, false);
            }
        }
    }

    /** Closes what an earlier run has left and nobody asks for any more. */
    void closeOrphans(Router router) {
        for (LedgerEntry entry : ledger.entries()) {
            PortKey key = new PortKey(entry.protocol(), entry.externalPort());
            if (entry.isOf(router.gateway().info()) && router.spot(key).isEmpty()) {
                close(router, entry);
            }
        }
    }

    private void close(Router router, LedgerEntry entry) {
        router.slots()
                .look(
                        () -> {
                            boolean there =
                                    router
                                            .paced()
                                            .findAll(
                                                    entry.protocol(),
                                                    new TreeSet<>(Set.of(entry.externalPort())))
                                            .stream()
                                            .anyMatch(entry::matches);
                            if (there) {
                                router.paced().unmap(entry.protocol(), entry.externalPort());
                            }
                            return there;
                        },
                        (there, failure) -> {
                            if (failure == null
                                    || failure.result() == UpnpResult.PORT_MAPPING_NOT_FOUND) {
                                ledger.remove(entry);
                            }
                        });
    }
}
