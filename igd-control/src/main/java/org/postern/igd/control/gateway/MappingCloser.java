// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.UpnpResult;

import java.util.Optional;

/**
 * Closes a port and makes sure of it. What the router says to the deletion alone proves nothing:
 * miniupnpd 2.3.1 with nftables answers success where no mapping was, and a deletion that was sent
 * twice is answered with 714 once. What stood there before and is gone has been closed.
 */
final class MappingCloser {
    private final MappingCalls calls;
    private final Trail trail;

    MappingCloser(MappingCalls calls) {
        this.calls = calls;
        this.trail = new Trail(calls.router(), "DeletePortMapping");
    }

    void close(Protocol protocol, int externalPort) throws GatewayException, InterruptedException {
        Sight before = sight(protocol, externalPort, calls.deadline().half());
        boolean onlyListed = before.nothing();
        if (onlyListed) {
            Deadline half = calls.deadline().half();
            before = Sight.of(calls.table().seek(protocol, externalPort, half));
        }
        // Asked for even where none is seen: routers hide entries, and some only fail to tell.
        Optional<GatewayException> refusal = delete(protocol, externalPort, "");
        if (before.nothing()) {
            throw notFound(protocol, externalPort, refusal);
        }
        Sight after = after(onlyListed, protocol, externalPort);
        if (!after.nothing() && refusal.filter(MappingCloser::takesOtherWords).isPresent()) {
            refusal = deleteInOtherWords(protocol, externalPort, refusal.get());
            after = after(onlyListed, protocol, externalPort);
        }
        if (after.entry().isPresent()) {
            throw refusal.orElse(stillHeld(protocol, externalPort));
        }
        if (refusal.isPresent() && !isClosed(before, after, refusal.get())) {
            throw refusal.get();
        }
        refusal.ifPresent(each -> trail.log("the mapping is gone all the same"));
    }

    /** What was found in the list alone is not gone because it is not found (quirk A27). */
    private Sight after(boolean onlyListed, Protocol protocol, int externalPort)
            throws GatewayException, InterruptedException {
        if (!onlyListed) {
            return sight(protocol, externalPort, calls.deadline());
        }
        try {
            return Sight.of(calls.table().findListed(protocol, externalPort, calls.deadline()));
        } catch (GatewayException e) {
            return Sight.UNTOLD;
        }
    }

    /** What the router refuses to tell must not stand in the way of closing; silence does. */
    private Sight sight(Protocol protocol, int externalPort, Deadline deadline)
            throws GatewayException, InterruptedException {
        try {
            return Sight.of(calls.table().find(protocol, externalPort, deadline));
        } catch (GatewayException e) {
            if (e.result() == UpnpResult.SOCKET_ERROR) {
                throw e;
            }
            return Sight.UNTOLD;
        }
    }

    private Optional<GatewayException> delete(
            Protocol protocol, int externalPort, String remoteHost) throws InterruptedException {
        try {
            calls.delete(protocol, externalPort, remoteHost);
            return Optional.empty();
        } catch (GatewayException e) {
            return Optional.of(e);
        }
    }

    /** A lost answer is asked for again; else a router may want its wildcard (quirk A8). */
    private Optional<GatewayException> deleteInOtherWords(
            Protocol protocol, int externalPort, GatewayException refusal)
            throws InterruptedException {
        String remoteHost = MappingCalls.lost(refusal) ? "" : "*";
        trail.say(
                remoteHost.isEmpty()
                        ? "No answer came to DeletePortMapping, so it was asked again."
                        : "It was tried with * as the remote host too.");
        return delete(protocol, externalPort, remoteHost).map(trail::told);
    }

    private static boolean takesOtherWords(GatewayException refusal) {
        return switch (MappingCalls.code(refusal)) {
            case 402, 501, 600, 601, 714, 726 -> true;
            default -> MappingCalls.lost(refusal) && refusal.result() != UpnpResult.HTTP_ERROR;
        };
    }

    private static boolean isClosed(Sight before, Sight after, GatewayException refusal) {
        return after.nothing() && (before.entry().isPresent() || MappingCalls.lost(refusal));
    }

    private GatewayException notFound(
            Protocol protocol, int externalPort, Optional<GatewayException> refusal) {
        if (refusal.filter(each -> !saysNotThere(each)).isPresent()) {
            return refusal.get();
        }
        String message =
                calls.router()
                        + " has no mapping of "
                        + protocol
                        + " port "
                        + externalPort
                        + ", so DeletePortMapping had nothing to close. List what it holds with"
                        + " 'mappings'.";
        return refusal.map(each -> Trail.failed(UpnpResult.PORT_MAPPING_NOT_FOUND, message, each))
                .orElseGet(() -> new GatewayException(UpnpResult.PORT_MAPPING_NOT_FOUND, message));
    }

    /** The standard's word is 714; others say what they say to a wrong index or value (A27). */
    private static boolean saysNotThere(GatewayException refusal) {
        return switch (MappingCalls.code(refusal)) {
            case 402, 501, 713, 714, 730 -> true;
            default -> false;
        };
    }

    private GatewayException stillHeld(Protocol protocol, int externalPort) {
        return new GatewayException(
                UpnpResult.ACTION_FAILED,
                calls.router()
                        + " accepted DeletePortMapping of "
                        + protocol
                        + " port "
                        + externalPort
                        + " but still holds it. Try again, or remove it in the"
                        + " router's settings.");
    }
}
