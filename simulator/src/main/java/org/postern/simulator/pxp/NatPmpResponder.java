// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import org.postern.simulator.forward.Transport;
import org.postern.simulator.igd.Mapping;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Answers NAT-PMP requests (RFC 6886, section 3). */
final class NatPmpResponder {
    private static final int ADDRESS = 0;
    private static final int MAP_UDP = 1;
    private static final int MAP_TCP = 2;
    private static final byte RESPONSE = (byte) 0x80;

    private static final int MAP_LENGTH = 12;

    private static final int UNSUPPORTED_VERSION = 1;
    private static final int NOT_AUTHORIZED = 2;
    private static final int NETWORK_FAILURE = 3;
    private static final int OUT_OF_RESOURCES = 4;
    private static final int UNSUPPORTED_OPCODE = 5;

    private final PxpEpoch epoch;
    private final ReportedAddress external;
    private final PxpPorts ports;
    private final PxpRules rules;

    NatPmpResponder(PxpEpoch epoch, ReportedAddress external, PxpPorts ports, PxpRules rules) {
        this.epoch = epoch;
        this.external = external;
        this.ports = ports;
        this.rules = rules;
    }

    /** Empty: no answer. A longer request than its form is answered like one in form. */
    Optional<byte[]> answer(byte[] request, Inet4Address client) {
        if (!answerable(request)) {
            return Optional.empty();
        }
        return switch (request[1]) {
            case ADDRESS -> Optional.of(address());
            case MAP_UDP, MAP_TCP ->
                    request.length < MAP_LENGTH
                            ? Optional.empty()
                            : Optional.of(map(request, client));
            default -> Optional.of(reply(request[1], UNSUPPORTED_OPCODE, 8));
        };
    }

    /** The answer of a server of NAT-PMP alone to another version; empty: none. */
    Optional<byte[]> answerOtherVersion(byte[] request) {
        return answerable(request)
                ? Optional.of(reply(request[1], UNSUPPORTED_VERSION, 8))
                : Optional.empty();
    }

    /** The answer to a request for the address, which is also announced. */
    byte[] address() {
        return address(epoch.now());
    }

    byte[] address(long epochSeconds) {
        Optional<Inet4Address> address = external.publicNow();
        byte[] reply = reply((byte) ADDRESS, address.isEmpty() ? NETWORK_FAILURE : 0, 12);
        ByteBuffer.wrap(reply).putInt(4, (int) epochSeconds);
        address.ifPresent(known -> ByteBuffer.wrap(reply).put(8, known.getAddress()));
        return reply;
    }

    private static boolean answerable(byte[] request) {
        return request.length >= 2 && (request[1] & RESPONSE) == 0;
    }

    private byte[] map(byte[] request, Inet4Address client) {
        ByteBuffer in = ByteBuffer.wrap(request);
        int internalPort = Short.toUnsignedInt(in.getShort(4));
        int suggestedPort = Short.toUnsignedInt(in.getShort(6));
        long lifetime = Integer.toUnsignedLong(in.getInt(8));
        Transport transport = request[1] == MAP_UDP ? Transport.UDP : Transport.TCP;
        if (lifetime == 0) {
            ports.closeAll(transport, client, internalPort);
            return mapReply(request, 0, 0, 0);
        }
        if (internalPort == 0 || rules.refusesNatPmp()) {
            return mapReply(request, NOT_AUTHORIZED, suggestedPort, lifetime);
        }
        if (external.publicNow().isEmpty()) {
            return mapReply(request, NETWORK_FAILURE, suggestedPort, lifetime);
        }
        PxpPorts.Assignment assigned =
                ports.open(
                        new WantedPort(
                                transport,
                                client,
                                internalPort,
                                suggestedPort == 0 ? internalPort : suggestedPort,
                                false,
                                lifetime,
                                port -> Mapping.NAT_PMP + port + " " + transport));
        return switch (assigned.result()) {
            case SUCCESS -> mapReply(request, 0, assigned.port(), assigned.lease());
            case NO_RESOURCES -> mapReply(request, OUT_OF_RESOURCES, suggestedPort, lifetime);
            default -> mapReply(request, NOT_AUTHORIZED, suggestedPort, lifetime);
        };
    }

    /** A failure names ports and lifetime too, as they were asked for. */
    private byte[] mapReply(byte[] request, int result, int externalPort, long lifetime) {
        byte[] reply = reply(request[1], result, 16);
        ByteBuffer.wrap(reply)
                .put(8, Arrays.copyOfRange(request, 4, 6))
                .putShort(10, (short) externalPort)
                .putInt(12, (int) lifetime);
        return reply;
    }

    private byte[] reply(byte opcode, int result, int length) {
        byte[] reply = new byte[length];
        ByteBuffer.wrap(reply)
                .put(1, (byte) (opcode | RESPONSE))
                .putShort(2, (short) result)
                .putInt(4, (int) epoch.now());
        return reply;
    }
}
