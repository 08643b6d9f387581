// SPDX-License-Identifier: Apache-2.0
package org.postern.homes;

import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.MappingRequest;

/** Opens one port, as a program does that then ends. */
final class ColdProgram {
    private ColdProgram() {}

    /** Takes an interface and a router. */
    public static void main(String... args) throws Exception {
        GatewayQuery where =
                GatewayQuery.standard().withNetworkInterface(args[0]).withWanted(args[1]);
        try (GatewayFinder finder = GatewayFinder.create()) {
            finder.find(where).gateway().map(MappingRequest.tcp(18163));
            System.out.println("open");
        }
    }
}
