// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;
import org.postern.pcp.control.internal.address.AddressClass;
import org.postern.pcp.control.nonce.NonceSource;
import org.postern.pcp.control.packet.PcpReply;
import org.postern.pcp.control.packet.PcpReply.PmpAddress;
import org.postern.pcp.control.packet.PcpReply.Refused;
import org.postern.pcp.control.packet.PcpRequest;
import org.postern.pcp.control.refusal.PcpFailures;
import org.postern.pcp.control.server.Dialect;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Asks for the external address. Over NAT-PMP there is a request for it, which servers of PCP often
 * answer, too. PCP tells it with each mapping alone.
 */
final class AddressQuestion {
    /** The shortest that servers give. */
    private static final long SECONDS = 120;

    private final PcpCall call;
    private final NonceSource nonces;

    AddressQuestion(PcpCall call, NonceSource nonces) {
        this.call = call;
        this.nonces = nonces;
    }

    InetAddress ask() throws GatewayException, InterruptedException {
        boolean natPmp = call.dialect() == Dialect.NAT_PMP;
        if (natPmp || call.server().answers(Dialect.NAT_PMP)) {
            PcpReply reply = call.ask(new PcpRequest.PmpExternalAddress());
            if (reply instanceof PmpAddress address) {
                return checked(address.externalAddress());
            }
            if (natPmp) {
                throw reply instanceof Refused refused
                        ? PcpFailures.refused(call.what(), call.endpoint(), refused)
                        : call.notSpoken();
            }
        }
        return isStillKnown() ? call.server().externalAddress().orElseThrow() : byMapping();
    }

    /** What an earlier mapping told holds until the server restarts, which its epoch tells. */
    private boolean isStillKnown() throws GatewayException, InterruptedException {
        if (call.server().externalAddress().isEmpty()) {
            return false;
        }
        long revision = call.server().revision();
        call.ask(new PcpRequest.Announce(call.endpoint().client()));
        return call.server().revision() == revision && call.server().externalAddress().isPresent();
    }

    /**
     * Of a port that nobody else on this machine can use meanwhile. It is closed at once; where that
     * fails, it closes by itself soon.
     */
    private InetAddress byMapping() throws GatewayException, InterruptedException {
        try (DatagramSocket own = new DatagramSocket(0, call.endpoint().client())) {
            int port = own.getLocalPort();
            MappingExchange exchange = new MappingExchange(call, nonces);
            PortKey key = PortKey.udp(port);
            Grant grant = exchange.open(new Wanted(key, port, SECONDS, false));
            exchange.withdraw(key.protocol(), port);
            Optional<InetAddress> told = grant.externalAddress();
            return checked(told.orElseThrow(() -> noAddress("It does not tell.")));
        } catch (IOException e) {
            throw noAddress("No port of this machine could be used to ask: " + e.getMessage());
        }
    }

    private InetAddress checked(InetAddress told) throws GatewayException {
        if (!AddressClass.of(told).isAssignable()) {
            throw noAddress("It told " + told.getHostAddress() + ", which is none.");
        }
        return told;
    }

    private GatewayException noAddress(String why) {
        return call.failed(Reason.NO_ADDRESS, why);
    }
}
