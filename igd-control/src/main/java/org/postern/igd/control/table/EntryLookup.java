// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.table;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.calls.MappingCodec;
import org.postern.igd.control.soap.Reply;
import org.postern.igd.control.soap.UpnpErrors;

import java.util.Optional;

/** Looks up one entry by GetSpecificPortMappingEntry. */
final class EntryLookup {
    private EntryLookup() {}

    /**
     * Routers that have no such entry say 714, 713 or 402 (quirk A27), or tell of another (quirk
     * A54).
     */
    static Optional<PortMapping> find(ControlSession session, PortKey key, String remoteHost)
            throws GatewayException, InterruptedException {
        try {
            Reply.Done done =
                    session.ask(
                            MappingCodec.specific(key.protocol(), key.externalPort(), remoteHost));
            return MappingCodec.specificEntry(key.protocol(), key.externalPort(), remoteHost, done);
        } catch (GatewayException e) {
            return switch (UpnpErrors.code(e)) {
                case 713, 714, 402 -> Optional.empty();
                default -> throw e;
            };
        }
    }

    /** Whether a failure says nothing about the port, and would come for other ports too. */
    static boolean isBroken(GatewayException failure) {
        return switch (UpnpErrors.code(failure)) {
            case 401, 501, 602 -> true;
            default -> failure.reason() == Reason.TRANSPORT_ERROR;
        };
    }

    /** Neither the look-up nor the list tells what the router holds. */
    static GatewayException undecided(ControlSession session) {
        return new GatewayException(
                Reason.FAILED,
                session.router()
                        + " does not answer GetSpecificPortMappingEntry, and its list of"
                        + " mappings does not end. Restart the router.");
    }
}
