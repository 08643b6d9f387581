// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.calls.ConnectionStatus;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.soap.Reply;
import org.postern.igd.control.soap.UpnpErrors;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Asks a router for its external IPv4 address, or finds out why it has none.
 *
 * @param session of one call, which reads
 * @param lanAddress where the router answers
 */
record ExternalAddressReader(ControlSession session, InetAddress lanAddress) {
    /** Fails with {@link Reason#NO_ADDRESS} and the reason where there is none. */
    InetAddress read() throws GatewayException, InterruptedException {
        Reply.Done done = ask();
        Optional<InetAddress> lan = NoIpv4Address.ofLan(done, lanAddress);
        if (lan.isEmpty()) {
            session.missingAddress().clear();
            try {
                return WanActions.externalAddress(session.router(), done);
            } catch (GatewayException e) {
                if (e.reason() != Reason.NO_ADDRESS || !isConnected()) {
                    throw e;
                }
            }
        }
        Optional<InetAddress> ipv6 =
                WanActions.answer(session, WanActions.EXTERNAL_IPV6_ADDRESS)
                        .flatMap(WanActions::externalIpv6Address);
        String why = NoIpv4Address.explanation(lan, ipv6);
        session.missingAddress().told(why);
        throw new GatewayException(
                Reason.NO_ADDRESS,
                session.router()
                        + " has no external address now. "
                        + why
                        + (ipv6.isEmpty() ? " See the router's own page." : ""));
    }

    /** Every router has this action; one that denies it has only just started (quirk A63). */
    private Reply.Done ask() throws GatewayException, InterruptedException {
        try {
            return session.ask(WanActions.EXTERNAL_ADDRESS);
        } catch (GatewayException e) {
            throw UpnpErrors.code(e) == 401
                    ? e.reworded(
                            Reason.NO_ADDRESS,
                            session.router()
                                    + " does not report its external address now (error 401). Some"
                                    + " routers do not for minutes after their start: try again"
                                    + " later, or see the router's own page.")
                    : e;
        }
    }

    private boolean isConnected() throws GatewayException, InterruptedException {
        return WanActions.answer(session, ConnectionStatus.QUESTION)
                .filter(ConnectionStatus::isConnected)
                .isPresent();
    }
}
