// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.simulation;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;

/** Chooses ports of the loopback interface. */
final class LoopbackPorts {
    /** Below the ephemeral ports, so that a connection to a closed port cannot meet itself. */
    private static final int FIRST_PORT = 20_000;

    private static final int LAST_PORT = 29_999;
    private static final int TRIES = 100;

    private LoopbackPorts() {}

    static InetAddress address() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A port that was free a moment ago, for both TCP and UDP. */
    static int freePort() throws IOException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT + 1);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no free port from " + FIRST_PORT + " to " + LAST_PORT);
    }

    private static boolean isFree(int port) {
        try {
            new ServerSocket(port, 1, address()).close();
            new DatagramSocket(port, address()).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
