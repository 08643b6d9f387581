// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.igd.control.calls.Attempt;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.calls.MappingCodec;
import org.postern.igd.control.soap.UpnpErrors;

import java.util.Optional;

/**
 * Sends AddPortMapping and finds out what came of it: success is read back, and after a refusal or
 * without an answer the router's table is asked what stands at the port.
 */
record AttemptSender(ControlSession session, ReadBack readBack, AttemptLog log) {
    /**
     * Makes one attempt. Fails where no further attempt can change anything: nothing was sent, or
     * the router does not answer any more.
     */
    Outcome send(Attempt attempt) throws GatewayException, InterruptedException {
        try {
            add(attempt);
        } catch (GatewayException e) {
            if (ControlSession.isUnsent(e)) {
                throw e;
            }
            if (ControlSession.isUnsupported(e)) {
                return new Outcome.Unsupported(e);
            }
            return ControlSession.isLost(e) ? unanswered(attempt, e) : refused(attempt, e);
        }
        return readBack.check(attempt);
    }

    /** Makes an attempt that is the last one whatever comes of it. */
    PortMapping sendLast(Attempt attempt) throws GatewayException, InterruptedException {
        add(attempt);
        Outcome outcome = readBack.check(attempt);
        if (outcome instanceof Outcome.Failed failed) {
            throw failed.failure();
        }
        return ((Outcome.Opened) outcome).held();
    }

    private void add(Attempt attempt) throws GatewayException, InterruptedException {
        session.change(MappingCodec.add(attempt, session.client()));
    }

    /** Without an answer, only the router's table can tell whether the mapping exists. */
    private Outcome unanswered(Attempt attempt, GatewayException lost) throws InterruptedException {
        PortLookup lookup = PortLookup.at(attempt, session);
        if (lookup.satisfies(attempt, session.client())) {
            log.note("The answer to AddPortMapping was lost, but the router holds the mapping.");
            return new Outcome.Opened(ReadBack.told(lookup.entry().orElseThrow(), attempt.lease()));
        }
        return new Outcome.Unanswered(lookup, lost);
    }

    private Outcome refused(Attempt attempt, GatewayException refusal) throws InterruptedException {
        int code = UpnpErrors.meaning(refusal);
        PortLookup lookup =
                Refusals.asksForALook(code) ? PortLookup.at(attempt, session) : PortLookup.UNKNOWN;
        Optional<PortMapping> entry = lookup.entry();
        if (entry.isEmpty()) {
            return new Outcome.Refused(code, refusal);
        }
        if (session.sinceDeletion(attempt.key()).isEmpty()
                && lookup.satisfies(attempt, session.client())) {
            log.note(
                    "The router refused with "
                            + Refusals.error(refusal)
                            + ", but holds the mapping.");
            return new Outcome.Opened(ReadBack.told(entry.get(), attempt.lease()));
        }
        return new Outcome.Occupied(entry.get(), refusal);
    }
}
