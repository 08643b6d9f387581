// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Bytes to the router's HTTP port and back. */
final class RawHttp {
    private static final int HANG_GUARD_MILLIS = 20_000;

    private RawHttp() {}

    static Socket connect(SimulatedRouter router) throws IOException {
        Socket socket =
                new Socket(router.descriptionUrl().getHost(), router.descriptionUrl().getPort());
        socket.setSoTimeout(HANG_GUARD_MILLIS);
        return socket;
    }

    /** The whole answer to a request. */
    static String ask(SimulatedRouter router, String request) throws IOException {
        try (Socket socket = connect(router)) {
            send(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static void send(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    }
}
