// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.reach;

import org.postern.api.doctor.OutsideResult;
import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.api.doctor.PortReach.State;
import org.postern.doctor.internal.address.Ipv6Text;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;

/** What is said of a look from outside. */
final class ReachSentences {
    private ReachSentences() {}

    /** Of an answer. */
    static String of(ReachPlace place, ReachTarget target, OutsideResult answer, State state) {
        String port = place.name();
        String where = endPoint(answer.seen(), target.port());
        return switch (state) {
            case REACHED ->
                    port + " was reached from outside at " + where + "." + other(target, answer);
            case NOT_REACHED ->
                    port
                            + " is open here, but was not reached from outside at "
                            + where
                            + ": "
                            + why(answer.reached())
                            + other(target, answer);
            case NOT_CONFIRMED ->
                    port
                            + " is not confirmed from outside at "
                            + where
                            + ": nothing came back, but many programs answer no stranger.";
            case UNKNOWN ->
                    port
                            + " was not checked from outside: the helper was asked from "
                            + Ipv6Text.of(answer.seen())
                            + ", which is not its address.";
        };
    }

    /** Of a helper that could not be asked. */
    static String unknown(ReachPlace place, IOException failure) {
        return place.name() + " was not checked from outside. " + failure.getMessage();
    }

    private static String why(Reached reached) {
        return switch (reached) {
            case REFUSED -> "the attempt was refused.";
            case UNREACHABLE -> "the network cannot reach the address.";
            default -> "nothing came back.";
        };
    }

    /** A second router, or a VPN. */
    private static String other(ReachTarget target, OutsideResult answer) {
        return target.address()
                .filter(each -> !each.equals(answer.seen()))
                .map(
                        each ->
                                " The router's own address is "
                                        + Ipv6Text.of(each)
                                        + ": addresses are translated further out.")
                .orElse("");
    }

    private static String endPoint(InetAddress address, int port) {
        String text = Ipv6Text.of(address);
        return (address instanceof Inet6Address ? "[" + text + "]" : text) + ":" + port;
    }
}
