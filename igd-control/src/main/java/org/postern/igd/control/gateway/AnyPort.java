// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.UpnpResult;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Lets an IGD:2 router choose the port. Only ever asked once, and at a port at which nothing is
 * seen: a second AddAnyPortMapping would reserve a second port, and miniupnpd 2.3.1, asked at a
 * taken port, overwrites the mapping that the same client has at the next one.
 */
final class AnyPort {
    private final MappingCalls calls;
    private final ReadBack readBack;
    private final Trail trail;

    AnyPort(MappingCalls calls, ReadBack readBack, Trail trail) {
        this.calls = calls;
        this.readBack = readBack;
        this.trail = trail;
    }

    /**
     * Asks.
     *
     * @param attempt with a port that is free as far as can be seen
     * @return empty when the router did not open any port, so that others can be asked for by
     *     number (quirk A41)
     * @throws GatewayException when it may have opened one, which is not known
     */
    Optional<MappingResult> ask(Attempt attempt) throws GatewayException, InterruptedException {
        OptionalInt port;
        try {
            port = calls.addAny(attempt);
        } catch (GatewayException e) {
            if (MappingCalls.lost(e)) {
                return sought(attempt, e);
            }
            trail.say(
                    "AddAnyPortMapping was refused with error "
                            + MappingCalls.code(e)
                            + ", so ports were asked for one by one.");
            return Optional.empty();
        }
        if (port.isEmpty()) {
            trail.say("The answer to AddAnyPortMapping named no port.");
            return listed(attempt);
        }
        return confirmed(attempt.at(port.getAsInt()));
    }

    private Optional<MappingResult> confirmed(Attempt attempt)
            throws GatewayException, InterruptedException {
        try {
            return Optional.of(readBack.of(attempt));
        } catch (GatewayException e) {
            if (e.result() == UpnpResult.SOCKET_ERROR) {
                throw e;
            }
            trail.say(
                    "AddAnyPortMapping named port "
                            + attempt.externalPort()
                            + ", which the router does not hold for this machine.");
            return Optional.empty();
        }
    }

    private Optional<MappingResult> sought(Attempt attempt, GatewayException lost)
            throws GatewayException, InterruptedException {
        trail.say("The answer to AddAnyPortMapping was lost.");
        try {
            return listed(attempt);
        } catch (GatewayException e) {
            throw Trail.failed(
                    lost.result(),
                    lost.getMessage() + " It may have opened a port: 'mappings' shows it.",
                    lost);
        }
    }

    /** A mapping of this machine to the wanted internal port; best at the port that was named. */
    private Optional<MappingResult> listed(Attempt attempt)
            throws GatewayException, InterruptedException {
        Optional<PortMapping> chosen = Optional.empty();
        Listing listing = calls.table().listing(calls.deadline());
        for (PortMapping each : listing.entries()) {
            boolean fits =
                    each.protocol() == attempt.protocol()
                            && Sight.of(Optional.of(each)).holds(attempt, calls.client());
            if (fits && (chosen.isEmpty() || each.externalPort() == attempt.externalPort())) {
                chosen = Optional.of(each);
            }
        }
        if (chosen.isEmpty() && !listing.complete()) {
            throw new GatewayException(
                    UpnpResult.ACTION_FAILED,
                    calls.router()
                            + " may have opened a port by AddAnyPortMapping, but did not say which,"
                            + " and its list of mappings does not end. Restart the router.");
        }
        return chosen.map(readBack::result);
    }
}
