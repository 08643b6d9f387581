// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.assessment;

import org.postern.api.gateway.Gateway;

import java.net.InetAddress;

/**
 * What descriptions of one router have in common, whatever they call it.
 *
 * @param address of the router in the local network
 * @param localAddress this machine's address on the connection to it
 * @param externalAddress of the router
 */
public record RouterPlace(
        InetAddress address, InetAddress localAddress, InetAddress externalAddress) {
    public static RouterPlace of(Gateway gateway, InetAddress externalAddress) {
        return new RouterPlace(
                gateway.info().address(), gateway.info().localAddress(), externalAddress);
    }
}
