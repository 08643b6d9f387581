// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.nonce;

import org.postern.api.gateway.Protocol;
import org.postern.pcp.control.packet.PcpNonce;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Derives the nonce of a mapping from the key of the installation. The external port is no part of
 * it, since it changes, and neither is the time. Without the key nobody can tell the nonce. For any
 * threads.
 */
public final class NonceSource {
    private static final byte[] PURPOSE = "postern pcp 1".getBytes(StandardCharsets.US_ASCII);
    private static final int ADDRESS = 16;

    private final Supplier<byte[]> key;

    /** Guarded by this. */
    private byte[] known = {};

    /**
     * A source that asks for the key with the first nonce.
     *
     * @param key up to 64 bytes, the same on every call
     */
    public NonceSource(Supplier<byte[]> key) {
        this.key = key;
    }

    /** The nonce of a mapping from this client, whatever its external port. */
    public PcpNonce of(InetAddress server, InetAddress client, Protocol protocol, int port) {
        ByteBuffer message = ByteBuffer.allocate(PURPOSE.length + 2 * ADDRESS + 3);
        message.put(PURPOSE);
        put(message, server);
        put(message, client);
        message.put((byte) (protocol == Protocol.TCP ? 6 : 17)).putShort((short) port);
        return PcpNonce.read(ByteBuffer.wrap(new Hmac(key()).of(message.array())));
    }

    private synchronized byte[] key() {
        if (known.length == 0) {
            known = key.get();
        }
        return known;
    }

    /** An IPv4 address is no prefix of an IPv6 address: both take 16 bytes. */
    private static void put(ByteBuffer message, InetAddress address) {
        byte[] bytes = address.getAddress();
        message.put(new byte[ADDRESS - bytes.length]).put(bytes);
    }
}
