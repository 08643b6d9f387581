// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.watching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.testkit.fakes.Fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class TroubleLinesTest {
    private final TroubleLines troubles =
            new TroubleLines(new EventHints(words -> "See " + words + ".", List.of()));
    private final List<String> screen = new ArrayList<>();

    @Test
    void sameTroubleOfTwelvePorts_isOneMessage() {
        for (int port = 80; port < 92; port++) {
            happens(Kind.PORT_REFUSED, port, "TCP port " + port + " is not allowed.");
        }

        screen.addAll(
                troubles.lines(
                        Fakes.event(
                                Kind.PORT_REFUSED,
                                Protocol.UDP,
                                53,
                                "UDP port 53 is not allowed.")));

        assertEquals(1, screen.size());
        assertTrue(
                screen.get(0).endsWith("  TCP port 80 is not allowed. See [80, --protocol, TCP]."),
                screen::toString);
        assertEquals(Optional.of("The same for TCP 81-91 and UDP 53."), troubles.rest());
        assertEquals(Optional.empty(), troubles.rest());
    }

    @Test
    void anotherTrouble_isAMessageOfItsOwn() {
        happens(Kind.PORT_REFUSED, 80, "TCP port 80 is not allowed.");
        happens(Kind.PORT_REFUSED, 81, "TCP port 81 is not allowed.");
        happens(Kind.PORT_LOST, 82, "TCP port 82 was dropped.");

        assertEquals(3, screen.size());
        assertEquals("The same for TCP 81.", screen.get(1));
        assertTrue(screen.get(2).endsWith("  TCP port 82 was dropped."), screen::toString);
    }

    @Test
    void whatIsOver_isSaidToBeOver() {
        happens(Kind.PORT_OPENED, 80, "TCP 80 is open.");
        assertEquals(List.of(), screen);

        happens(Kind.PORT_LOST, 80, "TCP 80 was dropped.");
        happens(Kind.PORT_LOST, 81, "TCP 81 was dropped.");
        happens(Kind.PORT_OPENED, 80, "TCP 80 is open.");
        happens(Kind.PORT_OPENED, 81, "TCP 81 is open.");
        happens(Kind.PORT_RENEWED, 80, "TCP 80 is renewed.");

        assertEquals(3, screen.size());
        assertTrue(screen.get(2).endsWith("  TCP 80 is open."), screen::toString);
        assertEquals(Optional.of("The same for TCP 81."), troubles.rest());
    }

    @Test
    void aPortThatIsOpenedWithNotes_isSaid() {
        screen.addAll(troubles.lines(Fakes.opened(Protocol.TCP, 80, "TCP 80 is open.", "Ah.")));

        assertEquals(1, screen.size());
        assertTrue(screen.get(0).endsWith("  TCP 80 is open. Ah."), screen::toString);
    }

    /** Until it is over; then once more. */
    @Test
    void theHint_isGivenOnceForEachKindOfTrouble() {
        happens(Kind.PORT_REFUSED, 80, "No.");
        happens(Kind.PORT_LOST, 80, "Gone.");
        happens(Kind.PORT_REFUSED, 81, "No, no.");
        happens(Kind.PORT_OPENED, 81, "TCP 81 is open.");
        happens(Kind.PORT_REFUSED, 81, "No again.");
        gateway(Kind.GATEWAY_MISSING, "None.");

        assertEquals(
                List.of(true, false, false, false, true, true),
                screen.stream().map(each -> each.contains("See [")).toList());
        assertTrue(screen.get(5).endsWith("None. See []."), screen::toString);
    }

    @Test
    void gatewayThatIsBack_isSaid() {
        gateway(Kind.GATEWAY_FOUND, "It is there.");
        gateway(Kind.GATEWAY_GONE, "It is gone.");
        gateway(Kind.GATEWAY_FOUND, "It is there again.");
        gateway(Kind.GATEWAY_FOUND, "Another is there.");

        assertEquals(2, screen.size());
        assertTrue(screen.get(1).endsWith("  It is there again."), screen::toString);
    }

    private void happens(Kind kind, int port, String sentence) {
        screen.addAll(troubles.lines(Fakes.event(kind, Protocol.TCP, port, sentence)));
    }

    private void gateway(Kind kind, String sentence) {
        screen.addAll(troubles.lines(Fakes.event(kind, sentence)));
    }
}
