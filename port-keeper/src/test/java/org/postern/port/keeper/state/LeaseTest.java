// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.port.keeper.state.StateSamples.ELSEWHERE;
import static org.postern.port.keeper.state.StateSamples.HERE;
import static org.postern.port.keeper.state.StateSamples.NOW;
import static org.postern.port.keeper.state.StateSamples.PAIR;
import static org.postern.port.keeper.state.StateSamples.TCP;
import static org.postern.port.keeper.state.StateSamples.seconds;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.port.keeper.internal.timing.Jitter;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is held, and when something is to be done for it. */
class LeaseTest {
    private static final Jitter MIDDLE = () -> 0.5;

    private final Lease lease = StateSamples.lease(TCP);

    private static PortMapping left(long seconds) {
        return StateSamples.mapping(PortKey.tcp(80), HERE, true, seconds);
    }

    @Test
    void ofSeveralLeasesTheShortestCounts_butNotOneWithoutAnEnd() {
        assertEquals(Duration.ofSeconds(30), Lease.shortest(List.of(left(60), left(0), left(30))));
        assertEquals(Duration.ZERO, Lease.shortest(List.of(left(0))));
        assertEquals(Duration.ZERO, Lease.shortest(List.of()));
    }

    @Test
    void aRenewalIsReadBackAfterTenSeconds_orAnEighthOfTheLease() {
        Lease doubted = lease.postponed(NOW, MIDDLE).doubt();
        Lease renewed = doubted.renewed(NOW, Duration.ofDays(7), MIDDLE);
        assertEquals(NOW + seconds(10), renewed.readBack());
        assertFalse(renewed.doubted());
        assertEquals(0, renewed.missed());
        assertEquals(NOW + seconds(10), renewed.next(true));
        assertFalse(renewed.wantsReadBack(NOW + seconds(10) - 1));
        assertTrue(renewed.wantsReadBack(NOW + seconds(10)));
        assertEquals(Term.NEVER, renewed.readingBack().readBack());

        Term brief = Term.granted(NOW, Duration.ofSeconds(40), MIDDLE);
        Lease short40 =
                Lease.adopted(lease.mappings(), brief, lease.since(), Duration.ofSeconds(40));
        assertEquals(NOW + seconds(5), short40.renewed(NOW, Duration.ofDays(7), MIDDLE).readBack());
    }

    @Test
    void aRenewalThatFailedIsTriedAgain_theSoonerTheNearerTheEnd() {
        Lease once = lease.postponed(NOW, MIDDLE);
        assertEquals(NOW + seconds(1), once.term().renewal());
        assertEquals(1, once.missed());
        Lease twice = once.postponed(NOW, MIDDLE);
        assertEquals(NOW + seconds(2), twice.term().renewal());

        long nearEnd = NOW + seconds(3600 - 8);
        Lease third = twice.postponed(nearEnd, MIDDLE);
        assertEquals(nearEnd + seconds(1), third.term().renewal(), "an eighth of what is left");
        long atEnd = NOW + seconds(3600 - 1);
        assertEquals(
                atEnd + seconds(1),
                third.postponed(atEnd, MIDDLE).term().renewal(),
                "no sooner than a second");
    }

    @Test
    void aLeaseWithoutAnEndIsTriedAgainToo() {
        Lease forever =
                Lease.adopted(lease.mappings(), Term.PERMANENT, lease.since(), Duration.ZERO);
        Lease postponed = forever.postponed(NOW, MIDDLE);
        assertEquals(NOW + seconds(1), postponed.term().renewal());
        assertEquals(
                Term.NEVER,
                postponed.renewed(NOW + seconds(1), Duration.ofDays(7), MIDDLE).term().renewal());
    }

    @Test
    void aLookIsNoReasonToAskSoonerForWhatWasJustNotRenewed() {
        Lease missed = lease.postponed(NOW + seconds(3000), MIDDLE);
        Lease seen = missed.seen(List.of(left(590)), NOW + seconds(3000), MIDDLE);
        assertEquals(missed.term().renewal(), seen.term().renewal());
        assertEquals(NOW + seconds(3590), seen.term().end());

        Lease notMissed = lease.seen(List.of(left(590)), NOW + seconds(3000), MIDDLE);
        assertEquals(NOW + seconds(1800), notMissed.term().renewal());
        Lease untold = missed.seen(List.of(left(0)), NOW, MIDDLE);
        assertEquals(missed.term(), untold.term());
        assertFalse(untold.mappings().get(0).leaseKnown());
        assertEquals(Duration.ofHours(1), untold.mappings().get(0).lease());
    }

    @Test
    void aLeaseThatIsShorterThanThoughtIsRenewedAtOnce() {
        long now = NOW + seconds(100);

        assertEquals(now, lease.seen(List.of(left(1000)), now, MIDDLE).term().renewal());
    }

    @Test
    void afterASleepALeaseThatSeemsOverIsBelievedForAMinute() {
        long later = NOW + seconds(3600);
        assertEquals(later + seconds(60), lease.slept(later).term().end());
        assertEquals(lease, lease.slept(later - 1));
        assertTrue(lease.isOver(later));
        assertFalse(lease.isOver(later - 1));
    }

    @Test
    void theNextThingIsTheRenewal_orTheEndWhileItIsBeingRenewed() {
        assertEquals(NOW + seconds(1800), lease.next(true));
        assertEquals(NOW + seconds(3600), lease.next(false));
        assertFalse(lease.wantsRenewal(NOW + seconds(1800) - 1));
        assertTrue(lease.wantsRenewal(NOW + seconds(1800)));
    }

    @Test
    void whatAnotherPortOrClientHasIsNotWhereItShouldLead() {
        PortMapping mine = left(60);
        assertTrue(lease.leadsTo(mine));
        assertFalse(lease.leadsTo(StateSamples.mapping(PortKey.tcp(80), ELSEWHERE, true, 60)));
        assertTrue(
                lease.leadsTo(
                        StateSamples.mapping(
                                PortKey.tcp(80), StateSamples.ip("0.0.0.0"), true, 60)),
                "some routers do not tell the client");
        PortMapping otherPort =
                new PortMapping(Protocol.TCP, 80, HERE, 81, "", true, Duration.ZERO, "");
        assertFalse(lease.leadsTo(otherPort));
    }

    @Test
    void ofAPairEachIsKnownByItself() {
        Lease pair = StateSamples.lease(PAIR);
        Lease udp = pair.keeps(pair.mappings().subList(1, 2));
        assertTrue(pair.holds(PortKey.tcp(80)));
        assertFalse(udp.holds(PortKey.tcp(80)));
        assertEquals(Optional.empty(), udp.of(Protocol.TCP));
        assertEquals(PortKey.udp(80), udp.of(Protocol.UDP).orElseThrow().key());
    }
}
