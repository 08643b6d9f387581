package org.postern.port.keeper.engine;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.UpnpResult;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

/**
 * Runs the blocking calls to one router on the workers, two at once, and hands what they give to
 * the keeper's thread, by which it is used. What was asked for first is done first, but closing and
 * opening before renewing, and renewing before looking.
 */
final class Slots {
    static final int AT_ONCE = 2;

    private final Loop loop;
    private final Executor workers;
    private final Deque<Runnable> urgent = new ArrayDeque<>();
    private final Deque<Runnable> renewals = new ArrayDeque<>();
    private final Deque<Runnable> looks = new ArrayDeque<>();
    private int running;

    /** A blocking call. */
    interface Call<T> {
        T run() throws GatewayException, InterruptedException;
    }

    Slots(Loop loop, Executor workers) {
        this.loop = loop;
        this.workers = workers;
    }

    <T> void urgent(Call<T> call, BiConsumer<@Nullable T, @Nullable GatewayException> then) {
        queue(urgent, call, then);
    }

    <T> void renewal(Call<T> call, BiConsumer<@Nullable T, @Nullable GatewayException> then) {
        queue(renewals, call, then);
    }

    <T> void look(Call<T> call, BiConsumer<@Nullable T, @Nullable GatewayException> then) {
        queue(looks, call, then);
    }

    /** Whether no call runs or waits. */
    boolean idle() {
        return running == 0 && urgent.isEmpty() && renewals.isEmpty() && looks.isEmpty();
    }

    /** Forgets the calls that wait. */
    void clear() {
        urgent.clear();
        renewals.clear();
        looks.clear();
    }

    private <T> void queue(
            Deque<Runnable> queue,
            Call<T> call,
            BiConsumer<@Nullable T, @Nullable GatewayException> then) {
        queue.add(() -> start(call, then));
        proceed();
    }

    private void proceed() {
        while (running < AT_ONCE) {
            Deque<Runnable> next =
                    !urgent.isEmpty() ? urgent : !renewals.isEmpty() ? renewals : looks;
            if (next.isEmpty()) {
                return;
            }
            running++;
            next.remove().run();
        }
    }

    private <T> void start(Call<T> call, BiConsumer<@Nullable T, @Nullable GatewayException> then) {
        try {
            workers.execute(() -> run(call, then));
        } catch (RejectedExecutionException e) {
            running--;
        }
    }

    private <T> void run(Call<T> call, BiConsumer<@Nullable T, @Nullable GatewayException> then) {
        try {
            T result = call.run();
            done(() -> then.accept(result, null));
        } catch (GatewayException e) {
            done(() -> then.accept(null, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            done(() -> then.accept(null, interrupted()));
        } catch (RuntimeException e) {
            done(
                    () ->
                            then.accept(
                                    null,
                                    new GatewayException(
                                            UpnpResult.UNKNOWN_ERROR, "The call failed: " + e, e)));
        }
    }

    private void done(Runnable task) {
        loop.execute(
                () -> {
                    running--;
                    task.run();
                    proceed();
                });
    }

    private static GatewayException interrupted() {
        return new GatewayException(UpnpResult.SOCKET_ERROR, "The keeper was stopped.");
    }
}
