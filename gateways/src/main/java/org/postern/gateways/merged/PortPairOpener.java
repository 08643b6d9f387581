// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.postern.api.gateway.Advice;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.gateways.protocols.FailureMerger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens TCP and UDP on one port, or none of them. What the gateway held before, or may have held, is
 * never closed. Used by one thread, once.
 */
final class PortPairOpener {
    /** As often as a port that is free for one protocol may be taken for the other. */
    private static final int ROUNDS = 8;

    /** Some routers let a UDP mapping replace the TCP one of its port, but no other way (A20). */
    private static final List<Protocol> ORDER = List.of(Protocol.UDP, Protocol.TCP);

    private static final int PORTS_LOOKED_AT = 16;
    private static final int FIRST_USUAL_PORT = 1024;

    /** Of the time of the call, for closing again what was opened. */
    private static final Duration RESERVE = Duration.ofSeconds(5);

    private final GatewayCall call;
    private final PortHolders holders;
    private final PortOpener opener;
    private final PortReader reader;
    private final PortUndo undo;

    private final List<String> leftOpenEarlier = new ArrayList<>();
    private Optional<OpenedPort> first = Optional.empty();

    PortPairOpener(
            GatewayCall call,
            PortHolders holders,
            PortOpener opener,
            PortReader reader,
            PortUndo undo) {
        this.call = call;
        this.holders = holders;
        this.opener = opener;
        this.reader = reader;
        this.undo = undo;
    }

    /**
     * Opens both, for a request that was checked. When one cannot be opened, the failure tells what
     * became of the other; so does an interrupt.
     */
    MappingResult open(MappingRequest request) throws GatewayException, InterruptedException {
        try {
            return told(request.externalPort(), inRounds(request));
        } catch (GatewayException e) {
            throw FailureMerger.withMore(e, leftOpenEarlier);
        } catch (InterruptedException e) {
            if (e.getMessage() != null) {
                leftOpenEarlier.add(0, e.getMessage());
            }
            throw interrupted(leftOpenEarlier);
        }
    }

    private List<MappingResult> inRounds(MappingRequest request)
            throws GatewayException, InterruptedException {
        int port = request.externalPort();
        for (int round = 1; ; round++) {
            try {
                return openAt(port, request);
            } catch (GatewayException e) {
                if (first.isEmpty()
                        || !request.acceptsOtherPort()
                        || !e.isConflict()
                        || round == ROUNDS) {
                    throw e;
                }
                // Free for the first protocol only: both move on, so that they stay together.
                int taken = first.get().key().externalPort();
                first = Optional.empty();
                leftOpenEarlier.addAll(undo.moveOn());
                port = after(taken);
            }
        }
    }

    /** The next port at which nothing is seen of the second protocol; the first sees to itself. */
    private int after(int taken) throws GatewayException, InterruptedException {
        int port = taken;
        for (int looked = 0; looked < PORTS_LOOKED_AT; looked++) {
            port = port < 65535 ? port + 1 : FIRST_USUAL_PORT;
            if (look(new PortKey(ORDER.get(1), port)).isFree()) {
                return port;
            }
        }
        throw new GatewayException(
                        Reason.CONFLICT,
                        "No port after "
                                + taken
                                + " that was looked at is free for all protocols. Try another"
                                + " port.")
                .advising(Advice.LIST_MAPPINGS);
    }

    private List<MappingResult> openAt(int port, MappingRequest request)
            throws GatewayException, InterruptedException {
        for (Protocol each : ORDER) {
            PortKey key = new PortKey(each, port);
            ObservedPort state = look(key);
            if (!state.isFree()) {
                undo.stood(key, state.mapping());
            }
        }
        MappingRequest asked = request.only(new PortKey(ORDER.get(0), port));
        OpenedPort one = opened(request.acceptsOtherPort() ? asked.anyPort() : asked);
        first = Optional.of(one);
        PortKey secondKey = new PortKey(ORDER.get(1), one.key().externalPort());
        if (secondKey.externalPort() != port) {
            checkThatItIsFree(secondKey);
        }
        OpenedPort two = opened(request.only(secondKey));
        checkThatItStands(one, two);
        return List.of(two.result(), one.result());
    }

    private void checkThatItIsFree(PortKey key) throws GatewayException, InterruptedException {
        try {
            if (look(key).isFree()) {
                return;
            }
        } catch (GatewayException e) {
            throw FailureMerger.withMore(e, closeFirstAgain());
        } catch (InterruptedException e) {
            throw interrupted(closeFirstAgain());
        }
        throw FailureMerger.withMore(
                new GatewayException(
                        Reason.CONFLICT, "The router may hold a mapping of " + key + " already."),
                closeFirstAgain());
    }

    /** Opens one of both, the second where the first was let in and nowhere else. */
    private OpenedPort opened(MappingRequest request)
            throws GatewayException, InterruptedException {
        PortKey key = request.keys().get(0);
        PortAttempt attempt = new PortAttempt(key, request.client(), via -> undo.mayHaveStood(key));
        OpenedPort opened;
        try {
            opened = opener.open(request, attempt, RESERVE);
        } catch (GatewayException e) {
            List<String> sentences = closeFirstAgain();
            boolean inDoubt = undo.closeUnconfirmed(attempt, request, sentences);
            GatewayException told = FailureMerger.withMore(e, sentences);
            throw inDoubt ? attempt.inDoubt(told) : told;
        } catch (InterruptedException e) {
            List<String> sentences = closeFirstAgain();
            if (undo.closeUnconfirmed(attempt, request, sentences)) {
                sentences.add(attempt.doubt());
            }
            throw interrupted(sentences);
        }
        if (!opened.key().equals(key)) {
            opened.before().ifPresent(each -> undo.stood(each.key(), opened.before()));
            if (!request.acceptsOtherPort()) {
                List<String> sentences = closeFirstAgain();
                sentences.add(undo.closeAgain(opened));
                throw FailureMerger.withMore(
                        new GatewayException(
                                Reason.CONFLICT,
                                "The router opened "
                                        + opened.key()
                                        + " when it was asked for "
                                        + key
                                        + "."),
                        sentences);
            }
        }
        return opened;
    }

    /** What a protocol that could look does not tell counts as held. */
    private ObservedPort look(PortKey key) throws GatewayException, InterruptedException {
        List<ProtocolGateway> able = call.ableSoon(each -> each.has(Capability.FIND));
        if (able.isEmpty()) {
            return new ObservedPort(holders.mapping(key), holders.of(key).isEmpty());
        }
        try {
            return reader.look(key, able);
        } catch (GatewayException e) {
            if (e.reason() == Reason.UNREACHABLE) {
                throw e;
            }
            return new ObservedPort(Optional.empty(), false);
        }
    }

    /** Some routers let go of one protocol's mapping when the other's is opened (quirk A20). */
    private void checkThatItStands(OpenedPort one, OpenedPort two)
            throws GatewayException, InterruptedException {
        if (!isGone(one, two)) {
            return;
        }
        holders.forget(one.key());
        throw FailureMerger.withMore(
                new GatewayException(
                        Reason.NOT_HELD,
                        "The router dropped "
                                + one.key()
                                + " when the other protocol was opened: it maps a port for one of"
                                + " them only. Use different ports."),
                List.of(undo.closeAgain(two)));
    }

    /** As the protocol sees it that opened it; others may not show its mappings. */
    private boolean isGone(OpenedPort one, OpenedPort two) throws InterruptedException {
        try {
            return one.via().has(Capability.FIND)
                    && reader.find(one.key(), List.of(one.via())).isEmpty();
        } catch (GatewayException e) {
            // It was read back when it was opened; nobody says that it has gone.
            return false;
        } catch (InterruptedException e) {
            List<String> sentences = closeFirstAgain();
            sentences.add(undo.closeAgain(two));
            throw interrupted(sentences);
        }
    }

    /** Says so where the router was never asked for the port that the user named. */
    private MappingResult told(int asked, List<MappingResult> results) {
        List<MappingResult.Part> parts =
                results.stream()
                        .flatMap(each -> each.parts().stream())
                        .map(
                                part ->
                                        part.mapping().externalPort() == asked
                                                        || !part.notes().isEmpty()
                                                ? part
                                                : new MappingResult.Part(
                                                        part.mapping(),
                                                        List.of(moved(asked, part.mapping()))))
                        .toList();
        List<String> notes = new ArrayList<>(parts.get(0).notes());
        notes.addAll(leftOpenEarlier);
        return new MappingResult(
                List.of(new MappingResult.Part(parts.get(0).mapping(), notes), parts.get(1)));
    }

    private static String moved(int asked, PortMapping mapping) {
        return "Port " + asked + " is not free; " + mapping.externalPort() + " was opened instead.";
    }

    private List<String> closeFirstAgain() {
        List<String> sentences = new ArrayList<>();
        first.ifPresent(opened -> sentences.add(undo.closeAgain(opened)));
        return sentences;
    }

    private static InterruptedException interrupted(List<String> sentences) {
        return new InterruptedException(String.join(" ", sentences));
    }
}
