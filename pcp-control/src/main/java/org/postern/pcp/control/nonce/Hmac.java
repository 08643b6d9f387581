// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.nonce;

import java.nio.ByteBuffer;

/**
 * HMAC-SHA256 (RFC 2104) of keys of up to 64 bytes. That of the JDK needs a package outside of
 * {@code java.}, and takes a new process tens of milliseconds.
 */
final class Hmac {
    private static final int BLOCK = 64;
    private static final int INNER = 0x36;
    private static final int OUTER = 0x5c;

    private final byte[] key;

    Hmac(byte[] key) {
        this.key = key.clone();
    }

    byte[] of(byte[] message) {
        return keyed(OUTER, keyed(INNER, message));
    }

    private byte[] keyed(int pad, byte[] message) {
        ByteBuffer all = ByteBuffer.allocate(BLOCK + message.length);
        for (int i = 0; i < BLOCK; i++) {
            all.put((byte) ((i < key.length ? key[i] : 0) ^ pad));
        }
        return Sha256.of(all.put(message).array());
    }
}
