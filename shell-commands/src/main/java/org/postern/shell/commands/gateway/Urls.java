// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

import java.net.URI;
import java.net.URISyntaxException;

final class Urls {
    private Urls() {}

    /** Checks the syntax only; the services check the scheme. */
    static URI parse(String text) throws GatewayException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new GatewayException(
                    Reason.INVALID_ARGUMENT,
                    "'"
                            + text
                            + "' is no URL: use one such as http://192.168.1.1:5000/rootDesc.xml.",
                    e);
        }
    }

    /** The host as users type it: IPv6 without brackets. */
    static String host(URI url) {
        String host = url.getHost() == null ? "" : url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
