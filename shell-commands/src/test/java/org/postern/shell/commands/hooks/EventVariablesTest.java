// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postern.api.doctor.PortReach;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.shell.commands.FakeHelper;
import org.postern.testkit.fakes.Fakes;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a program is told of an event. */
class EventVariablesTest {
    @Test
    void allFacts_areInTheEnvironment() {
        KeeperEvent event = Fakes.opened(Protocol.TCP, 80, "It is open.", "Nobody listens.");

        assertEquals(
                new TreeMap<>(
                        Map.ofEntries(
                                Map.entry("POSTERN_AT", "2026-03-01T06:10:03.500Z"),
                                Map.entry("POSTERN_EVENT", "PORT_OPENED"),
                                Map.entry("POSTERN_MESSAGE", "It is open. Nobody listens."),
                                Map.entry("POSTERN_PROTOCOL", "TCP"),
                                Map.entry("POSTERN_FAMILY", "IPV4"),
                                Map.entry("POSTERN_REQUESTED_PORT", "80"),
                                Map.entry("POSTERN_EXTERNAL_ADDRESS", "203.0.113.7"),
                                Map.entry("POSTERN_EXTERNAL_PORT", "80"),
                                Map.entry("POSTERN_INTERNAL_CLIENT", "192.168.1.5"),
                                Map.entry("POSTERN_INTERNAL_PORT", "80"),
                                Map.entry("POSTERN_LEASE_SECONDS", "3600"),
                                Map.entry("POSTERN_NEXT_TRY", ""),
                                Map.entry("POSTERN_GATEWAY", Fakes.DESCRIPTION_URL),
                                Map.entry("POSTERN_GATEWAY_NAME", "My Router"),
                                Map.entry("POSTERN_GATEWAY_ADDRESS", "192.168.1.1"))),
                new TreeMap<>(HookEvent.of(event).variables()));
    }

    @Test
    void whatIsNotKnown_isEmpty_soThatNothingIsInherited() {
        Map<String, String> variables =
                HookEvent.of(Fakes.event(Kind.GATEWAY_MISSING, "None.")).variables();

        assertEquals("", variables.get("POSTERN_EXTERNAL_PORT"));
        assertEquals("", variables.get("POSTERN_GATEWAY"));
        assertEquals("", variables.get("POSTERN_GATEWAY_NAME"));
        assertEquals(
                HookEvent.of(Fakes.event(Kind.PORT_OPENED, Protocol.TCP, 80, ""))
                        .variables()
                        .keySet(),
                variables.keySet());
    }

    @Test
    void whatAHelperFound_isAnEventToo() {
        PortReach reach =
                FakeHelper.reach(
                        PortKey.tcp(80),
                        PortReach.State.NOT_REACHED,
                        Optional.<Instant>empty(),
                        "It is not reached.");
        Map<String, String> variables = HookEvent.of(reach).variables();

        assertEquals("PORT_NOT_REACHED", variables.get("POSTERN_EVENT"));
        assertEquals("80", variables.get("POSTERN_EXTERNAL_PORT"));
    }

    @Test
    void textOfADevice_isHarmlessAndBounded() {
        GatewayInfo evil =
                Fakes.info(
                        Fakes.DESCRIPTION_URL,
                        "\u001b[2JEvil\n\"$(reboot)`reboot`&calc|x\\\u202e" + "x".repeat(1000));
        KeeperEvent event =
                new KeeperEvent(
                        Instant.EPOCH,
                        Kind.GATEWAY_FOUND,
                        Optional.of(evil),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "y".repeat(5000));
        Map<String, String> variables = HookEvent.of(event).variables();

        String name = variables.get("POSTERN_GATEWAY_NAME");
        assertEquals("Evil__(reboot)_reboot__calc_x_xxx", name.substring(0, 33));
        assertEquals(EventVariables.LONGEST_TEXT, name.length());
        assertEquals(EventVariables.LONGEST_MESSAGE, variables.get("POSTERN_MESSAGE").length());
    }

    @Test
    void aCharacterOfTwoUnits_isNotCutInTwo() {
        String text = "x".repeat(EventVariables.LONGEST_TEXT - 1) + "\ud83d\ude80";

        assertEquals("x".repeat(EventVariables.LONGEST_TEXT - 1), EventVariables.text(text));
    }
}
