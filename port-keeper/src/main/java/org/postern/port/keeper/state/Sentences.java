// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.GatewayState;
import org.postern.api.gateway.PortMapping;
import org.postern.api.keeper.OpenPort;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What people are told. */
public final class Sentences {
    private Sentences() {}

    public static String name(GatewayInfo gateway) {
        return gateway.name().isEmpty() ? gateway.address().getHostAddress() : gateway.name();
    }

    public static String found(GatewayInfo gateway, GatewayState state) {
        return name(gateway)
                + " ("
                + gateway.id()
                + ") is there"
                + state.externalAddress()
                        .map(each -> ", with the external address " + each.getHostAddress() + ".")
                        .orElse(", without an external address.");
    }

    /** After a restart on another port, or with another name. */
    public static String moved(GatewayInfo gateway) {
        return name(gateway) + " is at " + gateway.id() + " now.";
    }

    public static String address(GatewayInfo gateway, GatewayState state) {
        return name(gateway)
                + state.externalAddress()
                        .map(each -> " has the external address " + each.getHostAddress() + " now.")
                        .orElse(" has no external address now.");
    }

    public static String opened(OpenPort port) {
        return port.mapping().key() + " is open on " + name(port.gateway()) + where(port) + ".";
    }

    public static String changed(OpenPort port) {
        return port.mapping().key()
                + " on "
                + name(port.gateway())
                + (port.externalAddress().isEmpty()
                        ? " has no external address now."
                        : " is now" + where(port) + ".");
    }

    public static String lost(OpenPort port, String reason) {
        return port.mapping().key()
                + " is not open on "
                + name(port.gateway())
                + " any more: "
                + reason;
    }

    /** Who has a port that is wanted here. */
    public static String held(GatewayInfo gateway, PortMapping found) {
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

    /** Our own mapping to an address that this machine had, which the router does not let us remove. */
    static String former(GatewayInfo gateway, PortMapping found, Instant now) {
        return found.key()
                + " of "
                + name(gateway)
                + " is still ours from when this machine was "
                + found.internalClient().getHostAddress()
                + ", and the router lets only that address remove it. "
                + (found.lease().isZero()
                        ? "It does not end by itself: remove it in the router's own pages."
                        : "It ends with its lease at "
                                + now.plus(found.lease()).truncatedTo(ChronoUnit.SECONDS)
                                + ".");
    }

    private static String where(OpenPort port) {
        return port.externalAddress()
                .map(each -> " at " + each.getHostAddress() + ":" + port.mapping().externalPort())
                .orElse("; the router has no external address now");
    }
}
