// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.table;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.calls.LookupPrecision.Aspect;
import org.postern.igd.control.calls.MappingCodec;
import org.postern.igd.control.soap.Reply;
import org.postern.igd.control.soap.UpnpErrors;

import java.io.IOException;
import java.util.Optional;

/** Asks for one entry by GetSpecificPortMappingEntry. */
final class EntryLookup {
    private EntryLookup() {}

    /** What a router answered, which by the standard repeats nothing of the question. */
    record Answer(PortMapping entry, Reply.Done done) {
        /** Whether the answer itself shows that the router regards something. */
        boolean tells(Aspect aspect) {
            return switch (aspect) {
                case PROTOCOL ->
                        done.argument("NewProtocol").filter(it -> !it.isBlank()).isPresent();
                case PORT ->
                        done.argument("NewExternalPort")
                                .filter(it -> MappingCodec.number(it) > 0)
                                .isPresent();
                case REMOTE_HOST -> done.argument("NewRemoteHost").isPresent();
            };
        }
    }

    /** The reason why a look-up is not used. */
    private static final class ImpreciseException extends IOException {
        private static final long serialVersionUID = 1L;

        ImpreciseException() {
            super("the answer may be about another mapping");
        }
    }

    /**
     * The answer as it comes. Routers that have no such entry say 714, 713 or 402 (quirk A27), or
     * tell of another (quirk A54).
     */
    static Optional<Answer> ask(ControlSession session, PortKey key, String remoteHost)
            throws GatewayException, InterruptedException {
        try {
            Reply.Done done =
                    session.ask(
                            MappingCodec.specific(key.protocol(), key.externalPort(), remoteHost));
            return MappingCodec.specificEntry(key.protocol(), key.externalPort(), remoteHost, done)
                    .map(entry -> new Answer(entry, done));
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
            default ->
                    failure.reason() == Reason.TRANSPORT_ERROR
                            || failure.getCause() instanceof ImpreciseException;
        };
    }

    /** A look-up that may tell of another entry without saying so, which is as good as none. */
    static GatewayException imprecise(ControlSession session) {
        return new GatewayException(
                Reason.FAILED,
                session.router()
                        + " answers GetSpecificPortMappingEntry alike for different mappings.",
                new ImpreciseException());
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
