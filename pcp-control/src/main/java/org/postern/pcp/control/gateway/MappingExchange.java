// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.exchange.PcpOutcome.Replied;
import org.postern.pcp.control.internal.address.AddressClass;
import org.postern.pcp.control.nonce.NonceSource;
import org.postern.pcp.control.packet.PcpNonce;
import org.postern.pcp.control.packet.PcpReply;
import org.postern.pcp.control.packet.PcpReply.Mapped;
import org.postern.pcp.control.packet.PcpReply.PmpMapped;
import org.postern.pcp.control.packet.PcpReply.Refused;
import org.postern.pcp.control.packet.PcpRequest;
import org.postern.pcp.control.packet.PcpResult;
import org.postern.pcp.control.refusal.PcpFailures;
import org.postern.pcp.control.server.Dialect;

import java.net.Inet6Address;
import java.util.Optional;

/** Asks for mappings of this machine, and deletes them, in the words of the call's protocol. */
final class MappingExchange {
    /** What ends sooner cannot be kept open. */
    private static final long SHORTEST_LEASE = 30;

    private final PcpCall call;
    private final NonceSource nonces;

    MappingExchange(PcpCall call, NonceSource nonces) {
        this.call = call;
        this.nonces = nonces;
    }

    /** What the server gave, which may be another port. */
    Grant open(Wanted wanted) throws GatewayException, InterruptedException {
        Grant grant = call.dialect() == Dialect.PCP ? openOverPcp(wanted) : openOverNatPmp(wanted);
        return granted(grant, wanted);
    }

    /** Fails with {@link Reason#NOT_FOUND} where the server says that there is none. */
    void delete(Protocol protocol, int internalPort) throws GatewayException, InterruptedException {
        Replied answer =
                call.answer(
                        call.dialect() == Dialect.PCP
                                ? pcp(new Wanted(new PortKey(protocol, 0), internalPort, 0, false))
                                : new PcpRequest.PmpMap(protocol, internalPort, 0, 0));
        if (answer.reply() instanceof Refused refused) {
            GatewayException failure =
                    PcpFailures.notDeleted(call.what(), call.endpoint(), refused);
            if (answer.repeated() && failure.reason() == Reason.NOT_FOUND) {
                // An earlier copy of the request has deleted it, and the reply to that was lost.
                return;
            }
            throw failure;
        }
        if (!isAboutMapping(answer.reply())) {
            throw call.notSpoken();
        }
    }

    /** Deletes what was given and is of no use. Returns a sentence on it, with a blank before it. */
    String withdraw(Protocol protocol, int internalPort) throws InterruptedException {
        try {
            delete(protocol, internalPort);
            return " That mapping was deleted again.";
        } catch (GatewayException e) {
            return " That mapping could not be deleted: " + e.getMessage();
        }
    }

    private Grant openOverPcp(Wanted wanted) throws GatewayException, InterruptedException {
        PcpRequest.Map request = pcp(wanted);
        PcpReply reply = call.ask(request);
        if (wanted.preferFailure() && reply instanceof Refused refused && isAboutOption(refused)) {
            reply = call.ask(request.withoutPreferFailure());
        }
        if (reply instanceof Refused refused) {
            throw refused(wanted, refused);
        }
        Mapped mapped = (Mapped) reply;
        if (call.endpoint().client() instanceof Inet6Address) {
            // Nothing is translated there, and some servers say port 0 at a renewal (lab).
            return new Grant(wanted.internalPort(), Optional.empty(), mapped.lifetime());
        }
        if (!AddressClass.of(mapped.externalAddress()).isAssignable()) {
            throw senseless(
                    "Its external address cannot be "
                            + mapped.externalAddress().getHostAddress()
                            + ".");
        }
        return new Grant(
                mapped.externalPort(), Optional.of(mapped.externalAddress()), mapped.lifetime());
    }

    private Grant openOverNatPmp(Wanted wanted) throws GatewayException, InterruptedException {
        PcpReply reply =
                call.ask(
                        new PcpRequest.PmpMap(
                                wanted.protocol(),
                                wanted.internalPort(),
                                wanted.key().externalPort(),
                                wanted.seconds()));
        if (reply instanceof PmpMapped mapped) {
            return new Grant(mapped.externalPort(), Optional.empty(), mapped.lifetime());
        }
        if (reply instanceof Refused refused && refused.version() == PcpReply.NAT_PMP) {
            throw refused(wanted, refused);
        }
        throw call.notSpoken();
    }

    private Grant granted(Grant grant, Wanted wanted)
            throws GatewayException, InterruptedException {
        if (grant.externalPort() == 0) {
            throw senseless("It gave port 0.");
        }
        if (grant.seconds() < SHORTEST_LEASE) {
            throw call.failed(
                    Reason.LEASE_REFUSED,
                    "It gave a lease of "
                            + grant.seconds()
                            + " s, which is too short to be renewed in time."
                            + withdraw(wanted.protocol(), wanted.internalPort()));
        }
        call.server().refusals(call.dialect()).remove(wanted.key());
        return grant;
    }

    private GatewayException refused(Wanted wanted, Refused refusal) {
        GatewayException failure = PcpFailures.refused(call.what(), call.endpoint(), refusal);
        call.server()
                .refusals(call.dialect())
                .add(wanted.key(), failure, secondsOf(refusal), call.nanoTime());
        return failure;
    }

    /** NAT-PMP does not say for how long; what may pass is asked for again soon. */
    private static long secondsOf(Refused refusal) {
        boolean mayPass =
                refusal.version() == PcpReply.NAT_PMP
                        && (refusal.code() == PcpResult.PMP_NETWORK_FAILURE
                                || refusal.code() == PcpResult.PMP_OUT_OF_RESOURCES);
        return mayPass ? 1 : refusal.lifetime();
    }

    private static boolean isAboutOption(Refused refused) {
        return refused.version() == PcpReply.PCP
                && (refused.code() == PcpResult.UNSUPPORTED_OPTION
                        || refused.code() == PcpResult.MALFORMED_OPTION);
    }

    private static boolean isAboutMapping(PcpReply reply) {
        return reply instanceof Mapped || reply instanceof PmpMapped;
    }

    private PcpRequest.Map pcp(Wanted wanted) {
        PcpEndpoint endpoint = call.endpoint();
        PcpNonce nonce =
                nonces.of(
                        endpoint.server().getAddress(),
                        endpoint.client(),
                        wanted.protocol(),
                        wanted.internalPort());
        return new PcpRequest.Map(
                endpoint.client(),
                nonce,
                wanted.protocol(),
                wanted.internalPort(),
                wanted.key().externalPort(),
                wanted.seconds(),
                wanted.preferFailure());
    }

    private GatewayException senseless(String why) {
        return call.failed(Reason.INVALID_RESPONSE, why);
    }
}
