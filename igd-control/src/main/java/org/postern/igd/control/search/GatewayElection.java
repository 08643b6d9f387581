// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.gateway.GatewayChoice;
import org.postern.api.gateway.GatewayException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Picks a gateway as early as it can: a connected one with a public address at once, else the best
 * one known {@link #GRACE} after the first valid one. One that offers only the old services is
 * taken at the time-out, when no other came, and one that works although it says that it is not
 * connected, when not even that came.
 */
final class GatewayElection implements SearchObserver {
    static final Duration GRACE = Duration.ofMillis(100);

    /** More than any home has; a hostile crowd must not fill the screen. */
    private static final int MAX_PASSED_OVER = 16;

    /**
     * Packets get lost, and one answer to the search still leaves three exchanges to be made: with
     * 30 % lost each way, 12 % of all readings take longer than 1.8 s and 0.1 % longer than 3.8 s.
     * A network where nobody answers keeps to the time-out.
     */
    private static final Duration LONGEST_EXTENSION = Duration.ofSeconds(2);

    private final CompletableFuture<GatewayChoice> future;
    private final WantedGateway wanted;
    private final ScheduledExecutorService loop;
    private final List<IgdDevice> valid = new ArrayList<>();

    /** Those that were read and will not do. */
    private final List<IgdDevice> others = new ArrayList<>();

    GatewayElection(
            CompletableFuture<GatewayChoice> future,
            WantedGateway wanted,
            ScheduledExecutorService loop) {
        this.future = future;
        this.wanted = wanted;
        this.loop = loop;
    }

    @Override
    public void onDevice(IgdDevice device) {
        if (!device.validGateway() || !wanted.is(device)) {
            others.add(device);
            return;
        }
        valid.add(device);
        boolean lastResort = device.lastResort() && wanted.any();
        if (device.verdict().standing() == Standing.PUBLIC && !lastResort) {
            elect(device);
        } else if (!lastResort) {
            // Each schedules its own end; the first of them decides.
            long since = System.nanoTime() - device.verdict().validSinceNanos();
            long left = Math.max(0, GRACE.toNanos() - since);
            loop.schedule(() -> elect(best()), left, TimeUnit.NANOSECONDS);
        }
    }

    /** At most as long again. */
    @Override
    public Duration extension(Duration timeout) {
        return extended(timeout);
    }

    static Duration extended(Duration timeout) {
        return timeout.compareTo(LONGEST_EXTENSION) < 0 ? timeout : LONGEST_EXTENSION;
    }

    @Override
    public boolean missing(List<IgdDevice> devices) {
        return valid.isEmpty()
                && devices.stream().noneMatch(device -> device.validGateway() && wanted.is(device));
    }

    @Override
    public void onTimeout(List<IgdDevice> devices) {
        // One whose other services still hang is as good as it is known.
        devices.stream()
                .filter(device -> device.validGateway() && wanted.is(device))
                .filter(device -> !valid.contains(device))
                .forEach(valid::add);
        Optional<IgdDevice> elected =
                valid.isEmpty()
                        ? devices.stream()
                                .filter(device -> wanted.is(device) && device.usable().isPresent())
                                .findFirst()
                        : Optional.of(best());
        elected.ifPresentOrElse(
                this::elect,
                () -> future.completeExceptionally(NoneValid.failure(wanted, devices)));
    }

    @Override
    public void onNothing(GatewayException reason) {
        if (valid.isEmpty()) {
            future.completeExceptionally(reason);
        } else {
            elect(best());
        }
    }

    private IgdDevice best() {
        return valid.stream().min(IgdDevice.BEST_FIRST).orElseThrow();
    }

    private void elect(IgdDevice device) {
        device.usable()
                .ifPresent(
                        gateway ->
                                future.complete(
                                        new GatewayChoice(
                                                gateway,
                                                reason(device),
                                                device.verdict().warnings(),
                                                passedOver(device))));
    }

    private List<String> passedOver(IgdDevice device) {
        return Stream.concat(
                        device.verdict().passedOver().stream(),
                        Stream.concat(valid.stream(), others.stream())
                                .filter(other -> !isSame(other, device))
                                .map(GatewayElection::told))
                .limit(MAX_PASSED_OVER)
                .toList();
    }

    /** A device is told of as often as more is known of it. */
    private static boolean isSame(IgdDevice one, IgdDevice other) {
        return one.descriptionUrl().equals(other.descriptionUrl());
    }

    private static String told(IgdDevice other) {
        return other.shownName() + ", " + other.descriptionUrl() + ": " + other.statusReason();
    }

    private String reason(IgdDevice device) {
        if (!wanted.any()) {
            return "It is the one that was asked for. " + device.statusReason();
        }
        if (valid.isEmpty()) {
            return device.statusReason() + " No other gateway answered.";
        }
        long others = valid.stream().filter(other -> !isSame(other, device)).count();
        return device.statusReason()
                + (others == 0
                        ? " It was the first valid gateway to answer."
                        : " It is the best of " + (others + 1) + " valid gateways that answered.");
    }
}
