// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.GatewayException;
import org.postern.shell.commands.command.CommandInterrupted;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Opens ports one after the other; what was opened stays open when others fail. Used once.
 *
 * @param <Q> what a gateway is asked for
 * @param <R> what it answers
 */
final class PortBatch<Q, R> {
    /** Asks a gateway. */
    @FunctionalInterface
    interface Opener<Q, R> {
        R open(Q request) throws GatewayException, InterruptedException;
    }

    private static final String HINT = " 'mappings' shows what is open, 'unmap' closes it.";

    private final Opener<Q, R> opener;
    private final Function<List<Q>, String> names;
    private final List<Q> opened = new ArrayList<>();

    PortBatch(Opener<Q, R> opener, Function<List<Q>, String> names) {
        this.opener = opener;
        this.names = names;
    }

    /** An outcome for each request. A gateway that no longer answers is not asked for the rest. */
    List<PortOutcome<R>> open(List<Q> requests) throws InterruptedException {
        List<PortOutcome<R>> outcomes = new ArrayList<>();
        Optional<GatewayException> silence = Optional.empty();
        for (Q request : requests) {
            if (silence.isPresent()) {
                outcomes.add(PortOutcome.notTried(silence.get()));
                continue;
            }
            PortOutcome<R> outcome = open(request);
            outcomes.add(outcome);
            silence = outcome.failure().filter(GatewayException::isUnanswered);
        }
        return outcomes;
    }

    private PortOutcome<R> open(Q request) throws InterruptedException {
        try {
            PortOutcome<R> outcome = PortOutcome.opened(opener.open(request));
            opened.add(request);
            return outcome;
        } catch (GatewayException e) {
            return PortOutcome.failed(e);
        } catch (InterruptedException e) {
            throw interrupted(request, e);
        }
    }

    private CommandInterrupted interrupted(Q request, InterruptedException cause) {
        // The gateway says what became of two ports, where it was asked for both.
        String left = cause.getMessage();
        String doubt =
                left != null && !left.isBlank()
                        ? left
                        : names.apply(List.of(request)) + " may be open already.";
        return new CommandInterrupted(
                doubt + (opened.isEmpty() ? "" : " Opened: " + names.apply(opened) + ".") + HINT);
    }
}
