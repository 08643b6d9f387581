// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.doctor.PortReach;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.shell.commands.FakeHelper;
import org.postern.testkit.fakes.Fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The events for which the program has had no time yet. */
class WaitingEventsTest {
    private final WaitingEvents waiting = new WaitingEvents(3);

    @Test
    void theNewestOfAPort_takesThePlaceOfThoseBefore() {
        add(Kind.PORT_LOST, 80);
        add(Kind.PORT_OPENED, 81);
        add(Kind.PORT_OPENED, 80);
        add(Kind.PORT_CHANGED, 80);

        assertEquals(List.of("PORT_CHANGED 80 +2", "PORT_OPENED 81 +0"), taken());
    }

    @Test
    void aRenewal_doesNotHideThatThePortWasOpened() {
        add(Kind.PORT_OPENED, 80);
        add(Kind.PORT_RENEWED, 80);
        add(Kind.PORT_NOT_RENEWED, 81);
        add(Kind.PORT_RENEWED, 81);

        assertEquals(List.of("PORT_OPENED 80 +1", "PORT_RENEWED 81 +1"), taken());
    }

    @Test
    void gatewaysPortsAndChecks_overtakeOnlyTheirOwn() {
        waiting.add(HookEvent.of(Fakes.event(Kind.GATEWAY_MISSING, "")));
        add(Kind.PORT_OPENED, 80);
        waiting.add(
                HookEvent.of(
                        FakeHelper.reach(
                                PortKey.tcp(80), PortReach.State.REACHED, Optional.empty(), "")));

        assertEquals(3, waiting.size());
        assertTrue(add(Kind.PORT_LOST, 80), "it needs no more room");
        assertFalse(add(Kind.PORT_LOST, 81));
        assertEquals("PORT_LOST", taken(1));
    }

    @Test
    void tcpAndUdp_areTwo() {
        waiting.add(HookEvent.of(Fakes.event(Kind.PORT_OPENED, Protocol.TCP, 80, "")));
        waiting.add(HookEvent.of(Fakes.event(Kind.PORT_OPENED, Protocol.UDP, 80, "")));

        assertEquals(2, waiting.size());
    }

    @Test
    void atTheEnd_closedPortsComeFirst() {
        waiting.add(HookEvent.of(Fakes.event(Kind.GATEWAY_MISSING, "")));
        add(Kind.PORT_OPENED, 80);
        add(Kind.PORT_CLOSED, 81);

        assertEquals("PORT_CLOSED", waiting.takeClosing().orElseThrow().event().name());
        assertEquals("GATEWAY_MISSING", waiting.takeClosing().orElseThrow().event().name());
        assertEquals("PORT_OPENED", waiting.takeClosing().orElseThrow().event().name());
        assertEquals(Optional.empty(), waiting.takeClosing());
    }

    private boolean add(Kind kind, int port) {
        return waiting.add(HookEvent.of(Fakes.event(kind, Protocol.TCP, port, "")));
    }

    private String taken(int index) {
        return taken().get(index).split(" ", 2)[0];
    }

    private List<String> taken() {
        List<String> taken = new ArrayList<>();
        for (Optional<WaitingEvents.Waiting> each = waiting.take();
                each.isPresent();
                each = waiting.take()) {
            HookEvent event = each.get().event();
            taken.add(
                    event.name()
                            + " "
                            + event.variables().get("POSTERN_REQUESTED_PORT")
                            + " +"
                            + each.get().overtaken());
        }
        return taken;
    }
}
