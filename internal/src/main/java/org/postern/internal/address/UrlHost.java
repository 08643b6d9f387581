// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.address;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;

/** Puts another host into a URL that a device named. */
public final class UrlHost {
    private UrlHost() {}

    /**
     * The same port, path and query at an address.
     *
     * @param url with a host
     * @param address its scope, which means nothing to the host there, is left out
     */
    public static URI replaced(URI url, InetAddress address) {
        String plain = address.getHostAddress().replaceFirst("%.*", "");
        return replaced(url, address instanceof Inet6Address ? "[" + plain + "]" : plain);
    }

    /**
     * The same port, path and query at a host.
     *
     * @param url with a host
     * @param host as it is written in a URL
     */
    public static URI replaced(URI url, String host) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return URI.create(url.getScheme() + "://" + host + port + url.getRawPath() + query);
    }
}
