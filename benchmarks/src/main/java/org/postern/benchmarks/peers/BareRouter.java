// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * What any client must do at least: a connection, a request made beforehand, written at once, and
 * all bytes of the reply, which nobody reads.
 *
 * @param control where actions go
 * @param serviceType whose actions they are
 */
record BareRouter(URI control, String serviceType) {
    private static final String ENVELOPE =
            """
            <?xml version="1.0"?>\r
            <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" \
            s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><s:Body>\
            <u:%1$s xmlns:u="%2$s">%3$s</u:%1$s></s:Body></s:Envelope>\r
            """;
    private static final String HEAD =
            """
            POST %s HTTP/1.1\r
            Host: %s\r
            Content-Type: text/xml; charset="utf-8"\r
            SOAPAction: "%s#%s"\r
            Content-Length: %d\r
            Connection: close\r
            \r
            """;

    byte[] getExternalAddress() {
        return request("GetExternalIPAddress", "");
    }

    byte[] addMapping(int port, String client) {
        return request(
                "AddPortMapping",
                key(port)
                        + "<NewInternalPort>"
                        + port
                        + "</NewInternalPort><NewInternalClient>"
                        + client
                        + "</NewInternalClient><NewEnabled>1</NewEnabled>"
                        + "<NewPortMappingDescription>benchmark</NewPortMappingDescription>"
                        + "<NewLeaseDuration>0</NewLeaseDuration>");
    }

    byte[] getMapping(int port) {
        return request("GetSpecificPortMappingEntry", key(port));
    }

    byte[] deleteMapping(int port) {
        return request("DeletePortMapping", key(port));
    }

    /** Sends a request, and takes the reply until the router closes. */
    void exchange(byte[] request) throws IOException {
        try (Socket socket = new Socket(control.getHost(), control.getPort())) {
            socket.getOutputStream().write(request);
            byte[] reply = socket.getInputStream().readAllBytes();
            if (!new String(reply, 0, Math.min(12, reply.length), StandardCharsets.US_ASCII)
                    .endsWith("200")) {
                throw new IOException(new String(reply, StandardCharsets.UTF_8));
            }
        }
    }

    private static String key(int port) {
        return "<NewRemoteHost></NewRemoteHost><NewExternalPort>"
                + port
                + "</NewExternalPort><NewProtocol>TCP</NewProtocol>";
    }

    private byte[] request(String action, String arguments) {
        String body = ENVELOPE.formatted(action, serviceType, arguments);
        String head =
                HEAD.formatted(
                        control.getRawPath(),
                        control.getAuthority(),
                        serviceType,
                        action,
                        body.length());
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }
}
