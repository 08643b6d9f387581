// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.packet;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.Protocol;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a server of PCP or NAT-PMP said. Numbers of 32 bits are unsigned, in a long; an epoch is the
 * number of seconds since the server's table was last empty, as it says.
 */
public sealed interface PcpReply {
    /** The version of PCP. */
    int PCP = 2;

    /** The version of NAT-PMP. */
    int NAT_PMP = 0;

    /** {@link #PCP} or {@link #NAT_PMP}, as the first byte says. */
    default int version() {
        return PCP;
    }

    /** A reply with the server's epoch: all but the shortest. */
    sealed interface Timed extends PcpReply {
        /** The epoch. */
        long seconds();
    }

    /** What a PCP reply about a mapping repeats of its request (RFC 6887 section 11.1). */
    record MapKey(PcpNonce nonce, int protocolNumber, int internalPort) {
        // As those of PcpNonce.

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof MapKey key
                    && nonce.equals(key.nonce)
                    && protocolNumber == key.protocolNumber
                    && internalPort == key.internalPort;
        }

        @Override
        public int hashCode() {
            return 31 * nonce.hashCode() + internalPort;
        }
    }

    /** A mapping that PCP opened, renewed, or deleted where the lifetime is 0. */
    record Mapped(
            MapKey key, int externalPort, InetAddress externalAddress, long lifetime, long seconds)
            implements Timed {}

    /** The answer to an ANNOUNCE request of PCP, or an announcement. */
    record Announced(long seconds) implements Timed {}

    /** The external address over NAT-PMP: the answer to a request, or an announcement. */
    record PmpAddress(InetAddress externalAddress, long seconds) implements Timed {
        @Override
        public int version() {
            return NAT_PMP;
        }
    }

    /** A mapping that NAT-PMP opened, renewed, or deleted where the lifetime is 0. */
    record PmpMapped(
            Protocol protocol, int internalPort, int externalPort, long lifetime, long seconds)
            implements Timed {
        @Override
        public int version() {
            return NAT_PMP;
        }
    }

    /**
     * A reply of PCP too short to say more than that the server speaks it, as some servers answer
     * NAT-PMP (quirk P1).
     */
    record SpeaksPcp() implements PcpReply {}

    /**
     * A result other than success.
     *
     * @param version whose results these are
     * @param opcode without the response bit
     * @param code the result, other than 0
     * @param lifetime seconds for which the same request gets the same result; 0 in NAT-PMP, which
     *     does not say
     * @param seconds the epoch
     * @param key of the mapping, where PCP repeats it
     * @param internalPort of the mapping, where NAT-PMP repeats it
     * @param externalAddress in the address field of a PCP reply about a mapping; unspecified where
     *     the request's was
     */
    record Refused(
            int version,
            int opcode,
            int code,
            long lifetime,
            long seconds,
            Optional<MapKey> key,
            OptionalInt internalPort,
            Optional<InetAddress> externalAddress)
            implements Timed {
        /** Whether the server said that it speaks NAT-PMP and not PCP (RFC 6887 appendix A). */
        public boolean isVersionOfNatPmp() {
            return version == NAT_PMP && code == PcpResult.UNSUPPORTED_VERSION;
        }
    }
}
