// SPDX-License-Identifier: Apache-2.0
package org.postern.examples.game;

import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.keeper.PortKeeper;

import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Listens on a port, and keeps it open on the router until Ctrl-C. */
public final class GameServer {
    private static final int MOST_PLAYERS = 16;

    private GameServer() {}

    /** Takes a port and, where the best gateway is not the one to use, an interface and a router. */
    public static void main(String... args) throws Exception {
        if (args.length == 0) {
            System.err.println("Usage: GameServer PORT [INTERFACE [ROUTER]]");
            System.exit(64);
        }
        int port = Integer.parseInt(args[0]);
        GatewayQuery where =
                GatewayQuery.standard()
                        .withNetworkInterface(args.length > 1 ? args[1] : "")
                        .withWanted(args.length > 2 ? args[2] : "");

        try (ServerSocket server = new ServerSocket(port);
                PortKeeper keeper = PortKeeper.create(where)) {
            // Ctrl-C: closes the port on the router before the process ends.
            Runtime.getRuntime().addShutdownHook(new Thread(keeper::close));

            // The router forwards the port for an hour at a time; the keeper renews that, and comes
            // back after the router restarted. Any other port will do where this one is taken.
            keeper.keep(MappingRequest.tcp(port).description("guess").anyPort(), new Invitation());

            ExecutorService players = Executors.newFixedThreadPool(MOST_PLAYERS);
            while (true) {
                Socket player = server.accept();
                players.execute(new GuessingGame(player));
            }
        }
    }
}
