// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.postern.port.keeper.state.StateSamples.NOW;
import static org.postern.port.keeper.state.StateSamples.TCP;
import static org.postern.port.keeper.state.StateSamples.failure;
import static org.postern.port.keeper.state.StateSamples.seconds;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.state.PortState.Closed;
import org.postern.port.keeper.state.PortState.Closing;
import org.postern.port.keeper.state.PortState.Looking;
import org.postern.port.keeper.state.PortState.Open;
import org.postern.port.keeper.state.PortState.Opening;
import org.postern.port.keeper.state.PortState.Pending;
import org.postern.port.keeper.state.PortState.Refused;
import org.postern.port.keeper.state.PortState.Taken;
import org.postern.port.keeper.state.PortState.Waiting;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** What each state says of itself. */
class PortStateTest {
    private static final Target TARGET = Target.of(TCP, 80);
    private static final long LATER = NOW + seconds(7);

    private static String of(PortState state) {
        StringJoiner all = new StringJoiner(" ");
        all.add(state.phase().name());
        if (state.wakeAt() != Term.NEVER) {
            all.add("+" + (state.wakeAt() - NOW) / seconds(1));
        }
        add(all, state.needsPlace(), "place");
        add(all, state.waitsForPlace(), "waits");
        add(all, state.isQueued(), "queued");
        add(all, state.isAsked(), "asked");
        add(all, state.isWanted(), "wanted");
        add(all, state.lease().isPresent(), "lease");
        return all.toString();
    }

    private static void add(StringJoiner all, boolean applies, String word) {
        if (applies) {
            all.add(word);
        }
    }

    @Test
    void whileItIsWanted() {
        Attempts taken = Attempts.NONE.failed(PortPhase.TAKEN);
        assertEquals("OPENING waits wanted", of(Transitions.begin(TARGET)));
        assertEquals("TAKEN +7 wanted", of(new Waiting(TARGET, taken, LATER)));
        assertEquals("TAKEN place queued wanted", of(new Looking(TARGET, taken)));
        assertEquals(
                "TAKEN place queued wanted",
                of(new Opening(TARGET, taken, List.of(), false, false)));
        assertEquals(
                "TAKEN place asked wanted", of(new Opening(TARGET, taken, List.of(), true, false)));
        assertEquals(
                "OPEN +1800 place wanted lease",
                of(Open.quiet(TARGET, StateSamples.lease(TCP), false)));
        assertEquals("TAKEN +7 wanted", of(new Taken(TARGET, taken, LATER, false)));
        assertEquals("TAKEN +7 waits wanted", of(new Taken(TARGET, taken, LATER, true)));
        assertEquals("REFUSED +7 wanted", of(new Refused(TARGET, taken, LATER)));
    }

    @Test
    void whenItIsGivenUp() {
        assertEquals(
                "RELEASED asked", of(new Closing(TARGET, Optional.empty(), Pending.CALL, false)));
        assertEquals(
                "RELEASED lease",
                of(new Closing(TARGET, Optional.of(StateSamples.lease(TCP)), Pending.NONE, false)));
        assertEquals("RELEASED", of(new Closed(TARGET)));
    }

    @Test
    void onlyWhatIsNotThereCountsAsClosed() {
        assertEquals(true, RetryRule.countsAsClosed(failure(Reason.NOT_FOUND)));
        assertEquals(false, RetryRule.countsAsClosed(failure(Reason.NOT_AUTHORIZED)));
    }
}
