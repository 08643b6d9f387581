// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.mapping;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.doctor.timing.ParallelCalls;
import org.postern.doctor.timing.TimeLimit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Removes mappings that were made for a test, on threads of its own: an interrupt of the thread that
 * examines must not keep it from that. What another program has put in their place is left alone.
 */
public final class MappingRemoval {
    /** Of a process that is told to end, which has 2.5 seconds. */
    public static final Duration ON_INTERRUPT = Duration.ofMillis(1800);

    /** For a request that is under way, whose answer says more than a look at the table. */
    private static final Duration ANSWER = Duration.ofMillis(600);

    /** Of the time, for a look: what it says is worth less than the removal. */
    private static final int PART_FOR_A_LOOK = 3;

    /** Where answers get lost, another attempt helps. */
    private static final int ATTEMPTS = 3;

    private final Gateway gateway;

    /** Its threads end when they have nothing to do. */
    private final ParallelCalls calls = new ParallelCalls();

    private final Set<Future<?>> looks = ConcurrentHashMap.newKeySet();
    private volatile boolean hurried;

    public MappingRemoval(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * Removes all at the same time. Returns when this is done or the time is over; on a thread that is
     * interrupted, before or meanwhile, {@link #ON_INTERRUPT} later at most, with its status kept. A
     * request that is under way then goes on.
     */
    public void remove(List<MadeMapping> mappings, TimeLimit limit) {
        boolean interrupted = Thread.interrupted();
        TimeLimit patience = interrupted ? limit.atMost(ON_INTERRUPT) : limit;
        List<Future<?>> removals = new ArrayList<>();
        for (MadeMapping each : mappings) {
            TimeLimit within = patience;
            removals.add(calls.start(() -> remove(each, within)));
        }
        for (Future<?> each : removals) {
            while (isInterruptedBeforeEnd(each, patience)) {
                interrupted = true;
                patience = patience.atMost(ON_INTERRUPT);
                hurry();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isInterruptedBeforeEnd(Future<?> removal, TimeLimit patience) {
        try {
            removal.get(patience.leftMillis(), TimeUnit.MILLISECONDS);
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Whether it is gone. */
    private boolean remove(MadeMapping mapping, TimeLimit limit) throws InterruptedException {
        mapping.await(limit.atMost(ANSWER));
        mapping.cancel();
        for (int i = 0; i < ATTEMPTS && (i == 0 || !limit.isOver()); i++) {
            if (mapping.isRefused() || isGone(mapping, limit)) {
                mapping.removed();
                return true;
            }
        }
        return false;
    }

    /** Makes an attempt. */
    private boolean isGone(MadeMapping mapping, TimeLimit limit) throws InterruptedException {
        try {
            if (stands(mapping, limit).orElse(true)) {
                gateway.unmap(mapping.key());
            }
            return true;
        } catch (GatewayException e) {
            return e.reason() == Reason.NOT_FOUND;
        }
    }

    /** From now on there is no time for looks. */
    private void hurry() {
        hurried = true;
        looks.forEach(each -> each.cancel(true));
    }

    /** Empty where it is not seen, which does not mean that it is not there. */
    private Optional<Boolean> stands(MadeMapping mapping, TimeLimit limit)
            throws InterruptedException {
        if (hurried || !gateway.capabilities().contains(Capability.FIND)) {
            return Optional.empty();
        }
        Future<Optional<PortMapping>> look = calls.start(() -> gateway.find(mapping.key()));
        looks.add(look);
        if (hurried) {
            look.cancel(true);
        }
        try {
            TimeLimit within = limit.atMost(limit.left().dividedBy(PART_FOR_A_LOOK));
            Optional<PortMapping> now = look.get(within.leftMillis(), TimeUnit.MILLISECONDS);
            return now.isEmpty()
                    ? mapping.isOpen() ? Optional.empty() : Optional.of(false)
                    : Optional.of(mapping.is(now.get(), gateway.info().localAddress()));
        } catch (ExecutionException | TimeoutException | CancellationException e) {
            return Optional.empty();
        } finally {
            look.cancel(true);
        }
    }
}
