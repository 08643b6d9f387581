// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.pcp.control.server.Dialect;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** What becomes known of a server, and when, over IPv4. */
class PcpWatchTest extends WatchFixture {
    @Test
    void aServer_isAdded_andAskedOnceAMinute() {
        begins();
        int opened = loop.sockets().size();

        passes(Duration.ofHours(1));

        assertEquals(List.of("added"), events);
        assertEquals(2 * 59, loop.sockets().size() - opened);
        assertEquals(0, loop.open());
    }

    @Test
    void aServerThatAnswers_isSearchedOnce_andOneThatDoesNot_moreRarely() {
        begins();
        passes(Duration.ofHours(1));
        assertEquals(1, searches);

        silent = true;
        passes(Duration.ofHours(1));
        assertTrue(searches > 2 && searches < 60, searches + " searches");
    }

    @ParameterizedTest
    @ValueSource(strings = {PCP, NAT_PMP})
    void anAnnouncement_raisesTheRevision_whateverItsEpoch(String announcement) {
        begins();
        announces(SERVER, announcement);

        assertEquals("changed", events.get(1).replaceFirst(" .*", ""));
    }

    @Test
    void severalAnnouncements_areToldOnce_andThoseThatFollowOnceMore() {
        begins();
        for (int i = 0; i < 3; i++) {
            announces(SERVER, PCP);
            passes(Duration.ofSeconds(1));
        }
        assertEquals(List.of("added", "changed 1"), events);

        passes(Duration.ofSeconds(10));

        assertEquals(3, events.size());
    }

    /** As somebody sends them who forges the router's address. */
    @Test
    void announcementsOfEverOtherAddresses_areToldAsRarely() {
        begins();
        for (int i = 1; i <= 5; i++) {
            announces(SERVER, "00800000" + "000003e8" + "cb00710" + i);
            passes(Duration.ofSeconds(1));
        }
        assertEquals(2, events.size(), events.toString());

        passes(Duration.ofSeconds(10));

        assertEquals(3, events.size(), events.toString());
    }

    /** Section 4f of the design: whoever can send a datagram must not be able to do harm. */
    @Test
    void whatIsNoAnnouncement_orFromSomebodyElse_isNothing() throws Exception {
        begins();
        announces(new InetSocketAddress(LOOPBACK, 5350), PCP);
        announces(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 5351), PCP);
        announces(SERVER, PCP + "00000000");
        announces(SERVER, "0280");
        announces(SERVER, PCP.replace("02800000", "02800001"));
        announces(SERVER, "00800001" + "000003e8");
        announces(SERVER, "0081000000000000" + "00".repeat(8));

        assertEquals(List.of("added"), events);
    }

    @Test
    void eightDatagramsInASecond_areLookedAt() {
        begins();
        for (int i = 0; i < 8; i++) {
            announces(SERVER, "0280");
        }
        announces(SERVER, PCP);
        assertEquals(List.of("added"), events);

        passes(Duration.ofSeconds(1));
        announces(SERVER, PCP);

        assertEquals(List.of("added", "changed 1"), events);
    }

    @Test
    void anAddressThatChanges_isToldAtTheNextPoll() {
        begins();
        model.external = new byte[] {(byte) 203, 0, 113, 8};

        passes(Duration.ofSeconds(61));

        assertEquals(List.of("added", "changed 1"), events);
    }

    @Test
    void aServerThatRefusesForAMoment_mayHaveLostItsMappings() {
        begins();
        refuses = true;
        passes(Duration.ofSeconds(61));
        refuses = false;
        passes(Duration.ofSeconds(5));

        assertEquals(List.of("added", "changed 1"), events);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerThatAnswersNoMore_isRemoved_andAddedWhenItIsBack(boolean closed) {
        begins();
        refuses = closed;
        silent = !closed;
        passes(Duration.ofMinutes(4));
        assertEquals(List.of("added", "removed", "missing"), events);

        refuses = false;
        silent = false;
        passes(Duration.ofSeconds(75));

        assertEquals(List.of("added", "removed", "missing", "added"), events);
    }

    @Test
    void overNatPmpAlone_itIsTheSame() throws Exception {
        model.pcp = false;
        watch = watch(Dialect.NAT_PMP);
        begins();
        int opened = loop.sockets().size();
        passes(Duration.ofHours(1));
        assertEquals(59, loop.sockets().size() - opened);

        announces(SERVER, NAT_PMP);

        assertEquals(List.of("added", "changed 1"), events);
    }

    /** The router was replaced, or its settings were changed. */
    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aServerThatSpeaksOnlyTheOtherProtocol_isRemoved_andRarelyAsked(Dialect watched)
            throws Exception {
        watch = watch(watched);
        begins();
        model.pcp = watched != Dialect.PCP;
        model.natPmp = watched != Dialect.NAT_PMP;
        passes(Duration.ofMinutes(12));
        assertEquals("removed", events.get(events.size() - 2));
        int asked = loop.sockets().size();

        passes(Duration.ofMinutes(9));

        assertTrue(loop.sockets().size() - asked <= 2);
    }

    @Test
    void aServerThatNeverAnswered_isAskedAgainAfterTenMinutes_orWhenItAnnouncesItself() {
        silent = true;
        begins();
        passes(Duration.ofSeconds(3));
        assertEquals(List.of("missing"), events);
        int asked = loop.sockets().size();
        passes(Duration.ofMinutes(9));
        assertEquals(asked, loop.sockets().size());

        passes(Duration.ofMinutes(2));
        assertTrue(loop.sockets().size() > asked);

        silent = false;
        announces(SERVER, PCP);
        passes(Duration.ofSeconds(1));
        assertEquals(List.of("missing", "added"), events);
    }

    @Test
    void aRouteThatGoes_takesItsServerWithIt() {
        begins();
        routes.clear();
        passes(Duration.ofSeconds(15));

        assertEquals(List.of("added", "removed", "missing"), events);
    }

    @Test
    void aWatchThatEnds_leavesNothing() {
        begins();
        watch.stop();
        passes(Duration.ofHours(1));

        assertEquals(List.of("added"), events);
        assertEquals(0, loop.open());
        assertFalse(loop.isListening());
    }
}
