// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.shell.commands.command.CommandInterrupted;
import org.postern.shell.commands.command.FailureMessages;
import org.postern.shell.commands.output.DisplayNames;

import java.util.ArrayList;
import java.util.List;

/** Opens ports one after the other; what was opened stays open when others fail. */
final class SeveralMappings {
    private final Gateway gateway;
    private final List<MappingResult> results = new ArrayList<>();
    private final List<MappingRequest> opened = new ArrayList<>();
    private final List<GatewayException> failures = new ArrayList<>();

    private SeveralMappings(Gateway gateway) {
        this.gateway = gateway;
    }

    /** The answers of the gateway, if it opened all ports. */
    static List<MappingResult> open(Gateway gateway, List<MappingRequest> requests)
            throws GatewayException, InterruptedException {
        SeveralMappings mappings = new SeveralMappings(gateway);
        for (MappingRequest request : requests) {
            mappings.open(request);
            if (mappings.failures.stream().anyMatch(GatewayException::isUnanswered)) {
                break;
            }
        }
        mappings.check(requests.size());
        return mappings.results;
    }

    private void open(MappingRequest request) throws InterruptedException {
        try {
            results.add(gateway.map(request));
            opened.add(request);
        } catch (GatewayException e) {
            failures.add(e);
        } catch (InterruptedException e) {
            throw interrupted(request, e);
        }
    }

    private CommandInterrupted interrupted(MappingRequest request, InterruptedException cause) {
        // The gateway says what became of two ports, where it was asked for both.
        String left = cause.getMessage();
        String doubt =
                left != null && !left.isBlank()
                        ? left
                        : DisplayNames.of(request)
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
            all.add("Opened: " + DisplayNames.of(opened) + ".");
        }
        return all;
    }
}
