package org.postern.igd.control.search;

import org.postern.api.gateway.GatewayChoice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.upnp.IgdStatus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Picks a gateway as early as it can: a connected one with a public address at once, else the best
 * one known {@link #GRACE} after the first valid one. One that offers only the old services is
 * taken at the time-out, when no other came.
 */
final class GatewayElection implements SearchObserver {
    private static final Duration GRACE = Duration.ofMillis(100);
    private static final int MAX_NAMED = 5;

    private final CompletableFuture<GatewayChoice> future;
    private final WantedGateway wanted;
    private final ScheduledExecutorService loop;
    private final List<IgdDevice> valid = new ArrayList<>();

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
            return;
        }
        valid.add(device);
        boolean legacy = device.igdStatus() == IgdStatus.UNKNOWN_DEVICE;
        boolean wins = device.verdict().standing() == Standing.PUBLIC && !legacy;
        if (wins || !wanted.any()) {
            elect(device);
        } else if (!legacy && valid.stream().filter(GatewayElection::standard).count() == 1) {
            loop.schedule(() -> elect(best()), GRACE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void onTimeout(List<IgdDevice> devices) {
        if (!valid.isEmpty()) {
            elect(best());
        } else {
            future.completeExceptionally(noneValid(devices));
        }
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
        return valid.stream()
                .min(
                        Comparator.comparing(GatewayElection::standard)
                                .reversed()
                                .thenComparing(device -> device.verdict().standing()))
                .orElseThrow();
    }

    private static boolean standard(IgdDevice device) {
        return device.igdStatus() != IgdStatus.UNKNOWN_DEVICE;
    }

    private void elect(IgdDevice device) {
        device.gateway()
                .ifPresent(
                        gateway ->
                                future.complete(
                                        new GatewayChoice(
                                                gateway,
                                                reason(device),
                                                device.verdict().warnings())));
    }

    private String reason(IgdDevice device) {
        if (!wanted.any()) {
            return "It is the one that was asked for. " + device.statusReason();
        }
        long others = valid.stream().filter(other -> other != device).count();
        return device.statusReason()
                + (others == 0
                        ? " It was the first valid gateway to answer."
                        : " It is the best of " + (others + 1) + " valid gateways that answered.");
    }

    private GatewayException noneValid(List<IgdDevice> devices) {
        String why =
                devices.stream()
                        .limit(MAX_NAMED)
                        .map(device -> device.shownName() + ": " + reasonAgainst(device))
                        .collect(Collectors.joining(" "));
        return new GatewayException(
                UpnpResult.NO_GATEWAY,
                (wanted.any()
                                ? "None of the devices that answered is a valid gateway. "
                                : "No valid gateway that answered is " + wanted.text() + ". ")
                        + why);
    }

    private static String reasonAgainst(IgdDevice device) {
        return device.validGateway()
                ? "is valid, but not the one that was asked for."
                : device.statusReason();
    }
}
