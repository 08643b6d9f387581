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
import org.postern.gateways.protocols.Failures;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    private final PortCloser closer;
    private final InetAddress client;
    private final List<PortKey> mayHaveStood = new ArrayList<>();
    private Optional<MappingResult> first = Optional.empty();

    PortPairOpener(
            GatewayCall call,
            PortHolders holders,
            PortOpener opener,
            PortReader reader,
            PortCloser closer,
            InetAddress client) {
        this.call = call;
        this.holders = holders;
        this.opener = opener;
        this.reader = reader;
        this.closer = closer;
        this.client = client;
    }

    /**
     * Opens both.
     *
     * @param request a checked one
     * @throws GatewayException for the one that cannot be opened, telling what became of the other
     * @throws InterruptedException likewise
     */
    MappingResult open(MappingRequest request) throws GatewayException, InterruptedException {
        int port = request.externalPort();
        for (int round = 1; ; round++) {
            try {
                return told(request.externalPort(), openAt(port, request));
            } catch (GatewayException e) {
                if (first.isEmpty()
                        || !request.acceptsOtherPort()
                        || !e.isConflict()
                        || round == ROUNDS) {
                    throw e;
                }
                // Free for the first protocol only: both move on, so that they stay together.
                port = after(first.get().mapping().externalPort());
                first = Optional.empty();
                mayHaveStood.clear();
            }
        }
    }

    /** The next port at which nothing is seen of the second protocol; the first sees to itself. */
    private int after(int taken) throws GatewayException, InterruptedException {
        int port = taken;
        for (int looked = 0; looked < PORTS_LOOKED_AT; looked++) {
            port = port < 65535 ? port + 1 : FIRST_USUAL_PORT;
            if (!mayHold(new PortKey(ORDER.get(1), port))) {
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
        PortKey firstKey = new PortKey(ORDER.get(0), port);
        for (Protocol each : ORDER) {
            PortKey key = new PortKey(each, port);
            if (mayHold(key)) {
                mayHaveStood.add(key);
            }
        }
        MappingRequest asked = request.only(firstKey);
        MappingResult one =
                opened(request.acceptsOtherPort() ? asked.anyPort() : asked, Optional.empty());
        first = Optional.of(one);
        PortKey secondKey = new PortKey(ORDER.get(1), one.mapping().externalPort());
        MappingResult two = opened(request.only(secondKey), Optional.of(port));
        checkThatItStands(one.mapping(), two.mapping());
        return List.of(two, one);
    }

    /**
     * Opens one of both, the second where the first was let in and nowhere else.
     *
     * @param beside the port that was asked for, when this is the second
     */
    private MappingResult opened(MappingRequest request, Optional<Integer> beside)
            throws GatewayException, InterruptedException {
        PortKey key = request.keys().get(0);
        try {
            if (beside.isPresent() && beside.get() != key.externalPort() && mayHold(key)) {
                throw new GatewayException(
                        Reason.CONFLICT, "The router may hold a mapping of " + key + " already.");
            }
            return opener.open(request, RESERVE);
        } catch (GatewayException e) {
            List<String> sentences = closeFirstAgain();
            boolean inDoubt = false;
            if (PortOpener.mayHaveOpened(e)) {
                inDoubt = closeUnconfirmed(key, sentences);
            }
            GatewayException told = Failures.withMore(e, sentences);
            throw inDoubt ? told.advising(Advice.LIST_MAPPINGS) : told;
        } catch (InterruptedException e) {
            List<String> sentences = closeFirstAgain();
            closeUnconfirmed(key, sentences);
            throw interrupted(sentences);
        }
    }

    /** What the router refuses to tell about counts as held, when it could. */
    private boolean mayHold(PortKey key) throws GatewayException, InterruptedException {
        List<ProtocolGateway> able = call.ableSoon(each -> each.has(Capability.FIND));
        if (able.isEmpty()) {
            return holders.of(key).isPresent();
        }
        try {
            return reader.find(key, able).isPresent();
        } catch (GatewayException e) {
            if (e.reason() == Reason.UNREACHABLE) {
                throw e;
            }
            return true;
        }
    }

    /** Some routers let go of one protocol's mapping when the other's is opened (quirk A20). */
    private void checkThatItStands(PortMapping one, PortMapping two)
            throws GatewayException, InterruptedException {
        if (!isGone(one.key(), two)) {
            return;
        }
        holders.forget(one.key());
        throw Failures.withMore(
                new GatewayException(
                        Reason.NOT_HELD,
                        "The router let go of "
                                + one.key()
                                + " when the other protocol was opened: it maps a port for one of"
                                + " them only. Use different ports."),
                List.of(closeAgain(two.key())));
    }

    /** As the protocol sees it that opened it; others may not show its mappings. */
    private boolean isGone(PortKey key, PortMapping second) throws InterruptedException {
        Optional<ProtocolGateway> holder =
                holders.of(key).flatMap(call::named).filter(each -> each.has(Capability.FIND));
        try {
            return holder.isPresent() && reader.find(key, List.of(holder.get())).isEmpty();
        } catch (GatewayException e) {
            // It was read back when it was opened; nobody says that it has gone.
            return false;
        } catch (InterruptedException e) {
            List<String> sentences = closeFirstAgain();
            sentences.add(closeAgain(second.key()));
            throw interrupted(sentences);
        }
    }

    /** Says so where the router was never asked for the port that the user named. */
    private static MappingResult told(int asked, List<MappingResult> results) {
        return new MappingResult(
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
                        .toList());
    }

    private static String moved(int asked, PortMapping mapping) {
        return "Port " + asked + " is not free; " + mapping.externalPort() + " was opened instead.";
    }

    private List<String> closeFirstAgain() {
        List<String> sentences = new ArrayList<>();
        first.ifPresent(result -> sentences.add(closeAgain(result.mapping().key())));
        return sentences;
    }

    private String closeAgain(PortKey key) {
        if (mayHaveStood.contains(key)) {
            return key + " was open before, or the router did not tell, and stays open.";
        }
        try {
            closer.unmap(key);
            return key + " was closed again.";
        } catch (GatewayException e) {
            return key + " could not be closed again: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return key + " may still be open.";
        }
    }

    /**
     * Closes what the router may have opened without confirming it.
     *
     * @return whether it is in doubt what became of it
     */
    private boolean closeUnconfirmed(PortKey key, List<String> sentences) {
        if (mayHaveStood.contains(key)) {
            sentences.add(closeAgain(key));
            return false;
        }
        Set<PortCloser.Withdrawal> outcomes = EnumSet.noneOf(PortCloser.Withdrawal.class);
        try {
            for (ProtocolGateway each : call.all()) {
                outcomes.add(closer.withdraw(each, key, client));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcomes.add(PortCloser.Withdrawal.IN_DOUBT);
        }
        boolean inDoubt = outcomes.contains(PortCloser.Withdrawal.IN_DOUBT);
        if (inDoubt) {
            sentences.add(PortOpener.inDoubt(key));
        } else if (outcomes.contains(PortCloser.Withdrawal.CLOSED)) {
            sentences.add(key + " was closed again.");
        }
        return inDoubt;
    }

    private static InterruptedException interrupted(List<String> sentences) {
        return new InterruptedException(String.join(" ", sentences));
    }
}
