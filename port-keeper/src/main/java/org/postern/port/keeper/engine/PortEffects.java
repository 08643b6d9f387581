// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.keeper.OpenPort;
import org.postern.port.keeper.kept.Endings;
import org.postern.port.keeper.kept.PortReports;
import org.postern.port.keeper.ledger.LedgerEntry;
import org.postern.port.keeper.ledger.LedgerIndex;
import org.postern.port.keeper.router.Call;
import org.postern.port.keeper.router.MappingCalls;
import org.postern.port.keeper.router.RouterHistory;
import org.postern.port.keeper.router.RouterQueue;
import org.postern.port.keeper.state.Effect;
import org.postern.port.keeper.state.Lease;
import org.postern.port.keeper.state.PortState;
import org.postern.port.keeper.state.Signal;
import org.postern.port.keeper.state.Target;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Carries out the effects of the states of one router's ports; answers come back as signals. Used by
 * the keeper's thread.
 */
final class PortEffects {
    private final KeeperServices services;
    private final RouterHistory memory;
    private final RouterGateways gateways;
    private final PortPlaces places;
    private final RouterQueue queue;
    private final CloseQueue closings;
    private final Restoration restoration;
    private final PortViews views;
    private final BiConsumer<PortSession, Signal> signals;

    PortEffects(
            KeeperServices services,
            RouterHistory memory,
            RouterGateways gateways,
            PortPlaces places,
            RouterQueue queue,
            CloseQueue closings,
            Restoration restoration,
            PortViews views,
            BiConsumer<PortSession, Signal> signals) {
        this.services = services;
        this.memory = memory;
        this.gateways = gateways;
        this.places = places;
        this.queue = queue;
        this.closings = closings;
        this.restoration = restoration;
        this.views = views;
        this.signals = signals;
    }

    void perform(PortSession port, Effect effect) {
        List<PortKey> keys = port.state().target().keys();
        if (effect instanceof Effect.Look look) {
            look(keys, look);
        } else if (effect instanceof Effect.Check) {
            queue.check(keys);
        } else if (effect instanceof Effect.Open) {
            queue.open(port.key(), () -> opening(port));
        } else if (effect instanceof Effect.Renew renew) {
            queue.renew(port.key(), renew.term(), () -> renewal(port));
        } else if (effect instanceof Effect.Close close) {
            close.keys().stream()
                    .filter(this::isRecorded)
                    .forEach(each -> close(port, each, Optional.empty()));
        } else if (effect instanceof Effect.CloseAll all) {
            closeAll(port, all.elsewhere());
        } else if (effect instanceof Effect.Settled) {
            restoration.done(port);
        } else if (effect instanceof Effect.Trouble trouble) {
            port.entry()
                    .troubled(
                            services.wall(), trouble.reason(), trouble.code(), trouble.sentence());
            if (port.isWaiting()) {
                port.reports().waiting(gateway(), nextTry(port));
            }
        } else {
            record(port, effect);
        }
    }

    private boolean isRecorded(PortKey key) {
        return ledger().at(gateway(), key).isPresent();
    }

    private CompletableFuture<Void> close(PortSession port, PortKey key, Optional<OpenPort> open) {
        return closings.add(key, port.entry(), open);
    }

    private void closeAll(PortSession port, List<PortKey> elsewhere) {
        CompletableFuture<?>[] all =
                Stream.concat(
                                port.state().target().keys().stream()
                                        .filter(each -> places.isOwner(each, port)),
                                elsewhere.stream())
                        .filter(this::isRecorded)
                        .map(each -> close(port, each, open(port, each)))
                        .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(all)
                .whenComplete(
                        (nothing, failure) -> {
                            Endings.end(port.closed(), failure);
                            signals.accept(port, new Signal.Ended());
                        });
    }

    private Optional<OpenPort> open(PortSession port, PortKey key) {
        return port.state().lease().stream()
                .flatMap(each -> each.mappings().stream())
                .filter(each -> each.key().equals(key))
                .map(views::port)
                .findFirst();
    }

    private void look(List<PortKey> keys, Effect.Look look) {
        if (look.search()) {
            queue.search(keys);
        } else if (look.soon()) {
            queue.lookFirst(keys);
        } else {
            queue.drop(keys.get(0));
            queue.check(keys);
        }
    }

    private void record(PortSession port, Effect effect) {
        if (effect instanceof Effect.Plan plan) {
            ledger().plans(gateway(), plan.request(), services.wall());
        } else if (effect instanceof Effect.Unplan unplan) {
            unplan.keys().forEach(each -> ledger().remove(gateway(), each));
            port.standing().forEach(ledger()::restores);
        } else if (effect instanceof Effect.Forget forget) {
            ledger().remove(gateway(), forget.key());
        } else if (effect instanceof Effect.Remember remember) {
            PortMapping mapping = remember.mapping();
            ledger().holds(gateway(), port.entry().request(), mapping, end(mapping));
        } else if (effect instanceof Effect.RememberLeases remember) {
            memory.leases(remember.leases());
        } else if (effect instanceof Effect.RememberNotExtended) {
            memory.doesNotExtendLeases();
        } else if (effect instanceof Effect.RecordLease) {
            port.state().lease().ifPresent(each -> record(port, each));
        } else {
            tell(port, effect);
        }
    }

    private Instant end(PortMapping mapping) {
        return mapping.lease().isZero() ? Instant.MAX : services.wall().plus(mapping.lease());
    }

    private void record(PortSession port, Lease lease) {
        Instant end = services.run().time().wallAt(lease.term().end());
        MappingRequest request = port.entry().request();
        lease.mappings().forEach(each -> ledger().holds(gateway(), request, each, end));
    }

    private void tell(PortSession port, Effect effect) {
        PortReports reports = port.reports();
        if (effect instanceof Effect.TellOpened opened) {
            if (port.entry().endLoss()) {
                services.counters().reopened();
            }
            reports.opened(views.port(opened.mapping()), opened.notes());
        } else if (effect instanceof Effect.TellChanged changed) {
            reports.changed(views.port(changed.mapping()));
        } else if (effect instanceof Effect.TellRenewed renewed) {
            reports.renewed(views.port(renewed.mapping()), renewed.how());
        } else if (effect instanceof Effect.TellVanished vanished) {
            port.entry().beginLoss();
            reports.vanished(views.port(vanished.mapping()), vanished.after(), services.wall());
        } else if (effect instanceof Effect.TellNotRenewed failed) {
            List<OpenPort> ports = failed.mappings().stream().map(views::port).toList();
            reports.notRenewed(ports, views.nextRenewal(port.state()), failed.reason());
        } else if (effect instanceof Effect.TellLost lost) {
            port.entry().beginLoss();
            reports.lost(views.port(lost.mapping()), lost.reason());
        } else if (effect instanceof Effect.TellRefused refused) {
            reports.refused(
                    gateway(),
                    nextTry(port),
                    port.state() instanceof PortState.Taken,
                    refused.reason(),
                    refused.sentence());
        }
    }

    private Optional<Instant> nextTry(PortSession port) {
        return views.of(port.state()).nextTry();
    }

    private Call opening(PortSession port) {
        signals.accept(port, new Signal.Asked());
        PortState state = port.state();
        Duration lease = memory.leases().instead(state.target().asked().lease());
        Target target = state.target().leased(lease);
        // Some routers grant a new lease only to a new mapping (quirk A48).
        boolean isRenewal = !memory.extendsLeases() && isDue(state);
        if (isRenewal) {
            services.counters().renewal();
        }
        List<PortKey> first = state.replaced().stream().map(PortMapping::key).toList();
        List<LedgerEntry> before =
                target.keys().stream()
                        .flatMap(each -> ledger().at(gateway(), each).stream())
                        .toList();
        boolean isPair = target.keys().size() > 1;
        port.asked(
                services.now(),
                before.stream().filter(each -> isPair && !first.contains(each.key())).toList());
        // Before the router is asked, so that a crash leaves no mapping without a record.
        MappingRequest request = target.request();
        ledger().plans(gateway(), request, services.wall());
        InetAddress here = gateway().localAddress();
        AtomicBoolean closed = new AtomicBoolean();
        return MappingCalls.opening(
                request,
                first,
                () -> closed.set(true),
                result -> opened(port, result, lease, here),
                failure -> {
                    if (!first.isEmpty() && !closed.get()) {
                        before.forEach(ledger()::restores);
                    }
                    if (isRenewal) {
                        services.counters().failedRenewal();
                    }
                    signals.accept(port, new Signal.OpenFailed(failure));
                });
    }

    private boolean isDue(PortState state) {
        return state.lease().filter(each -> each.term().renewal() <= services.now()).isPresent();
    }

    private void opened(PortSession port, MappingResult result, Duration asked, InetAddress here) {
        // A port to another host stays right when this machine's address changes.
        boolean isHere =
                port.entry().request().client().isPresent()
                        || here.equals(gateway().localAddress());
        signals.accept(port, new Signal.Opened(result, asked, isHere));
    }

    private Call renewal(PortSession port) {
        signals.accept(port, new Signal.Asked());
        services.counters().renewal();
        return MappingCalls.renewal(
                port.state().lease().orElseThrow(),
                port.entry().request(),
                lease -> signals.accept(port, new Signal.Renewed(lease)),
                (GatewayException failure) -> {
                    services.counters().failedRenewal();
                    signals.accept(port, new Signal.RenewFailed(failure));
                });
    }

    private LedgerIndex ledger() {
        return services.ledger();
    }

    private GatewayInfo gateway() {
        return gateways.info();
    }
}
