// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.calls.Attempt;
import org.postern.igd.control.calls.ControlSession;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Opens one port: makes attempts until the router holds the mapping or nothing sensible is left to
 * try. After a refusal the next attempt has other words for the same port, which {@link ParameterFallback}
 * knows, and when these are used up another port, which {@link OtherPorts} chooses. Ends by the
 * deadline of its session and by a number of attempts. Used by one thread, once.
 */
public final class MappingOpener {
    /** More than any router needs that can be talked into it, and an end for one that cannot. */
    private static final int MOST_ATTEMPTS = 33;

    private final ControlSession session;
    private final MappingRequest request;
    private final AttemptLog log;
    private final ParameterFallback fallback;
    private final OtherPorts others;
    private final OwnEntries own;
    private final ReadBack readBack;
    private final AttemptSender sender;
    private final AnyPort anyPort;
    private final ConflictCauses causes;
    private final Set<Integer> routersPorts;
    private boolean askedAgain;
    private boolean awaitedDeletion;

    /**
     * An opener for one call, which changes mappings, and a request that was checked and has one
     * protocol. The ports are those of TCP at which the router itself is asked.
     */
    public MappingOpener(
            ControlSession session, MappingRequest request, Set<Integer> routersPorts) {
        this.routersPorts = routersPorts;
        this.causes = new ConflictCauses(session);
        this.session = session;
        this.request = request;
        this.log = new AttemptLog(session, "AddPortMapping");
        this.fallback = new ParameterFallback(Attempt.of(request));
        this.others = new OtherPorts(session, request, log);
        this.own = new OwnEntries(session, log);
        this.readBack = new ReadBack(session, request, log);
        this.sender = new AttemptSender(session, readBack, log);
        this.anyPort = new AnyPort(session, readBack, log);
    }

    /**
     * The mapping that the router holds, with notes about what differs from the request. Fails when
     * none could be opened, or whether one was is not known.
     */
    public MappingResult open() throws GatewayException, InterruptedException {
        try {
            PortMapping held = attemptUntilOpened();
            log.debug("opened " + held.key());
            session.failedPorts().clear();
            session.permissions().open();
            others.noteRefused();
            own.restoreBut(held.externalPort());
            return readBack.result(held);
        } catch (GatewayException e) {
            own.restoreBut(0);
            throw log.failed(e);
        } catch (InterruptedException e) {
            own.restoreUnwatched();
            throw e;
        }
    }

    private PortMapping attemptUntilOpened() throws GatewayException, InterruptedException {
        for (int made = 1; made < MOST_ATTEMPTS; made++) {
            Attempt attempt = fallback.current();
            if (isRoutersOwn(attempt)) {
                Optional<PortMapping> chosen =
                        moveOn(attempt, Refusals.routersOwn(attempt, session.router()));
                if (chosen.isPresent()) {
                    return chosen.get();
                }
                continue;
            }
            Outcome outcome = sender.send(attempt);
            if (outcome instanceof Outcome.Unanswered unanswered) {
                if (asksAgain(unanswered)) {
                    continue;
                }
                outcome = refused(unanswered);
            }
            if (awaitsDeletion(attempt, outcome) || makesRoom(attempt, outcome)) {
                continue;
            }
            if (outcome instanceof Outcome.Failed failed) {
                Optional<PortMapping> chosen = prepareNext(attempt, failed);
                if (chosen.isPresent()) {
                    return chosen.get();
                }
            } else if (outcome instanceof Outcome.Opened opened) {
                return opened.held();
            }
        }
        return sender.sendLast(fallback.current());
    }

    /**
     * Decides what to ask next: the same once more, other words for the same port, or another port.
     * Returns the mapping at a port that the router chose itself; fails when nothing sensible is
     * left to try.
     */
    private Optional<PortMapping> prepareNext(Attempt attempt, Outcome.Failed refused)
            throws GatewayException, InterruptedException {
        if (findsOtherWords(refused)) {
            return Optional.empty();
        }
        Outcome.Failed explained = causes.explained(attempt, refused);
        if (explained instanceof Outcome.MappedElsewhere elsewhere && request.acceptsOtherPort()) {
            return takeElsewhere(attempt, elsewhere.held());
        }
        return moveOn(attempt, Refusals.explain(attempt, explained, session));
    }

    /** A router that forwards each internal port once has opened it already (quirk A49). */
    private Optional<PortMapping> takeElsewhere(Attempt attempt, PortMapping held) {
        log.note(
                "The router forwards an internal port only once: it is open as "
                        + held.key()
                        + " already.");
        if (PortLookup.of(Optional.of(held)).satisfies(attempt, session.client())) {
            return Optional.of(held);
        }
        fallback.moveTo(held.externalPort());
        return Optional.empty();
    }

    /** A rule for it would take the router's own requests away (quirk A52). */
    private boolean isRoutersOwn(Attempt attempt) {
        return attempt.protocol() == Protocol.TCP && routersPorts.contains(attempt.externalPort());
    }

    private Optional<PortMapping> moveOn(Attempt attempt, PortRefusal refusal)
            throws GatewayException, InterruptedException {
        OtherPorts.Choice choice = others.after(attempt, refusal);
        fallback.moveTo(choice.externalPort());
        return choice.routerMayChoose() ? anyPort.ask(fallback.current()) : Optional.empty();
    }

    /**
     * Whether the same is asked again, since a mapping that was just deleted seems to block its port
     * for a moment (quirk A45). Once.
     */
    private boolean awaitsDeletion(Attempt attempt, Outcome outcome) throws InterruptedException {
        if (awaitedDeletion
                || !(outcome instanceof Outcome.Failed failed)
                || !failed.failure().isConflict()) {
            return false;
        }
        Optional<Duration> age = session.sinceDeletion(attempt.key());
        awaitedDeletion = age.isPresent();
        return awaitedDeletion && session.pause(LaterLooks.after(age.get()));
    }

    /**
     * Whether an older mapping to the same client stood at the port that the user asked for, and was
     * removed. Routers refuse to overwrite it, or say success and keep it.
     */
    private boolean makesRoom(Attempt attempt, Outcome outcome)
            throws GatewayException, InterruptedException {
        if (attempt.externalPort() != request.externalPort()) {
            return false;
        }
        if (outcome instanceof Outcome.Opened opened) {
            return opened.held().internalPort() != attempt.internalPort()
                    && own.makeRoom(opened.held());
        }
        return outcome instanceof Outcome.Occupied occupied
                && occupied.holder().internalClient().equals(session.client())
                && own.makeRoom(occupied.holder());
    }

    /** Once, a request may be repeated of which the router's table says that it had no effect. */
    private boolean asksAgain(Outcome.Unanswered outcome) {
        // The router did answer, though with something that is no SOAP.
        boolean answered = outcome.failure().reason() == Reason.TRANSPORT_ERROR;
        if (!outcome.lookup().known() || askedAgain || answered || session.over()) {
            return false;
        }
        askedAgain = true;
        log.note("No answer came to AddPortMapping, so it was asked again.");
        return true;
    }

    /**
     * An error page or a connection that was closed is a refusal, as far as the table shows no
     * mapping (quirk A46). Fails where it is not known whether the port is open.
     */
    private Outcome.Failed refused(Outcome.Unanswered outcome) throws GatewayException {
        GatewayException lost = outcome.failure();
        boolean answered = lost.reason() == Reason.TRANSPORT_ERROR;
        boolean hungUp = outcome.lookup().known() && isHangUp(lost);
        if ((answered || hungUp) && !session.over()) {
            return outcome.lookup()
                    .entry()
                    .<Outcome.Failed>map(holder -> new Outcome.Occupied(holder, lost))
                    .orElseGet(() -> new Outcome.Refused(0, lost));
        }
        boolean notConnected = lost.getCause() instanceof ConnectException;
        throw outcome.lookup().known() || answered || notConnected
                ? lost
                : lost.reworded(
                        lost.reason(), lost.getMessage() + " The port may be open all the same.");
    }

    private static boolean isHangUp(GatewayException lost) {
        return lost.reason() == Reason.INVALID_RESPONSE
                || lost.getCause() instanceof IOException cause
                        && !(cause instanceof ConnectException)
                        && !(cause instanceof SocketTimeoutException);
    }

    private boolean findsOtherWords(Outcome.Failed outcome) {
        Optional<String> words = Optional.empty();
        String after = "";
        if (outcome instanceof Outcome.Refused refused) {
            words = fallback.next(refused.code());
            after = "After " + Refusals.error(refused.failure());
        } else if (outcome instanceof Outcome.NotHeld) {
            words = fallback.nextAfterLoss();
            after = "After the router accepted the mapping and did not hold it,";
        }
        String reason = after;
        words.ifPresent(each -> log.tried(reason, each));
        return words.isPresent();
    }
}
