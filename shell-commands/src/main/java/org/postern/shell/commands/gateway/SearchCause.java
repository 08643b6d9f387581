// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.CommonOptions;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.NumberRange;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells why a search found nothing where the cause is on this side, not the router's. */
final class SearchCause {
    /** A host with a dot or in brackets, and a port or a path. A UDN has neither. */
    private static final Pattern URL_WITHOUT_SCHEME =
            Pattern.compile(
                    "(?:[\\w-]+(?:\\.[\\w-]+)+|\\[[0-9a-fA-F:.]+])(?::\\d+(?:/\\S*)?|/\\S*)");

    private SearchCause() {}

    /** Refuses a value of {@code --gateway} that is a URL but for its beginning. */
    static void check(String wanted) throws GatewayException {
        if (URL_WITHOUT_SCHEME.matcher(wanted).matches()) {
            throw new GatewayException(
                    Reason.INVALID_ARGUMENT,
                    "'"
                            + wanted
                            + "' looks like a URL without its beginning: write http://"
                            + wanted
                            + (wanted.contains("/") ? "" : "/ and the path of the description")
                            + ", or the address of the router alone.");
        }
    }

    /** The same failure, or one that names the cause. */
    static GatewayException explained(GatewayException failure, Invocation invocation)
            throws CommandException, GatewayException {
        if (failure.reason() != Reason.NO_DEVICES) {
            return failure;
        }
        if (invocation.number(CommonOptions.TIMEOUT, 1, NumberRange.TIMEOUT) == 0) {
            return cause(
                    "A --timeout of 0 leaves no time for an answer: leave it out, or give"
                            + " milliseconds, such as 2000.");
        }
        if (!invocation.services().discovers()) {
            return cause(
                    "Nothing here searches for devices: install and start the bundle"
                            + " org.postern.discovery.");
        }
        boolean ipv6 = invocation.has(CommonOptions.IPV6);
        if (!invocation.has(CommonOptions.INTERFACE) && !hasNetwork(ipv6)) {
            return cause(
                    "There is no usable network interface: none is up with multicast and an "
                            + (ipv6 ? "IPv6" : "IPv4")
                            + " address.");
        }
        return failure;
    }

    /** Only where nothing else explains the failure. */
    static GatewayException explained(
            GatewayException failure, Invocation invocation, Optional<String> filter)
            throws CommandException, GatewayException {
        GatewayException explained = explained(failure, invocation);
        return explained == failure && failure.reason() == Reason.NO_DEVICES && filter.isPresent()
                ? cause(
                        "No device that matches the filter '"
                                + filter.get()
                                + "' answered in time. Upper and lower case matter; --filter \"\""
                                + " lists all devices that answer.")
                : explained;
    }

    /** Without the advice that goes with a router that is silent. */
    private static GatewayException cause(String sentence) {
        return new GatewayException(Reason.NO_DEVICES, sentence);
    }

    private static boolean hasNetwork(boolean ipv6) {
        try {
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                if (each.isUp()
                        && !each.isLoopback()
                        && each.supportsMulticast()
                        && each.inetAddresses()
                                .anyMatch(
                                        (ipv6 ? Inet6Address.class : Inet4Address.class)
                                                ::isInstance)) {
                    return true;
                }
            }
            return false;
        } catch (SocketException e) {
            return true;
        }
    }
}
