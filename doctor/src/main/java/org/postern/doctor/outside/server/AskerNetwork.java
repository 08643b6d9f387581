// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Whose connections and checks are counted together. */
final class AskerNetwork {
    /** Each network of IPv6 hosts has this many bytes; one host may use all addresses of it. */
    private static final int IPV6_PREFIX_BYTES = 8;

    private AskerNetwork() {}

    /** The address itself, or the /64 of an IPv6 address. */
    static InetAddress of(InetAddress asker) {
        if (!(asker instanceof Inet6Address)) {
            return asker;
        }
        byte[] bytes = asker.getAddress();
        Arrays.fill(bytes, IPV6_PREFIX_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Sixteen bytes are an address.", e);
        }
    }
}
