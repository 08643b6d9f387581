// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.nonce;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

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
        MessageDigest digest = sha256();
        digest.update(padded(INNER));
        byte[] inner = digest.digest(message);
        digest.update(padded(OUTER));
        return digest.digest(inner);
    }

    private byte[] padded(int pad) {
        byte[] block = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            block[i] = (byte) ((i < key.length ? key[i] : 0) ^ pad);
        }
        return block;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
