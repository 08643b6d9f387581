// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.GatewayException;
import org.postern.shell.commands.command.CommandInterrupted;
import org.postern.shell.commands.command.FailureMessages;

import java.util.ArrayList;
import java.util.List;
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

    private final Opener<Q, R> opener;
    private final Function<List<Q>, String> names;
    private final List<R> results = new ArrayList<>();
    private final List<Q> opened = new ArrayList<>();
    private final List<GatewayException> failures = new ArrayList<>();

    PortBatch(Opener<Q, R> opener, Function<List<Q>, String> names) {
        this.opener = opener;
        this.names = names;
    }

    /** The answers of the gateway, if it opened all ports. */
    List<R> open(List<Q> requests) throws GatewayException, InterruptedException {
        for (Q request : requests) {
            open(request);
            if (failures.stream().anyMatch(GatewayException::isUnanswered)) {
                break;
            }
        }
        check(requests.size());
        return results;
    }

    private void open(Q request) throws InterruptedException {
        try {
            results.add(opener.open(request));
            opened.add(request);
        } catch (GatewayException e) {
            failures.add(e);
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
                        : names.apply(List.of(request))
                                + " may be open already: 'mappings' shows it, 'unmap' closes it.";
        return new CommandInterrupted(String.join(" ", withOpened(doubt)));
    }

    private void check(int requested) throws GatewayException {
        if (failures.isEmpty()) {
            return;
        }
        List<String> more = new ArrayList<>();
        int others = failures.size() - 1;
        if (others > 0) {
            more.add((others == 1 ? "Another port" : others + " more ports") + " failed likewise.");
        }
        int untried = requested - failures.size() - opened.size();
        if (untried > 0) {
            more.add("Not tried: " + untried + (untried == 1 ? " port." : " ports."));
        }
        throw FailureMessages.withMore(failures.get(0), withOpened(more.toArray(String[]::new)));
    }

    private List<String> withOpened(String... sentences) {
        List<String> all = new ArrayList<>(List.of(sentences));
        if (!opened.isEmpty()) {
            all.add("Opened: " + names.apply(opened) + ".");
        }
        return all;
    }
}
