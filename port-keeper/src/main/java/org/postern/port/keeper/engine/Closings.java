package org.postern.port.keeper.engine;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.OpenPort;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports of one router that nobody wants any more, to be closed. Used by the keeper's thread. */
final class Closings {
    private static final int TRIES = 3;

    private final Parts parts;
    private final Router router;
    private final Deque<Closing> waiting = new ArrayDeque<>();
    private final Set<Closing> unfinished = new HashSet<>();

    private record Closing(
            PortKey key,
            Optional<MappingRequest> request,
            Optional<OpenPort> port,
            CompletableFuture<Void> done,
            AtomicInteger tries) {}

    Closings(Parts parts, Router router) {
        this.parts = parts;
        this.router = router;
    }

    void add(
            PortKey key,
            Optional<MappingRequest> request,
            Optional<OpenPort> port,
            CompletableFuture<Void> done) {
        Closing closing = new Closing(key, request, port, done, new AtomicInteger());
        router.places().lock(key);
        unfinished.add(closing);
        waiting.add(closing);
    }

    Optional<Call> next() {
        return Optional.ofNullable(waiting.poll()).map(this::call);
    }

    private Call call(Closing closing) {
        return Call.of(
                (gateway, pace) -> {
                    gateway.unmap(closing.key().protocol(), closing.key().port());
                    return () -> closed(closing);
                },
                failure -> failed(closing, failure));
    }

    private void closed(Closing closing) {
        if (!unfinished.remove(closing)) {
            return;
        }
        parts.book().remove(router.gateway().info(), closing.key());
        parts.events()
                .port(
                        Kind.PORT_CLOSED,
                        router.gateway().info(),
                        closing.request(),
                        closing.port(),
                        () -> closing.key() + " is closed.");
        router.places().unlock(closing.key());
        closing.done().complete(null);
    }

    private void failed(Closing closing, GatewayException failure) {
        if (failure.result() == UpnpResult.PORT_MAPPING_NOT_FOUND) {
            closed(closing);
        } else if (Remedy.of(failure.result()) == Remedy.AGAIN
                && closing.tries().incrementAndGet() < TRIES) {
            waiting.addFirst(closing);
        } else if (unfinished.remove(closing)) {
            router.places().unlock(closing.key());
            router.orphans().later();
            closing.done().completeExceptionally(failure);
        }
    }

    /** The router is gone. */
    void abandon() {
        for (Closing closing : Set.copyOf(unfinished)) {
            unfinished.remove(closing);
            closing.done().completeExceptionally(router.absent());
        }
        waiting.clear();
    }
}
