// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers;

/** A gateway as a contender gives it. Each call throws when the router refuses. */
interface UsableGateway {

    /** One exchange with the router. */
    String externalAddress() throws Exception;

    /** Opens a TCP port to the same one of this host, for as long as the router allows. */
    void map(int port) throws Exception;

    /**
     * Opens it, and looks whether the router holds it. What the contender does of itself is not
     * done twice.
     */
    void mapAndLook(int port) throws Exception;
}
