// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.OpenPort;
import org.postern.port.keeper.internal.address.Ipv6Text;
import org.postern.port.keeper.internal.descriptions.RouterDescriptions;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The sentences of events and statuses. */
public final class Sentences {
    /** After so many losses in a row, a cause is named. */
    private static final int REGULAR = 3;

    private Sentences() {}

    public static String name(GatewayInfo gateway) {
        return gateway.name().isEmpty() ? Ipv6Text.of(gateway.address()) : gateway.name();
    }

    public static String found(GatewayInfo gateway, GatewayState state) {
        return "Found gateway "
                + name(gateway)
                + " ("
                + gateway.id()
                + ")"
                + state.externalAddress()
                        .map(each -> ", external address " + Ipv6Text.of(each) + ".")
                        .orElse(", without an external address.");
    }

    /** After a restart on another port, or under another name. */
    public static String moved(GatewayInfo gateway) {
        return name(gateway) + " is at " + gateway.id() + " now.";
    }

    public static String address(GatewayInfo gateway, GatewayState state) {
        return name(gateway)
                + state.externalAddress()
                        .map(each -> " has the external address " + Ipv6Text.of(each) + " now.")
                        .orElse(" has no external address now.");
    }

    private static String text(InetAddress address) {
        return address instanceof Inet6Address six
                ? "[" + Ipv6Text.of(six) + "]"
                : address.getHostAddress();
    }

    public static String opened(OpenPort port) {
        return name(port)
                + " is open on "
                + name(port.gatewayInfo())
                + where(port)
                + toOtherHost(port)
                + ".";
    }

    /** Where it leads, unless that is this machine. */
    private static String toOtherHost(OpenPort port) {
        InetAddress client = port.mapping().internalClient();
        return client.isAnyLocalAddress()
                        || client.equals(port.gatewayInfo().localAddress())
                        || port.family() == AddressFamily.IPV6
                ? ""
                : ", and leads to "
                        + Ipv6Text.of(client)
                        + " port "
                        + port.mapping().internalPort();
    }

    public static String changed(OpenPort port) {
        return name(port)
                + " on "
                + name(port.gatewayInfo())
                + (port.externalAddress().isEmpty()
                        ? " has no external address now."
                        : " is now" + where(port) + ".");
    }

    /** Why it is lost, where the router has dropped it so many times in a row, after this time. */
    public static String vanished(int times, Duration after) {
        String lost = "the router no longer holds it.";
        return times < REGULAR
                ? lost
                : lost
                        + " It has dropped it "
                        + times
                        + " times in a row, this time after "
                        + Math.max(1, after.toMinutes())
                        + " minutes: it seems to remove mappings that nobody uses.";
    }

    public static String notRenewed(OpenPort port, String reason) {
        return name(port)
                + " is open on "
                + name(port.gatewayInfo())
                + ", but could not be renewed: "
                + reason;
    }

    public static String lost(OpenPort port, String reason) {
        return name(port) + " is no longer open on " + name(port.gatewayInfo()) + ": " + reason;
    }

    /** Who has a requested port. */
    public static String held(GatewayInfo gateway, PortMapping found) {
        String what = found.key() + " of " + name(gateway) + " is held ";
        String called =
                found.description().isBlank() ? "" : ", called '" + found.description() + "'";
        if (found.internalClient().isAnyLocalAddress()) {
            return what + "by a client that the router does not disclose" + called + ".";
        }
        return found.internalClient().equals(gateway.localAddress())
                ? what
                        + "by another program on this machine, port "
                        + found.internalPort()
                        + called
                        + overOtherProtocol(found)
                        + "."
                : what
                        + "by "
                        + Ipv6Text.of(found.internalClient())
                        + ", port "
                        + found.internalPort()
                        + called
                        + ".";
    }

    /** A requested port that another keeper of this machine has on a router without a list. */
    static String keptByAnotherInstance(GatewayInfo gateway, PortKey key, int internalPort) {
        return key
                + " of "
                + name(gateway)
                + " is kept open by another instance of Postern on this machine, for port "
                + internalPort
                + ".";
    }

    /** Such a mapping cannot be replaced over UPnP (quirk A51). */
    private static String overOtherProtocol(PortMapping found) {
        return RouterDescriptions.isOfOtherProtocol(found.description())
                ? ", which opened it over NAT-PMP or PCP: close it with that program, or choose"
                        + " another port"
                : "";
    }

    /** Which other kept port has a requested one. */
    public static String kept(PortKey key, String origin) {
        return key + " is kept open for " + origin + ".";
    }

    /** A mapping that the router holds without forwarding anything. */
    public static String disabled(GatewayInfo gateway, PortKey key) {
        return name(gateway)
                + " holds "
                + key
                + " as disabled. Enable it on the router's web page.";
    }

    /** The router does not keep what it has confirmed; other leases are tried. */
    static String dropped(GatewayInfo gateway, PortKey key) {
        return name(gateway)
                + " confirms "
                + key
                + " and drops it soon after. It is tried again, if need be with other leases.";
    }

    /** The router has confirmed a renewal in vain. */
    static String notExtended() {
        return "its lease has ended as if it had not been renewed, though the router confirmed"
                + " that. From now on it is closed and opened again instead.";
    }

    /** Why another lease than the requested one was asked for. */
    static String otherLease(Duration asked) {
        return "It was asked for with "
                + (asked.isZero() ? "a permanent lease" : "a lease of " + asked.toSeconds() + " s")
                + ", since this router refuses or drops the requested one.";
    }

    /** The router drops what it has confirmed, with every lease. */
    static String dropsAll(GatewayInfo gateway, PortKey key) {
        return name(gateway)
                + " confirms "
                + key
                + " and drops it soon after, whatever lease it is asked for. Its table may be full:"
                + " remove entries on its web page, or restart it.";
    }

    /** The keeper's own mapping to a former address, which the router does not permit to remove. */
    public static String former(GatewayInfo gateway, PortMapping found, Instant now) {
        return found.key()
                + " of "
                + name(gateway)
                + " is still mapped by Postern to this machine's former address "
                + Ipv6Text.of(found.internalClient())
                + ", and the router permits only that address to remove it. "
                + (found.lease().isZero()
                        ? "It is permanent: remove it on the router's web page."
                        : "It ends with its lease at "
                                + now.plus(found.lease()).truncatedTo(ChronoUnit.SECONDS)
                                + ".");
    }

    /** Such as {@code TCP port 80 over IPv6}. */
    public static String name(OpenPort port) {
        return name(port.mapping().key(), port.family());
    }

    /** Such as {@code TCP port 80 over IPv6}. */
    public static String name(PortKey key, AddressFamily family) {
        return key + (family == AddressFamily.IPV4 ? "" : " over IPv6");
    }

    private static String where(OpenPort port) {
        return port.externalAddress()
                .map(each -> " at " + text(each) + ":" + port.mapping().externalPort())
                .orElse("; the router has no external address now");
    }
}
