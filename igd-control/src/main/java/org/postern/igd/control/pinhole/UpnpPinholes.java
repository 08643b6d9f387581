// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.pinhole;

import org.postern.api.gateway.Gateway.Pace;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PinholeRequest;
import org.postern.api.gateway.PinholeResult;
import org.postern.api.gateway.PinholeStatus;
import org.postern.api.gateway.Pinholes;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.calls.RouterMemory;
import org.postern.igd.control.soap.Action;
import org.postern.igd.control.soap.Reply;
import org.postern.igd.control.soap.SoapService;
import org.postern.igd.control.soap.UpnpErrors;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Ports of an IPv6 firewall, opened over WANIPv6FirewallControl:1. Routers want to be asked over
 * IPv6, from the very address that a port is opened to (quirk A38), whatever the description was
 * read over.
 */
final class UpnpPinholes implements Pinholes {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
    private static final String MAYBE_OPEN =
            " The port may be open all the same, until its lease ends; opened again, it can be"
                    + " closed.";
    private static final FirewallErrors ERRORS = new FirewallErrors();

    /** The service as the description names it, perhaps at an IPv4 address. */
    private final SoapService service;

    private final String router;
    private final FirewallAccess access;
    private final Pace pace;
    private final RouterMemory memory;

    UpnpPinholes(
            SoapService service,
            String router,
            FirewallAccess access,
            Pace pace,
            RouterMemory memory) {
        this.service = service;
        this.router = router;
        this.access = access;
        this.pace = pace;
        this.memory = memory;
    }

    @Override
    public Optional<PinholeStatus> status() throws GatewayException, InterruptedException {
        ControlSession session = session(route(Optional.empty()));
        return Optional.of(PinholeActions.status(session.ask(PinholeActions.STATUS)));
    }

    @Override
    public PinholeResult open(PinholeRequest request)
            throws GatewayException, InterruptedException {
        request.check();
        FirewallRoute route = route(request.client());
        Protocol protocol = request.protocols().iterator().next();
        Reply.Done done =
                add(
                        session(route),
                        PinholeActions.add(
                                protocol,
                                route.client().address(),
                                request.port(),
                                request.lease()));
        Pinhole opened =
                new Pinhole(
                        protocol,
                        route.client().address(),
                        request.port(),
                        request.lease(),
                        UpnpAttributes.CONTROL_PROTOCOL,
                        PinholeActions.id(service.router(), done));
        access.receipts().add(router, opened);
        return PinholeResult.of(opened, route.client().notes());
    }

    /**
     * Where the answer is lost, asks once more: it is the same pinhole then, with the same number
     * (WANIPv6FirewallControl:1 section 2.5.3), without which it cannot be closed.
     */
    private static Reply.Done add(ControlSession session, Action action)
            throws GatewayException, InterruptedException {
        try {
            return session.change(action);
        } catch (GatewayException e) {
            if (!ControlSession.isLost(e) || session.over()) {
                throw e;
            }
        }
        try {
            return session.change(action);
        } catch (GatewayException e) {
            throw ControlSession.isLost(e) || ControlSession.isUnsent(e)
                    ? e.reworded(e.reason(), e.getMessage() + MAYBE_OPEN)
                    : e;
        }
    }

    @Override
    public Pinhole renew(Pinhole held, Duration lease)
            throws GatewayException, InterruptedException {
        PinholeRequest.of(List.of(held.protocol()), held.port()).lease(lease).check();
        try {
            session(held).change(PinholeActions.update(held.handle(), lease));
        } catch (GatewayException e) {
            throw lost(held, e);
        }
        Pinhole renewed = held.withLease(lease);
        access.receipts().add(router, renewed);
        return renewed;
    }

    @Override
    public void close(Pinhole held) throws GatewayException, InterruptedException {
        try {
            session(held).change(PinholeActions.delete(held.handle()));
        } catch (GatewayException e) {
            throw lost(held, e);
        }
        access.receipts().remove(router, held);
    }

    @Override
    public List<Pinhole> opened() {
        return access.receipts().all(router);
    }

    @Override
    public OptionalLong packets(Pinhole held) throws GatewayException, InterruptedException {
        ControlSession session = session(held);
        try {
            return PinholeActions.packets(session.ask(PinholeActions.packets(held.handle())))
                    .map(OptionalLong::of)
                    .orElse(OptionalLong.empty());
        } catch (GatewayException e) {
            if (e.reason() != Reason.FAILED) {
                throw e;
            }
        }
        return isUnused(session, held) ? OptionalLong.of(0) : OptionalLong.empty();
    }

    /** Where packets are not counted, it may be told that none has come through. */
    private static boolean isUnused(ControlSession session, Pinhole held)
            throws GatewayException, InterruptedException {
        try {
            session.ask(PinholeActions.checkWorking(held.handle()));
            return false;
        } catch (GatewayException e) {
            if (e.isUnanswered()) {
                throw e;
            }
            return UpnpErrors.code(e) == FirewallErrors.NO_PACKET;
        }
    }

    private GatewayException lost(Pinhole held, GatewayException failure) {
        if (FirewallErrors.isGone(failure)) {
            access.receipts().remove(router, held);
        }
        return failure;
    }

    private FirewallRoute route(Optional<Inet6Address> client)
            throws GatewayException, InterruptedException {
        return access.routes().toOpen(service.router(), service.peer().address(), client);
    }

    private ControlSession session(Pinhole held) throws GatewayException, InterruptedException {
        return session(
                access.routes().toHeld(service.router(), service.peer().address(), held.client()));
    }

    private ControlSession session(FirewallRoute route) {
        return ControlSession.reading(
                service.at(route.router(), route.client().address(), ERRORS),
                pace,
                CALL_TIMEOUT,
                memory,
                route.client().address());
    }
}
