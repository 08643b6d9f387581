// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.assessment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.api.control.Standing;
import org.postern.igd.control.gateway.NoIpv4Address;
import org.postern.igd.control.internal.address.AddressLiteral;
import org.postern.igd.control.soap.Reply;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

/** How good a service is by its two answers, of which one may be missing. */
class ServiceStandingTest {
    @ParameterizedTest
    @CsvSource({
        "Connected, 203.0.113.7, PUBLIC," + " It is connected with the public address 203.0.113.7.",
        "Connected, 10.0.0.2, PRIVATE, It is connected with the private address 10.0.0.2.",
        "Connected, 100.64.0.9, PRIVATE, It is connected with the shared address 100.64.0.9.",
        "Up, 203.0.113.7, PUBLIC, It is connected with the public address 203.0.113.7.",
        "Connected, , NO_ADDRESS, 'It is connected but reports no external address: another router"
                + " is in front of it, which has to open the port too, or the provider gives it no"
                + " IPv4 address (DS-Lite). With DS-Lite, ask the provider for a public IPv4"
                + " address, or open the port over IPv6.'",
        "Disconnected, 203.0.113.7, UNSURE, It says that its internet connection is 'Disconnected'"
                + " and has the public address 203.0.113.7.",
        "Disconnected, 10.0.0.2, DOUBTFUL, It says that its internet connection is 'Disconnected'"
                + " and has the private address 10.0.0.2.",
        "Disconnected, , DISCONNECTED, It says that its internet connection is 'Disconnected'"
                + " and has no external address.",
        ", 203.0.113.7, UNSURE, It does not report whether it is connected"
                + " and has the public address 203.0.113.7.",
        ", 10.0.0.2, PRIVATE, It does not report whether it is connected"
                + " and has the private address 10.0.0.2.",
        ", , SILENT, It refused."
    })
    void answers_decide(String word, String address, Standing standing, String explanation) {
        Optional<InetAddress> external =
                Optional.ofNullable(address).map(text -> AddressLiteral.parse(text).orElseThrow());
        WanAnswers answers =
                new WanAnswers(
                        true,
                        Optional.ofNullable(word),
                        Optional.empty(),
                        true,
                        external,
                        "It refused.");

        ServiceStanding result = ServiceStanding.of(answers);

        assertEquals(standing, result.standing());
        assertEquals(external, result.externalAddress());
        assertEquals(explanation, result.explanation());
    }

    /** The search is over before it has answered, or failed. */
    @Test
    void noAnswerYet_isSaidSo() {
        WanAnswers none =
                new WanAnswers(
                        false, Optional.empty(), Optional.empty(), false, Optional.empty(), "");

        assertEquals("It did not answer in time.", ServiceStanding.of(none).explanation());
        assertEquals(
                "It is connected, but has not reported its external address yet.",
                ServiceStanding.of(
                                new WanAnswers(
                                        true,
                                        Optional.of("Connected"),
                                        Optional.empty(),
                                        false,
                                        Optional.empty(),
                                        ""))
                        .explanation());
    }

    /** Quirk A30. */
    @Test
    void connectedWithIpv6Alone_isDsLite() {
        ServiceStanding result = withAddressOfTheLan(AddressLiteral.parse("2001:db8::7"));

        assertEquals(Standing.NO_ADDRESS, result.standing());
        assertTrue(result.explanation().contains("DS-Lite"), result.explanation());
    }

    /** Quirk A56. */
    @ParameterizedTest
    @CsvSource({
        "1.0.168.192, 192.168.0.1",
        "5.4.3.10, 10.3.4.5",
        "9.1.64.100, 100.64.1.9",
    })
    void octetsThatMayBeReversed_areNamed_andNotSwapped(String given, String meant) {
        InetAddress address = AddressLiteral.parse(given).orElseThrow();
        WanAnswers answers =
                new WanAnswers(
                        true,
                        Optional.of("Connected"),
                        Optional.empty(),
                        true,
                        Optional.of(address),
                        "");

        ServiceStanding result = ServiceStanding.of(answers);

        assertEquals(Standing.PUBLIC, result.standing());
        assertEquals(Optional.of(address), result.externalAddress());
        assertTrue(result.explanation().contains("address " + meant), result.explanation());
    }

    /** Quirk A30. */
    @Test
    void addressOfTheLan_isNamed() {
        ServiceStanding result = withAddressOfTheLan(Optional.empty());

        assertEquals(Standing.NO_ADDRESS, result.standing());
        assertEquals(
                "It gives 192.168.178.1 as its external address, which is one of its own network:"
                        + " the provider may give it no IPv4 address (DS-Lite), or it does not"
                        + " report that. With DS-Lite, ask the provider for a public IPv4 address,"
                        + " or open the port over IPv6.",
                result.explanation());
    }

    @Test
    void anAddressOfTheRoutersOwnNetwork_isNone() {
        InetAddress router = AddressLiteral.parse("192.168.178.1").orElseThrow();

        assertEquals(Optional.of(router), NoIpv4Address.ofLan(told("192.168.178.1"), router));
        assertEquals(Optional.empty(), NoIpv4Address.ofLan(told("192.168.1.2"), router));
        assertEquals(Optional.empty(), NoIpv4Address.ofLan(told(""), router));
    }

    private static ServiceStanding withAddressOfTheLan(Optional<InetAddress> ipv6) {
        return ServiceStanding.of(
                new WanAnswers(
                        true,
                        Optional.of("Connected"),
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        AddressLiteral.parse("192.168.178.1"),
                        ipv6,
                        ""));
    }

    private static Reply.Done told(String address) {
        return new Reply.Done(Map.of("NewExternalIPAddress", address));
    }
}
