// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.UpnpResult;
import org.postern.shell.commands.command.CommandInterrupted;
import org.postern.shell.commands.command.Failures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Opens several ports or none. Mappings that existed before, or may have existed, are never
 * closed. Used by one thread, once.
 */
final class MapTransaction {
    /** How often to move on when a port is free for one protocol but taken for the other. */
    private static final int ROUNDS = 8;

    private final Gateway gateway;
    private final OccupiedPorts occupied;
    private final List<MappingRequest> mayHaveExisted = new ArrayList<>();
    private final List<MappingResult> opened = new ArrayList<>();

    MapTransaction(Gateway gateway) {
        this.gateway = gateway;
        this.occupied = new OccupiedPorts(gateway);
    }

    /**
     * Opens the ports, UDP before TCP: some routers let a UDP mapping replace the TCP mapping of
     * the same port, but not the other way round (quirk A20).
     *
     * @param requests already checked
     * @return one result for each request, in their order
     * @throws GatewayException for the first port that cannot be opened; the message says what
     *     became of those opened before
     * @throws InterruptedException when the user interrupted the command; likewise
     */
    List<MappingResult> open(List<MappingRequest> requests)
            throws GatewayException, InterruptedException {
        List<MappingRequest> asked =
                requests.stream()
                        .sorted(Comparator.comparing(MappingRequest::protocol).reversed())
                        .toList();
        for (int round = 1; ; round++) {
            try {
                return withPortNotes(requests, openAll(asked));
            } catch (GatewayException e) {
                if (opened.isEmpty()
                        || !requests.get(0).anyPort()
                        || !isTaken(e)
                        || round == ROUNDS) {
                    throw e;
                }
                // Free for the first protocol only: move both, so that they stay on the same port.
                int port = opened.get(0).mapping().externalPort();
                asked = occupied.atNextFreePort(asked, port);
                opened.clear();
                mayHaveExisted.clear();
            }
        }
    }

    private List<MappingResult> openAll(List<MappingRequest> requests)
            throws GatewayException, InterruptedException {
        boolean several = requests.size() > 1;
        if (several) {
            recordExisting(requests);
        }
        for (MappingRequest request : requests) {
            try {
                opened.add(gateway.map(opened.isEmpty() ? request : atPortOfFirst(request)));
            } catch (GatewayException e) {
                throw several ? Failures.withMore(e, undo(request, mayHaveActed(e))) : e;
            } catch (InterruptedException e) {
                throw several
                        ? new CommandInterrupted(String.join(" ", undo(request, true)))
                        : new CommandInterrupted(leftInDoubt(request));
            }
        }
        checkEarlierStillOpen();
        return opened;
    }

    /** Some routers drop the mapping of one protocol when the other is opened (quirk A20). */
    private void checkEarlierStillOpen() throws GatewayException, InterruptedException {
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
            // It was read back after it was opened, and nothing says that it is gone.
            return false;
        } catch (InterruptedException e) {
            throw new CommandInterrupted(String.join(" ", closeAgain()));
        }
    }

    private static boolean isTaken(GatewayException failure) {
        return failure.result() == UpnpResult.CONFLICT_WITH_OTHER_MAPPING
                || failure.result() == UpnpResult.CONFLICT_WITH_OTHER_MECHANISM;
    }

    /** Adds a note where the router was never asked for the port that the user named. */
    private static List<MappingResult> withPortNotes(
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

    private void recordExisting(List<MappingRequest> requests)
            throws GatewayException, InterruptedException {
        for (MappingRequest request : requests) {
            if (occupied.mayBeOccupied(request.protocol(), request.externalPort())) {
                mayHaveExisted.add(request);
            }
        }
    }

    /** Asks for the second protocol on the port that the first was given, and on no other. */
    private MappingRequest atPortOfFirst(MappingRequest request)
            throws GatewayException, InterruptedException {
        int port = opened.get(0).mapping().externalPort();
        if (port != request.externalPort() && occupied.mayBeOccupied(request.protocol(), port)) {
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
        if (mayHaveExisted(mapping.protocol(), mapping.externalPort())) {
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

    private boolean mayHaveExisted(Protocol protocol, int externalPort) {
        return mayHaveExisted.stream()
                .anyMatch(
                        each -> each.protocol() == protocol && each.externalPort() == externalPort);
    }

    /** Whether the router may have opened the port although it reported no success. */
    private static boolean mayHaveActed(GatewayException failure) {
        return switch (failure.result()) {
            case SOCKET_ERROR, INVALID_RESPONSE, HTTP_ERROR, ACTION_FAILED -> true;
            default -> false;
        };
    }

    private List<String> undo(MappingRequest last, boolean lastMayExist) {
        List<String> sentences = closeAgain();
        if (!lastMayExist) {
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
