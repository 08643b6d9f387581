// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import org.postern.simulator.net.Addresses;
import org.postern.simulator.net.RouterLog;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;

/** Tells PCP and NAT-PMP apart by the version, which is the first byte, and logs what it answers. */
final class PxpResponder {
    private static final int SHORTEST = 2;
    private static final byte RESPONSE = (byte) 0x80;

    private final PxpSettings settings;
    private final PcpResponder pcp;
    private final NatPmpResponder natPmp;
    private final PxpEpoch epoch;
    private final PxpRules rules;
    private final RouterLog log;

    PxpResponder(
            PxpSettings settings,
            PcpResponder pcp,
            NatPmpResponder natPmp,
            PxpEpoch epoch,
            PxpRules rules,
            RouterLog log) {
        this.settings = settings;
        this.pcp = pcp;
        this.natPmp = natPmp;
        this.epoch = epoch;
        this.rules = rules;
        this.log = log;
    }

    /** Empty: no answer. */
    Optional<byte[]> answer(byte[] request, InetSocketAddress from) {
        Optional<byte[]> reply =
                request.length < SHORTEST || rules.drops(request)
                        ? Optional.empty()
                        : reply(request, from.getAddress()).map(rules::reply);
        String name = name(request);
        log.request(name);
        log.event(
                name
                        + " from "
                        + Addresses.hostAndPort(from)
                        + reply.map(PxpResponder::outcome).orElse(": not answered"));
        return reply;
    }

    private Optional<byte[]> reply(byte[] request, InetAddress sender) {
        if (request[0] == 0) {
            return settings.natPmp() ? natPmp(request, sender) : pcpOnly(request);
        }
        if (settings.pcp()) {
            return pcp.answer(request, sender);
        }
        return sender instanceof Inet4Address
                ? natPmp.answerOtherVersion(request)
                : Optional.empty();
    }

    /** NAT-PMP is for IPv4 alone. */
    private Optional<byte[]> natPmp(byte[] request, InetAddress sender) {
        return sender instanceof Inet4Address client
                ? natPmp.answer(request, client)
                : Optional.empty();
    }

    /** Says in version 2 that it speaks no version 0 (RFC 6887, section 9 and appendix A). */
    private Optional<byte[]> pcpOnly(byte[] request) {
        if ((request[1] & RESPONSE) != 0) {
            return Optional.empty();
        }
        PcpBuffer packet = new PcpBuffer(Arrays.copyOf(request, PcpBuffer.HEADER));
        packet.answer(SentResult.UNSUPP_VERSION, 0, epoch.now());
        return Optional.of(packet.toBytes());
    }

    /** Such as {@code PCP MAP}, for the log. */
    private static String name(byte[] request) {
        if (request.length < SHORTEST) {
            return "PCP or NAT-PMP, cut off";
        }
        if (request[0] == 0) {
            return switch (request[1]) {
                case 0 -> "NAT-PMP address";
                case 1 -> "NAT-PMP map UDP";
                case 2 -> "NAT-PMP map TCP";
                default -> "NAT-PMP opcode " + (request[1] & 0xFF);
            };
        }
        return switch (request[1]) {
            case PcpBuffer.ANNOUNCE -> "PCP ANNOUNCE";
            case PcpBuffer.MAP -> "PCP MAP";
            default -> "PCP opcode " + (request[1] & 0xFF);
        };
    }

    private static String outcome(byte[] reply) {
        return reply.length < 4 ? "" : ": result " + reply[3];
    }
}
