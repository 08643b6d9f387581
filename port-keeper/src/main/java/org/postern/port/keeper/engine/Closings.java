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

/** Ports of one router that nobody wants any more, to be closed. Used by the keeper's thread. */
final class Closings {
    private static final int TRIES = 3;

    private final Parts parts;
    private final Router router;
    private final Deque<Closing> waiting = new ArrayDeque<>();
    private final Set<Closing> unfinished = new HashSet<>();
    private boolean unpaced;

    private record Closing(
            PortKey key,
            Optional<MappingRequest> request,
            Optional<OpenPort> port,
            CompletableFuture<Void> done) {}

    Closings(Parts parts, Router router) {
        this.parts = parts;
        this.router = router;
    }

    void add(
            PortKey key,
            Optional<MappingRequest> request,
            Optional<OpenPort> port,
            CompletableFuture<Void> done) {
        Closing closing = new Closing(key, request, port, done);
        router.places().lock(key);
        unfinished.add(closing);
        waiting.add(closing);
    }

    /** The end is near: the pace is not kept any more. */
    void hurry() {
        unpaced = true;
    }

    /** Whether more wait than are done in a moment. */
    boolean areMany() {
        return waiting.size() > RouterPace.STEADY;
    }

    Optional<Call> next() {
        return Optional.ofNullable(waiting.poll()).map(each -> call(each, 1));
    }

    private Call call(Closing closing, int attempt) {
        boolean now = unpaced;
        return Call.of(
                (gateway, pace) -> {
                    (now ? gateway : gateway.paced(pace))
                            .unmap(closing.key().protocol(), closing.key().port());
                    return () -> closed(closing);
                },
                failure -> failed(closing, attempt, failure));
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

    private void failed(Closing closing, int attempt, GatewayException failure) {
        if (failure.result() == UpnpResult.PORT_MAPPING_NOT_FOUND) {
            closed(closing);
        } else if (Remedy.of(failure.result()) == Remedy.AGAIN && attempt < TRIES) {
            router.ask(call(closing, attempt + 1));
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
