// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.GatewayState;
import org.postern.api.gateway.PortMapping;
import org.postern.api.keeper.OpenPort;

/** What people are told. */
final class Sentences {
    private Sentences() {}

    static String name(GatewayInfo gateway) {
        return gateway.name().isEmpty() ? gateway.address().getHostAddress() : gateway.name();
    }

    static String found(GatewayInfo gateway, GatewayState state) {
        return name(gateway)
                + " ("
                + gateway.id()
                + ") is there"
                + state.externalAddress()
                        .map(each -> ", with the external address " + each.getHostAddress() + ".")
                        .orElse(", without an external address.");
    }

    /** After a restart on another port, or with another name. */
    static String moved(GatewayInfo gateway) {
        return name(gateway) + " is at " + gateway.id() + " now.";
    }

    static String address(GatewayInfo gateway, GatewayState state) {
        return name(gateway)
                + state.externalAddress()
                        .map(each -> " has the external address " + each.getHostAddress() + " now.")
                        .orElse(" has no external address now.");
    }

    static String opened(OpenPort port) {
        return port.mapping().key() + " is open on " + name(port.gateway()) + where(port) + ".";
    }

    static String changed(OpenPort port) {
        return port.mapping().key()
                + " on "
                + name(port.gateway())
                + (port.externalAddress().isEmpty()
                        ? " has no external address now."
                        : " is now" + where(port) + ".");
    }

    static String lost(OpenPort port, String reason) {
        return port.mapping().key()
                + " is not open on "
                + name(port.gateway())
                + " any more: "
                + reason;
    }

    /** Who has a port that is wanted here. */
    static String held(GatewayInfo gateway, PortMapping found) {
        String what = found.key() + " of " + name(gateway) + " is held ";
        String called =
                found.description().isBlank() ? "" : ", called '" + found.description() + "'";
        if (found.internalClient().isAnyLocalAddress()) {
            return what + "by a client that the router does not tell" + called + ".";
        }
        return found.internalClient().equals(gateway.localAddress())
                ? what
                        + "by another program on this machine, port "
                        + found.internalPort()
                        + called
                        + "."
                : what
                        + "by "
                        + found.internalClient().getHostAddress()
                        + ", port "
                        + found.internalPort()
                        + called
                        + ".";
    }

    private static String where(OpenPort port) {
        return port.externalAddress()
                .map(each -> " at " + each.getHostAddress() + ":" + port.mapping().externalPort())
                .orElse("; the router has no external address now");
    }
}
