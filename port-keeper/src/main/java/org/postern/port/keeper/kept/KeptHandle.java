// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.kept;

import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/** A kept port as its user sees it, over all of its families. May be used from any thread. */
public final class KeptHandle implements KeptPort {
    private final KeepRequest terms;
    private final Origin origin;
    private final Consumer<KeptHandle> releaser;
    private final Function<KeptHandle, CompletableFuture<Void>> reopener;

    /** In the order of their families. */
    private final List<KeptEntry> entries;

    public KeptHandle(
            KeepRequest terms,
            PortListener listener,
            Origin origin,
            Executor listeners,
            Consumer<KeptHandle> releaser,
            Function<KeptHandle, CompletableFuture<Void>> reopener) {
        this.terms = terms;
        this.origin = origin;
        this.releaser = releaser;
        this.reopener = reopener;
        this.entries =
                terms.families().stream()
                        .map(each -> new KeptEntry(terms, each, listener, origin, listeners))
                        .toList();
    }

    public List<KeptEntry> entries() {
        return entries;
    }

    /** For people. */
    public String name() {
        return KeptEntry.name(terms.mapping());
    }

    @Override
    public KeepRequest terms() {
        return terms;
    }

    @Override
    public String origin() {
        return origin.text();
    }

    @Override
    public boolean persistent() {
        return origin.lasting();
    }

    @Override
    public PortStatus status() {
        List<PortStatus> all = entries.stream().map(KeptEntry::status).toList();
        return all.size() == 1 ? all.get(0) : joined(all);
    }

    /** It is as far as the one that is open, or that may be opened first. */
    private static PortStatus joined(List<PortStatus> all) {
        List<PortStatus.Holding> holdings = new ArrayList<>();
        all.forEach(each -> holdings.addAll(each.holdings()));
        PortPhase phase =
                all.stream()
                        .map(PortStatus::phase)
                        .min(
                                Comparator.comparing((PortPhase each) -> each != PortPhase.OPEN)
                                        .thenComparing(Comparator.naturalOrder()))
                        .orElseThrow();
        Optional<Instant> nextTry =
                all.stream().flatMap(each -> each.nextTry().stream()).min(Instant::compareTo);
        Optional<PortStatus.Trouble> trouble =
                all.stream()
                        .flatMap(each -> each.lastTrouble().stream())
                        .max(Comparator.comparing(PortStatus.Trouble::at));
        return new PortStatus(phase, holdings, nextTry, trouble);
    }

    @Override
    public PortStatus status(AddressFamily family) {
        return entries.stream()
                .filter(each -> each.family() == family)
                .findFirst()
                .map(KeptEntry::status)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        name() + " is not kept over " + family + "."));
    }

    @Override
    public CompletableFuture<OpenPort> whenOpen() {
        CompletableFuture<OpenPort> first = new CompletableFuture<>();
        List<CompletableFuture<OpenPort>> all = entries.stream().map(KeptEntry::whenOpen).toList();
        all.forEach(each -> each.thenAccept(first::complete));
        CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
                .whenComplete(
                        (nothing, failure) -> {
                            if (failure != null) {
                                Endings.fail(first, failure);
                            }
                        });
        return first;
    }

    @Override
    public CompletableFuture<Void> reopen() {
        return reopener.apply(this);
    }

    @Override
    public CompletableFuture<Void> release() {
        releaser.accept(this);
        CompletableFuture<Void> released = new CompletableFuture<>();
        CompletableFuture.allOf(
                        entries.stream()
                                .map(KeptEntry::released)
                                .toArray(CompletableFuture<?>[]::new))
                .whenComplete((nothing, failure) -> Endings.end(released, failure));
        return released;
    }

    @Override
    public void close() {
        releaser.accept(this);
    }

    /** For logs. */
    @Override
    public String toString() {
        return name() + ", " + status().phase();
    }
}
