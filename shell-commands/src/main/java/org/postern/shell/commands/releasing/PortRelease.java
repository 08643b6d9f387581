// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.releasing;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.PortKeeper;
import org.postern.shell.commands.command.AdviceWords;
import org.postern.shell.commands.output.DisplayNames;
import org.postern.shell.commands.output.PortNames;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A port that is being released.
 *
 * @param request what was kept
 * @param place over which family and on which gateways it was open
 * @param completion completes when the routers have answered
 */
public record PortRelease(MappingRequest request, Place place, CompletableFuture<Void> completion) {
    /** Part of the 2.5 seconds that the process has to end. */
    private static final Duration END_TIMEOUT = Duration.ofMillis(1800);

    /**
     * Where a port was kept.
     *
     * @param family to be added to its name, see {@link PortToRelease#family()}
     * @param gateways as part of a sentence; may be empty
     * @param opening whether it was being opened
     */
    public record Place(String family, String gateways, boolean opening) {}

    /**
     * Releases all that a keeper keeps, whoever requested it, when the command ends that opened the
     * keeper. Waits 1.8 seconds at most.
     */
    public static List<PortRelease> releaseAll(PortKeeper keeper) {
        return releaseAll(keeper.ports().stream().map(PortToRelease::whole).toList(), END_TIMEOUT);
    }

    /**
     * Releases all at once, and waits for the routers. If interrupted, it returns at once, and the
     * keeper closes the ports in the background.
     */
    public static List<PortRelease> releaseAll(List<PortToRelease> ports, Duration timeout) {
        List<PortRelease> releases = ports.stream().map(PortRelease::release).toList();
        CompletableFuture<?>[] ends =
                releases.stream().map(PortRelease::completion).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The result of each one is read below.
        }
        return releases;
    }

    private static PortRelease release(PortToRelease port) {
        return new PortRelease(
                port.request(),
                new Place(port.family(), port.gateways(), port.isOpening()),
                port.port().release());
    }

    /** Whether the routers have confirmed that it is closed. */
    public boolean isConfirmed() {
        return completion.isDone() && !completion.isCompletedExceptionally();
    }

    /** Messages for the user; ports with the same outcome share one. */
    public static List<String> sentences(List<PortRelease> releases) {
        List<String> sentences = new ArrayList<>();
        Map<Place, List<MappingRequest>> closed = new LinkedHashMap<>();
        Map<String, List<MappingRequest>> inDoubt = new LinkedHashMap<>();
        for (PortRelease release : releases) {
            if (release.isConfirmed()) {
                closed.computeIfAbsent(release.place(), place -> new ArrayList<>())
                        .add(release.request());
            } else if (release.completion().isDone()) {
                sentences.add(release.failure());
            } else {
                inDoubt.computeIfAbsent(release.place().family(), family -> new ArrayList<>())
                        .add(release.request());
            }
        }
        closed.forEach((place, ports) -> sentences.add(0, closed(ports, place)));
        inDoubt.forEach(
                (family, ports) ->
                        sentences.add(
                                DisplayNames.of(ports)
                                        + family
                                        + " may be open still: the router has not confirmed in time"
                                        + " that it is closed."));
        return sentences;
    }

    private static String closed(List<MappingRequest> ports, Place place) {
        boolean several = ports.size() > 1;
        String gateways = place.gateways();
        if (gateways.isEmpty()) {
            return DisplayNames.of(ports)
                    + place.family()
                    + (several ? " are no longer kept (they were " : " is no longer kept (it was ")
                    + (place.opening() ? "still being opened)." : "not open).");
        }
        return several
                ? "Closed "
                        + ports.size()
                        + " ports"
                        + place.family()
                        + " on "
                        + gateways
                        + ": "
                        + names(ports)
                        + "."
                : DisplayNames.of(ports) + place.family() + " is closed on " + gateways + ".";
    }

    private static String names(List<MappingRequest> ports) {
        return PortNames.of(ports.stream().flatMap(each -> each.keys().stream()).toList());
    }

    /** Why it is not closed. A router that has not answered yet counts as unreachable. */
    public GatewayException failed(String message) {
        return cause() instanceof GatewayException e
                ? e.reworded(e.reason(), message)
                : new GatewayException(Reason.UNREACHABLE, message);
    }

    private String failure() {
        @Nullable Throwable cause = cause();
        return DisplayNames.of(request)
                + place.family()
                + " could not be closed: "
                + (cause instanceof GatewayException e
                        ? AdviceWords.message(e)
                        : String.valueOf(cause));
    }

    private @Nullable Throwable cause() {
        @Nullable Throwable failure =
                completion.isDone() ? completion.handle((nothing, thrown) -> thrown).join() : null;
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }
}
