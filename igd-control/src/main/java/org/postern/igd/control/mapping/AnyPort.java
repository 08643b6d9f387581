// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.calls.Attempt;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.calls.MappingCodec;
import org.postern.igd.control.soap.UpnpErrors;
import org.postern.igd.control.table.Listing;
import org.postern.igd.control.table.TableReader;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Lets an IGD:2 router choose the port. Only ever asked once, and at a port at which nothing is
 * seen: a second AddAnyPortMapping would reserve a second port, and miniupnpd 2.3.1, asked at a
 * taken port, overwrites the mapping that the same client has at the next one.
 */
record AnyPort(ControlSession session, ReadBack readBack, AttemptLog log) {
    /**
     * Asks, with a port that is free as far as can be seen. Empty when the router did not open any
     * port, so that others can be asked for by number (quirk A41); fails when it may have opened
     * one, which is not known.
     */
    Optional<PortMapping> ask(Attempt attempt) throws GatewayException, InterruptedException {
        OptionalInt port;
        try {
            port =
                    MappingCodec.reservedPort(
                            session.change(MappingCodec.addAny(attempt, session.client())));
        } catch (GatewayException e) {
            if (ControlSession.isUnsent(e)) {
                throw e;
            }
            if (ControlSession.isLost(e)) {
                return sought(attempt, e);
            }
            log.note(
                    "AddAnyPortMapping was refused with error "
                            + UpnpErrors.code(e)
                            + ", so ports were asked for one by one.");
            return Optional.empty();
        }
        if (port.isEmpty()) {
            log.note("The answer to AddAnyPortMapping named no port.");
            return listed(attempt);
        }
        return confirmed(attempt.at(port.getAsInt()));
    }

    private Optional<PortMapping> confirmed(Attempt attempt)
            throws GatewayException, InterruptedException {
        if (readBack.check(attempt) instanceof Outcome.Opened opened) {
            return Optional.of(opened.held());
        }
        log.note(
                "AddAnyPortMapping named port "
                        + attempt.externalPort()
                        + ", which the router does not hold for "
                        + session.clientName()
                        + ".");
        return Optional.empty();
    }

    private Optional<PortMapping> sought(Attempt attempt, GatewayException lost)
            throws GatewayException, InterruptedException {
        log.note("The answer to AddAnyPortMapping was lost.");
        try {
            return listed(attempt);
        } catch (GatewayException e) {
            throw lost.reworded(lost.reason(), lost.getMessage() + " It may have opened a port.")
                    .advising(Advice.LIST_MAPPINGS);
        }
    }

    /** A mapping to the client and the wanted internal port; best at the port that was named. */
    private Optional<PortMapping> listed(Attempt attempt)
            throws GatewayException, InterruptedException {
        Optional<PortMapping> chosen = Optional.empty();
        Listing listing = new TableReader(session).list();
        for (PortMapping each : listing.entries()) {
            boolean fits =
                    each.protocol() == attempt.protocol()
                            && PortLookup.of(Optional.of(each))
                                    .satisfies(attempt, session.client());
            if (fits && (chosen.isEmpty() || each.externalPort() == attempt.externalPort())) {
                chosen = Optional.of(each);
            }
        }
        if (chosen.isEmpty() && !listing.complete()) {
            throw new GatewayException(
                    Reason.FAILED,
                    session.router()
                            + " may have opened a port by AddAnyPortMapping, but did not say which,"
                            + " and its list of mappings does not end. Restart the router.");
        }
        return chosen;
    }
}
