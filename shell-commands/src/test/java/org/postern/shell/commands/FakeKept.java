// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.postern.api.gateway.MappingRequest;
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
    public final MappingRequest request;
    public final String origin;
    public volatile PortStatus status =
            new PortStatus(PortPhase.OPENING, List.of(), Optional.empty(), Optional.empty());

    /** Ended by the fake keeper, or by a test. */
    public final CompletableFuture<Void> released = new CompletableFuture<>();

    private final FakeKeeper keeper;

    public FakeKept(FakeKeeper keeper, MappingRequest request, String origin) {
        this.keeper = keeper;
        this.request = request;
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
    public MappingRequest request() {
        return request;
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
    public void reopen() {
        // No command does it.
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
