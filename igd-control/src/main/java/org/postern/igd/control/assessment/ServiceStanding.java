// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.assessment;

import org.postern.api.control.Standing;
import org.postern.igd.control.gateway.NoIpv4Address;
import org.postern.igd.control.internal.address.AddressClass;

import java.net.InetAddress;
import java.util.Optional;

/**
 * How good a WAN service is for opening ports, by its answers. One of two answers is enough: the
 * other may have been lost.
 *
 * @param standing how good it is
 * @param externalAddress empty when it told none
 * @param explanation one sentence about the router's connection
 */
record ServiceStanding(
        Standing standing, Optional<InetAddress> externalAddress, String explanation) {

    static ServiceStanding of(WanAnswers answers) {
        boolean connected = answers.connected().orElse(false);
        String word = answers.statusWord().orElse("");
        return answers.externalAddress().isPresent()
                ? withAddress(connected, word, answers.externalAddress().get())
                : withoutAddress(connected, word, answers);
    }

    private static ServiceStanding withAddress(
            boolean connected, String word, InetAddress address) {
        AddressClass its = AddressClass.of(address);
        boolean isPublic = its.isPublic();
        String explanation =
                (connected ? "It is connected with the " : claim(word) + " and has the ")
                        + kind(its)
                        + " address "
                        + address.getHostAddress()
                        + "."
                        + reversed(address);
        return new ServiceStanding(
                standing(connected, word, isPublic), Optional.of(address), explanation);
    }

    private static String kind(AddressClass its) {
        return switch (its) {
            case PUBLIC, DOCUMENTATION -> "public";
            // RFC 6598: shared by the customers of a provider.
            case CARRIER_NAT, DS_LITE -> "shared";
            default -> "private";
        };
    }

    /** Some routers give the octets in reverse order (quirk A56). Only a user can tell. */
    private static String reversed(InetAddress address) {
        Optional<InetAddress> other = AddressClass.privateInReverse(address);
        return other.isEmpty()
                ? ""
                : " If it gives the octets in reverse order, as some routers do, it has the private"
                        + " address "
                        + other.get().getHostAddress()
                        + ", which the internet cannot reach.";
    }

    private static Standing standing(boolean connected, String word, boolean isPublic) {
        if (connected) {
            return isPublic ? Standing.PUBLIC : Standing.PRIVATE;
        }
        if (isPublic) {
            return Standing.UNSURE;
        }
        // One that does not tell its status is judged by its address.
        return word.isEmpty() ? Standing.PRIVATE : Standing.DOUBTFUL;
    }

    private static ServiceStanding withoutAddress(
            boolean connected, String word, WanAnswers answers) {
        if (word.isEmpty()) {
            String why =
                    answers.failure().isEmpty() ? "It did not answer in time." : answers.failure();
            return new ServiceStanding(Standing.SILENT, Optional.empty(), why);
        }
        return connected
                ? new ServiceStanding(
                        Standing.NO_ADDRESS,
                        Optional.empty(),
                        answers.addressTold()
                                ? NoIpv4Address.explanation(
                                        answers.lanAddress(), answers.ipv6Address())
                                : "It is connected, but has not reported its external address yet.")
                : new ServiceStanding(
                        Standing.DISCONNECTED,
                        Optional.empty(),
                        claim(word) + " and has no external address.");
    }

    private static String claim(String word) {
        return word.isEmpty()
                ? "It does not report whether it is connected"
                : "It says that its internet connection is '" + word + "'";
    }
}
