// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.UpnpResult;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Opens several ports or none. What stood on the router before, or may have stood there, is never
 * closed. Used by one thread, once.
 */
final class MapTransaction {
    /** As often as a port that is free for one protocol may be taken for the other. */
    private static final int ROUNDS = 8;

    private final Gateway gateway;
    private final HeldPorts table;
    private final List<MappingRequest> mayHaveStood = new ArrayList<>();
    private final List<MappingResult> opened = new ArrayList<>();

    MapTransaction(Gateway gateway) {
        this.gateway = gateway;
        this.table = new HeldPorts(gateway);
    }

    /**
     * Opens the ports, UDP before TCP: some routers let a UDP mapping take the place of the TCP
     * mapping of its port, but not the other way round (quirk A20).
     *
     * @param requests checked ones
     * @return one result for each, in their order
     * @throws GatewayException for the first that cannot be opened, telling what became of those
     *     before it
     * @throws InterruptedException when the user ended the command, likewise
     */
    List<MappingResult> open(List<MappingRequest> requests)
            throws GatewayException, InterruptedException {
        List<MappingRequest> asked =
                requests.stream()
                        .sorted(Comparator.comparing(MappingRequest::protocol).reversed())
                        .toList();
        for (int round = 1; ; round++) {
            try {
                return told(requests, openAll(asked));
            } catch (GatewayException e) {
                if (opened.isEmpty()
                        || !requests.get(0).anyPort()
                        || !isTaken(e)
                        || round == ROUNDS) {
                    throw e;
                }
                // Free for the first protocol only: both move on, so that they stay together.
                int port = opened.get(0).mapping().externalPort();
                asked = table.whereNothingStands(asked, port);
                opened.clear();
                mayHaveStood.clear();
            }
        }
    }

    private List<MappingResult> openAll(List<MappingRequest> requests)
            throws GatewayException, InterruptedException {
        boolean several = requests.size() > 1;
        if (several) {
            lookAtWhatStands(requests);
        }
        for (MappingRequest request : requests) {
            try {
                opened.add(gateway.map(opened.isEmpty() ? request : besideFirst(request)));
            } catch (GatewayException e) {
                throw several ? Failures.withMore(e, undo(request, mayHaveActed(e))) : e;
            } catch (InterruptedException e) {
                throw several
                        ? new CommandInterrupted(String.join(" ", undo(request, true)))
                        : new CommandInterrupted(leftInDoubt(request));
            }
        }
        checkThatTheFirstStand();
        return opened;
    }

    /** Some routers let go of one protocol's mapping when the other's is opened (quirk A20). */
    private void checkThatTheFirstStand() throws GatewayException, InterruptedException {
        for (MappingResult result : opened.subList(0, opened.size() - 1)) {
            PortMapping mapping = result.mapping();
            if (isGone(mapping)) {
                opened.remove(result);
                throw Failures.withMore(
                        new GatewayException(
                                UpnpResult.ACTION_FAILED,
                                "The router let go of "
                                        + mapping.protocol()
                                        + " port "
                                        + mapping.externalPort()
                                        + " when the other protocol was opened: it maps a port for"
                                        + " one of them only. Use different ports."),
                        closeAgain());
            }
        }
    }

    private boolean isGone(PortMapping mapping) throws InterruptedException {
        try {
            return gateway.find(mapping.protocol(), mapping.externalPort()).isEmpty();
        } catch (GatewayException e) {
            // It was read back when it was opened; nobody says that it has gone.
            return false;
        } catch (InterruptedException e) {
            throw new CommandInterrupted(String.join(" ", closeAgain()));
        }
    }

    private static boolean isTaken(GatewayException failure) {
        return failure.result() == UpnpResult.CONFLICT_WITH_OTHER_MAPPING
                || failure.result() == UpnpResult.CONFLICT_WITH_OTHER_MECHANISM;
    }

    /** Says so where the router was never asked for the port that the user named. */
    private static List<MappingResult> told(
            List<MappingRequest> requests, List<MappingResult> results) {
        int asked = requests.get(0).externalPort();
        List<Protocol> order = requests.stream().map(MappingRequest::protocol).toList();
        return results.stream()
                .sorted(
                        Comparator.comparingInt(
                                result -> order.indexOf(result.mapping().protocol())))
                .map(
                        result ->
                                result.mapping().externalPort() == asked
                                                || !result.notes().isEmpty()
                                        ? result
                                        : new MappingResult(
                                                result.mapping(),
                                                List.of(
                                                        "Port "
                                                                + asked
                                                                + " is not free; "
                                                                + result.mapping().externalPort()
                                                                + " was opened instead.")))
                .toList();
    }

    private void lookAtWhatStands(List<MappingRequest> requests)
            throws GatewayException, InterruptedException {
        for (MappingRequest request : requests) {
            if (table.mayHold(request.protocol(), request.externalPort())) {
                mayHaveStood.add(request);
            }
        }
    }

    /** The second protocol is asked for where the first was let in, and nowhere else. */
    private MappingRequest besideFirst(MappingRequest request)
            throws GatewayException, InterruptedException {
        int port = opened.get(0).mapping().externalPort();
        if (port != request.externalPort() && table.mayHold(request.protocol(), port)) {
            throw new GatewayException(
                    UpnpResult.CONFLICT_WITH_OTHER_MAPPING,
                    "The router may hold a mapping of "
                            + request.protocol()
                            + " port "
                            + port
                            + " already.");
        }
        return new MappingRequest(
                request.protocol(),
                port,
                request.effectiveInternalPort(),
                request.description(),
                request.lease(),
                false);
    }

    private List<String> closeAgain() {
        List<String> sentences = new ArrayList<>();
        for (MappingResult result : opened) {
            sentences.add(closeAgain(result.mapping()));
        }
        return sentences;
    }

    private String closeAgain(PortMapping mapping) {
        String port = mapping.protocol() + " port " + mapping.externalPort();
        if (mayHaveStood(mapping.protocol(), mapping.externalPort())) {
            return port + " was open before, or the router did not tell, and stays open.";
        }
        try {
            gateway.unmap(mapping.protocol(), mapping.externalPort());
            return port + " was closed again.";
        } catch (GatewayException e) {
            return port + " could not be closed again: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return port + " may still be open.";
        }
    }

    private boolean mayHaveStood(Protocol protocol, int externalPort) {
        return mayHaveStood.stream()
                .anyMatch(
                        each -> each.protocol() == protocol && each.externalPort() == externalPort);
    }

    /** After these, the router may hold what it did not confirm. */
    private static boolean mayHaveActed(GatewayException failure) {
        return switch (failure.result()) {
            case SOCKET_ERROR, INVALID_RESPONSE, HTTP_ERROR, ACTION_FAILED -> true;
            default -> false;
        };
    }

    private List<String> undo(MappingRequest last, boolean lastMayStand) {
        List<String> sentences = closeAgain();
        if (!lastMayStand) {
            return sentences;
        }
        try {
            gateway.find(last.protocol(), last.externalPort())
                    .filter(each -> each.internalClient().equals(gateway.info().localAddress()))
                    .ifPresent(each -> sentences.add(closeAgain(each)));
        } catch (GatewayException e) {
            sentences.add(leftInDoubt(last));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            sentences.add(leftInDoubt(last));
        }
        return sentences;
    }

    private static String leftInDoubt(MappingRequest request) {
        return request.protocol()
                + " port "
                + request.externalPort()
                + " may be open already: 'mappings' shows it, 'unmap' closes it.";
    }
}
