// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.api.gateway.PortKey.tcp;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;
import org.postern.port.keeper.kept.Origin;
import org.postern.testkit.ModelRouter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the keeper tries in vain for an open port is told once for each reason. */
class ToldInVainTest {
    private final KeeperFixture fixture = new KeeperFixture();
    private final ModelRouter router = fixture.router;
    private final List<PortStatus.Trouble> heard = new ArrayList<>();
    private KeptPort port;

    @BeforeEach
    void open() throws Exception {
        fixture.gatewayComes();
        port =
                fixture.keeper.keep(
                        KeepRequest.of(KeeperFixture.request(80, KeeperFixture.LEASE, false)),
                        new PortListener() {
                            @Override
                            public void notRenewed(OpenPort open, PortStatus.Trouble why) {
                                heard.add(why);
                            }
                        },
                        new Origin("test", false));
        fixture.advance(20);
    }

    private List<KeeperEvent> events(Kind kind) {
        return fixture.events.stream().filter(each -> each.kind() == kind).toList();
    }

    @Test
    void aRenewalThatIsNotAnsweredIsTold_andOnceMoreAfterOneThatWas() {
        router.line.down = true;
        fixture.advance(Duration.ofMinutes(40));
        KeeperEvent told = events(Kind.PORT_NOT_RENEWED).get(0);
        assertEquals(1, fixture.count(Kind.PORT_NOT_RENEWED));
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertEquals(
                List.of(Reason.UNREACHABLE), heard.stream().map(each -> each.reason()).toList());
        assertEquals(Optional.of(tcp(80)), told.port().map(each -> each.mapping().key()));
        assertTrue(told.nextTry().orElseThrow().isAfter(told.at()));
        assertTrue(told.sentence().contains("could not be renewed"), told.sentence());

        router.line.down = false;
        fixture.advance(Duration.ofMinutes(5));
        assertEquals(1, fixture.count(Kind.PORT_RENEWED));
        router.line.down = true;
        fixture.advance(Duration.ofMinutes(50));
        assertEquals(2, fixture.count(Kind.PORT_NOT_RENEWED));
    }

    @Test
    void anotherReasonIsToldToo() {
        router.line.down = true;
        fixture.advance(Duration.ofMinutes(36));
        router.line.down = false;
        router.renewalRefusal = Optional.of(Reason.CONFLICT);
        router.refused = request -> true;
        router.refusal = Reason.CONFLICT;
        fixture.advance(Duration.ofMinutes(15));

        assertEquals(
                List.of(Reason.UNREACHABLE, Reason.CONFLICT),
                heard.stream().map(each -> each.reason()).toList());
    }

    @Test
    void aRenewalThatIsLostOnceIsNotWorthAWord() {
        router.line.down = true;
        fixture.advanceUntilAsked("renew");
        fixture.advance(3);
        router.line.down = false;
        fixture.advance(Duration.ofMinutes(5));
        assertEquals(1, fixture.count(Kind.PORT_RENEWED));
        assertEquals(List.of(), heard);
    }

    @Test
    void aRouterThatRemovesWhatNobodyUsesIsNamedAtTheThirdTime() {
        for (int time = 0; time < 3; time++) {
            fixture.advance(Duration.ofMinutes(10));
            router.forget(tcp(80));
            fixture.revisionGrows();
            fixture.advance(2);
            assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        }
        List<KeeperEvent> lost = events(Kind.PORT_LOST);
        assertEquals(3, lost.size());
        assertFalse(lost.get(1).sentence().contains("nobody uses"), lost.get(1).sentence());
        assertTrue(lost.get(2).sentence().contains("3 times in a row"), lost.get(2).sentence());
        assertTrue(lost.get(2).sentence().contains("after 10 minutes"), lost.get(2).sentence());

        fixture.advance(Duration.ofHours(2));
        router.forget(tcp(80));
        fixture.revisionGrows();
        fixture.advance(2);
        assertFalse(events(Kind.PORT_LOST).get(3).sentence().contains("nobody uses"));
    }
}
