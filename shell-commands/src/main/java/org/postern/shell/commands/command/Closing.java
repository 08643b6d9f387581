// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortStatus.Holding;

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
import java.util.stream.Collectors;

/**
 * What becomes of one port that is released.
 *
 * @param request what was kept
 * @param places the gateways on which it was open, as a sentence names them; may be empty
 * @param end how the routers answered
 */
record Closing(MappingRequest request, String places, CompletableFuture<Void> end) {

    /**
     * Releases all at once, and waits for the routers; interrupted, it leaves them to the keeper.
     */
    static List<Closing> of(List<KeptPort> kept, Duration most) {
        List<Closing> closings = kept.stream().map(Closing::of).toList();
        CompletableFuture<?>[] ends =
                closings.stream().map(Closing::end).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Each is looked at by itself.
        }
        return closings;
    }

    private static Closing of(KeptPort port) {
        String places =
                port.status().holdings().stream()
                        .map(Holding::port)
                        .map(open -> Naming.of(open.gateway()))
                        .distinct()
                        .collect(Collectors.joining(" and "));
        return new Closing(port.request(), places, port.release());
    }

    /** Whether the routers have said that it is closed. */
    boolean isConfirmed() {
        return end.isDone() && !end.isCompletedExceptionally();
    }

    /** For the user: those that went the same way together. */
    static List<String> sentences(List<Closing> closings) {
        List<String> sentences = new ArrayList<>();
        Map<String, List<MappingRequest>> closed = new LinkedHashMap<>();
        List<MappingRequest> inDoubt = new ArrayList<>();
        for (Closing closing : closings) {
            if (closing.isConfirmed()) {
                closed.computeIfAbsent(closing.places(), places -> new ArrayList<>())
                        .add(closing.request());
            } else if (closing.end().isDone()) {
                sentences.add(closing.failure());
            } else {
                inDoubt.add(closing.request());
            }
        }
        closed.forEach((places, ports) -> sentences.add(0, closed(ports, places)));
        if (!inDoubt.isEmpty()) {
            sentences.add(
                    Naming.of(inDoubt)
                            + " may be open still: the router has not answered in time.");
        }
        return sentences;
    }

    private static String closed(List<MappingRequest> ports, String places) {
        boolean several = ports.size() > 1;
        return Naming.of(ports)
                + (places.isEmpty()
                        ? (several ? " were" : " was") + " not open."
                        : (several ? " are" : " is") + " closed on " + places + ".");
    }

    /** Why it is not closed; a router that has not answered yet counts as silent. */
    UpnpResult result() {
        return cause() instanceof GatewayException e ? e.result() : UpnpResult.SOCKET_ERROR;
    }

    private String failure() {
        @Nullable Throwable cause = cause();
        return Naming.of(request)
                + " could not be closed: "
                + (cause instanceof GatewayException e ? e.getMessage() : String.valueOf(cause));
    }

    private @Nullable Throwable cause() {
        @Nullable Throwable failure =
                end.isDone() ? end.handle((nothing, thrown) -> thrown).join() : null;
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }
}
