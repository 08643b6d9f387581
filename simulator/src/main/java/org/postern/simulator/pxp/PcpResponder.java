// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import org.postern.simulator.forward.Transport;
import org.postern.simulator.igd.Mapping;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Answers PCP requests: MAP and ANNOUNCE, of version 2 and of the draft's version 1. */
final class PcpResponder {
    private static final int SHORTEST_ANSWERED = 3;
    private static final byte RESPONSE = (byte) 0x80;

    private final PxpEpoch epoch;
    private final ReportedAddress external;
    private final PxpPorts ports;
    private final PxpPinholes pinholes;
    private final PxpRules rules;

    PcpResponder(
            PxpEpoch epoch,
            ReportedAddress external,
            PxpPorts ports,
            PxpPinholes pinholes,
            PxpRules rules) {
        this.epoch = epoch;
        this.external = external;
        this.ports = ports;
        this.pinholes = pinholes;
        this.rules = rules;
    }

    /** Empty: no answer. */
    Optional<byte[]> answer(byte[] request, InetAddress sender) {
        if (request.length < SHORTEST_ANSWERED || (request[1] & RESPONSE) != 0) {
            return Optional.empty();
        }
        if (request.length < PcpBuffer.HEADER || request.length % 4 != 0) {
            return Optional.of(wrongLength(request));
        }
        PcpBuffer packet = new PcpBuffer(request);
        if (packet.version() != 1 && packet.version() != 2) {
            packet.clearPorts();
            return Optional.of(header(packet, SentResult.UNSUPP_VERSION));
        }
        return Optional.of(
                switch (packet.opcode()) {
                    // The client address of the header is not looked at.
                    case PcpBuffer.ANNOUNCE -> header(packet, SentResult.SUCCESS);
                    case PcpBuffer.MAP -> map(packet, sender);
                    default -> header(packet, SentResult.UNSUPP_OPCODE);
                });
    }

    private byte[] header(PcpBuffer packet, SentResult result) {
        packet.answer(result, result.errorLifetime(), epoch.now());
        return packet.toBytes();
    }

    /** As miniupnpd does: in version 0, but with the epoch where version 2 has it. */
    private byte[] wrongLength(byte[] request) {
        int length = Math.max(PcpBuffer.HEADER, (request.length + 3) & ~3);
        byte[] reply = Arrays.copyOf(request, length);
        Arrays.fill(reply, 0, PcpBuffer.HEADER, (byte) 0);
        reply[1] = RESPONSE;
        reply[3] = (byte) SentResult.MALFORMED_REQUEST.code();
        ByteBuffer.wrap(reply).putInt(8, (int) epoch.now());
        return reply;
    }

    private byte[] map(PcpBuffer packet, InetAddress sender) {
        if (!packet.holdsMap()) {
            return header(packet, SentResult.MALFORMED_REQUEST);
        }
        ReceivedOptions options = ReceivedOptions.read(packet.options());
        ReceivedMap request = packet.map(sender, options.preferFailure());
        SentMap reply = reply(request, options.result(), packet.client());
        packet.assign(reply.externalPort(), reply.externalAddress());
        packet.answer(reply.result(), reply.lifetime(), epoch.now());
        return packet.toBytes();
    }

    private SentMap reply(ReceivedMap request, SentResult options, InetAddress client) {
        if (options != SentResult.SUCCESS) {
            return SentMap.refusal(options, request);
        }
        if (rules.mapFailure().isPresent()) {
            return SentMap.refusal(rules.mapFailure().get(), request);
        }
        if (!client.equals(request.client())) {
            return SentMap.refusal(SentResult.ADDRESS_MISMATCH, request);
        }
        if (request.protocol() == 0 && request.internalPort() != 0) {
            return SentMap.refusal(SentResult.MALFORMED_REQUEST, request);
        }
        if (request.preferFailure() && request.suggestsNothing()) {
            return SentMap.refusal(SentResult.MALFORMED_OPTION, request);
        }
        return request.client() instanceof Inet4Address ipv4
                ? mapPort(request, ipv4)
                : pinholes.map(request);
    }

    private SentMap mapPort(ReceivedMap request, Inet4Address client) {
        Optional<Inet4Address> actual = external.now();
        if (actual.isEmpty()) {
            return SentMap.refusal(SentResult.NETWORK_FAILURE, request);
        }
        Inet4Address address = actual.get();
        if (external.publicNow().isEmpty() && !rules.mapsBehindNat()) {
            return SentMap.refusal(SentResult.NO_RESOURCES, request, address);
        }
        if (request.preferFailure() && suggestsAnother(request, address)) {
            return SentMap.refusal(SentResult.CANNOT_PROVIDE_EXTERNAL, request);
        }
        if (request.internalPort() == 0) {
            return SentMap.refusal(SentResult.MALFORMED_REQUEST, request, address);
        }
        Optional<Transport> transport = request.transport();
        if (transport.isEmpty()) {
            // Confirmed, though no other protocol can be mapped.
            return SentMap.success(
                    request.deletes() ? 0 : request.grantedLifetime(),
                    request.wantedPort(),
                    address);
        }
        return request.deletes()
                ? close(request, transport.get(), client, address)
                : open(request, transport.get(), client, address);
    }

    private SentMap open(
            ReceivedMap request, Transport transport, Inet4Address client, Inet4Address address) {
        PxpPorts.Assignment assigned =
                ports.open(
                        new WantedPort(
                                transport,
                                client,
                                request.internalPort(),
                                request.wantedPort(),
                                request.preferFailure(),
                                request.grantedLifetime(),
                                port -> Mapping.PCP + request.nonce()));
        return assigned.result() == SentResult.SUCCESS
                ? SentMap.success(assigned.lease(), assigned.port(), address)
                : SentMap.refusal(assigned.result(), request, address);
    }

    private SentMap close(
            ReceivedMap request, Transport transport, Inet4Address client, Inet4Address address) {
        SentResult result =
                ports.close(
                        transport, client, request.internalPort(), Mapping.PCP + request.nonce());
        return result == SentResult.SUCCESS
                ? SentMap.success(0, request.suggestedPort(), address)
                : SentMap.refusal(result, request, address);
    }

    private static boolean suggestsAnother(ReceivedMap request, Inet4Address address) {
        return !request.suggestedAddress().isAnyLocalAddress()
                && !request.suggestedAddress().equals(address);
    }
}
