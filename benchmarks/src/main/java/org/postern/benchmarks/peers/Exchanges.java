// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers;

import static org.postern.benchmarks.peers.CallTimer.timed;

import java.net.URI;

/**
 * Asks for the external address, and opens a port, once in each of its turns in a warm JVM; bare
 * sockets ask the same before. Prints lines of a measure, who was measured, and microseconds.
 */
final class Exchanges {
    private static final int PORT = 29000;

    private final String name;

    /** The bare sockets of this process. */
    private final String bareName;

    private final UsableGateway gateway;
    private final BareRouter bare;
    private final String client;

    private Exchanges(String name, UsableGateway gateway, BareRouter bare, String client) {
        this.name = name;
        this.bareName = "bare-" + name;
        this.gateway = gateway;
        this.bare = bare;
        this.client = client;
    }

    /** {@code CONTENDER WARM_UP CONTROL_URL SERVICE_TYPE OWN_ADDRESS}. */
    public static void main(String[] arguments) throws Exception {
        int warmUp = Integer.parseInt(arguments[1]);
        BareRouter bare = new BareRouter(URI.create(arguments[2]), arguments[3]);
        try (Contender contender = Contender.named(arguments[0])) {
            UsableGateway gateway = contender.find();
            contender.settle();
            Exchanges exchanges = new Exchanges(arguments[0], gateway, bare, arguments[4]);
            for (int i = 0; i < warmUp; i++) {
                exchanges.all(false);
            }
            Turns.take(() -> exchanges.all(true));
        }
        System.exit(0);
    }

    private void all(boolean measured) throws Exception {
        questions(measured);
        mappings(measured);
    }

    private void questions(boolean measured) throws Exception {
        byte[] question = bare.getExternalAddress();
        timed(measured, "question", bareName, () -> bare.exchange(question));
        timed(measured, "question", name, gateway::externalAddress);
    }

    private void mappings(boolean measured) throws Exception {
        byte[] add = bare.addMapping(PORT, client);
        byte[] look = bare.getMapping(PORT);
        timed(measured, "mapping", bareName, () -> bare.exchange(add));
        bare.exchange(bare.deleteMapping(PORT));
        timed(
                measured,
                "mapping-read-back",
                bareName,
                () -> {
                    bare.exchange(add);
                    bare.exchange(look);
                });
        bare.exchange(bare.deleteMapping(PORT));
        timed(measured, "mapping", name, () -> gateway.map(PORT));
        bare.exchange(bare.deleteMapping(PORT));
        timed(measured, "mapping-read-back", name, () -> gateway.mapAndLook(PORT));
        bare.exchange(bare.deleteMapping(PORT));
    }
}
