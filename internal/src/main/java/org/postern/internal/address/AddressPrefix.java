// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.address;

import java.net.InetAddress;

/** The leading bits that addresses of one network share. */
public final class AddressPrefix {
    private AddressPrefix() {}

    /**
     * Compares the leading bits of two addresses.
     *
     * @param bits the length of the prefix; {@link java.net.InterfaceAddress} gives a negative one
     *     where the system does not say
     * @return false for addresses of different families, and for a negative length
     */
    public static boolean isShared(InetAddress one, InetAddress other, int bits) {
        return isShared(one.getAddress(), other.getAddress(), bits);
    }

    static boolean isShared(byte[] left, byte[] right, int bits) {
        if (left.length != right.length || bits < 0) {
            return false;
        }
        int whole = Math.min(bits / 8, left.length);
        for (int i = 0; i < whole; i++) {
            if (left[i] != right[i]) {
                return false;
            }
        }
        int rest = whole == left.length ? 0 : bits % 8;
        return rest == 0 || ((left[whole] ^ right[whole]) & 0xff) >> (8 - rest) == 0;
    }
}
