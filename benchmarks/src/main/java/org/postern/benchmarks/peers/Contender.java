// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers;

/**
 * A library that finds a gateway and opens ports on it, used as its documentation says and with the
 * settings that it comes with.
 */
interface Contender extends AutoCloseable {

    /**
     * Starts one. Only its own classes are loaded.
     *
     * @param name as in the table
     */
    static Contender named(String name) throws Exception {
        return switch (name) {
            case "postern" -> new PosternContender("");
            case "postern-upnp" -> new PosternContender("upnp");
            case "postern-watch" -> new PosternWatching();
            case "jupnp" -> new JupnpContender();
            case "weupnp" -> new WeupnpContender();
            default -> throw new IllegalArgumentException("Nobody is called " + name);
        };
    }

    /**
     * Searches anew, and waits until a gateway is known that says it is connected.
     *
     * @throws NoGatewayException when it says that there is none
     */
    UsableGateway find() throws Exception;

    /** Waits until nothing of the last search goes on. */
    default void settle() throws InterruptedException {}

    @Override
    void close();
}
