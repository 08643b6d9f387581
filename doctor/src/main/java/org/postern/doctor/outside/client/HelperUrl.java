// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.client;

import org.postern.api.gateway.Protocol;
import org.postern.doctor.internal.address.Ipv6Text;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;

/**
 * Where a helper is asked.
 *
 * @param text as the user wrote it, for messages
 * @param host a name or a literal, without brackets
 * @param authority host and port, as they are written in a request
 * @param port 1..65535
 * @param path before that of a check; may be empty
 */
record HelperUrl(String text, String host, String authority, int port, String path) {
    private static final int HTTP_PORT = 80;
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads a URL.
     *
     * @throws IOException where no helper can be there
     */
    static HelperUrl of(URI url) throws IOException {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (scheme.equals("https")) {
            throw new IOException(
                    "A helper is asked over http, not over https: " + url + " cannot be used.");
        }
        String host = url.getHost();
        int port = url.getPort() < 0 ? HTTP_PORT : url.getPort();
        boolean plain =
                scheme.equals("http")
                        && url.getRawUserInfo() == null
                        && url.getRawQuery() == null
                        && url.getRawFragment() == null;
        if (host == null || !plain || port < 1 || port > HIGHEST_PORT) {
            throw new IOException(
                    "The URL of a helper is such as http://host.example:8090, not " + url + ".");
        }
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return new HelperUrl(
                url.toString(),
                bracketed ? host.substring(1, host.length() - 1) : host,
                host.replaceFirst("%.*]", "]") + ":" + port,
                port,
                String.valueOf(url.getRawPath()).replaceFirst("/+$", ""));
    }

    /** The head of a request, which has no body. */
    String request(Protocol protocol, InetAddress address, int asked) {
        return "GET "
                + path
                + "/"
                + protocol.name().toLowerCase(Locale.ROOT)
                + "/"
                + Ipv6Text.of(address).replaceFirst("%.*", "")
                + "/"
                + asked
                + " HTTP/1.1\r\nHost: "
                + authority
                + "\r\nAccept: application/json\r\nConnection: close\r\n\r\n";
    }
}
