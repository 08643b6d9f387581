// SPDX-License-Identifier: Apache-2.0
package org.postern.testkit.fakes;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;
import org.postern.api.keeper.PortStatus.Holding;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A kept port whose state a test sets. */
public final class FakeKept implements KeptPort {
    public final KeepRequest terms;
    public final MappingRequest request;
    public final String origin;
    public volatile PortStatus status =
            new PortStatus(PortPhase.OPENING, List.of(), Optional.empty(), Optional.empty());

    /** Ended by the fake keeper, or by a test. */
    public final CompletableFuture<Void> released = new CompletableFuture<>();

    /** What {@link #reopen} returns. */
    public CompletableFuture<Void> reopened = CompletableFuture.completedFuture(null);

    private final FakeKeeper keeper;

    /** Over IPv6, where that is another than over IPv4. */
    public volatile Optional<PortStatus> statusOverIpv6 = Optional.empty();

    public FakeKept(FakeKeeper keeper, KeepRequest terms, String origin) {
        this.keeper = keeper;
        this.terms = terms;
        this.request = terms.mapping();
        this.origin = origin;
    }

    /** Open since two minutes, and renewed in half an hour. */
    public FakeKept open(OpenPort... ports) {
        Instant now = Instant.now();
        status =
                new PortStatus(
                        PortPhase.OPEN,
                        List.of(ports).stream()
                                .map(
                                        port ->
                                                new Holding(
                                                        port,
                                                        now.minus(Duration.ofMinutes(2)),
                                                        Optional.of(now.plus(Duration.ofHours(1))),
                                                        Optional.of(
                                                                now.plus(Duration.ofMinutes(30)))))
                                .toList(),
                        Optional.empty(),
                        status.lastTrouble());
        return this;
    }

    public FakeKept phase(PortPhase phase) {
        status = new PortStatus(phase, List.of(), status.nextTry(), status.lastTrouble());
        return this;
    }

    public FakeKept nextTry(Instant at) {
        status =
                new PortStatus(
                        status.phase(), status.holdings(), Optional.of(at), status.lastTrouble());
        return this;
    }

    public FakeKept trouble(PortStatus.Trouble trouble) {
        status =
                new PortStatus(
                        status.phase(), status.holdings(), status.nextTry(), Optional.of(trouble));
        return this;
    }

    @Override
    public KeepRequest terms() {
        return terms;
    }

    @Override
    public PortStatus status(AddressFamily family) {
        return family == AddressFamily.IPV6 ? statusOverIpv6.orElse(status) : status;
    }

    @Override
    public String origin() {
        return origin;
    }

    @Override
    public CompletableFuture<OpenPort> whenOpen() {
        return new CompletableFuture<>();
    }

    @Override
    public boolean persistent() {
        return origin.startsWith("configuration");
    }

    @Override
    public PortStatus status() {
        return status;
    }

    @Override
    public CompletableFuture<Void> reopen() {
        keeper.calls.add("reopen " + request);
        return reopened;
    }

    @Override
    public CompletableFuture<Void> release() {
        keeper.releasing(this);
        return released;
    }

    @Override
    public void close() {
        release();
    }
}
