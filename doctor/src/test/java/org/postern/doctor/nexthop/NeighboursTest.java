// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.postern.doctor.evidence.NextHop.Neighbour;
import org.postern.doctor.timing.TimeLimit;
import org.postern.testkit.ManualClock;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

@Timeout(60)
class NeighboursTest {
    private static final String HARDWARE = "52:54:00:12:34:56";
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ManualClock clock = new ManualClock();
    private final TimeLimit limit = TimeLimit.of(LONG, clock);
    private final InetAddress gateway;

    NeighboursTest() throws IOException {
        gateway = InetAddress.getByName("192.168.66.1");
    }

    private ArpEntry complete() {
        return new ArpEntry(gateway, true, false, HARDWARE, "lan0");
    }

    private ArpEntry incomplete() {
        return new ArpEntry(gateway, false, false, "", "lan0");
    }

    /** A table whose entries depend on the milliseconds that have passed. */
    private final class Table implements ArpTable {
        private final boolean listsAbsent;
        private final Function<Long, List<ArpEntry>> entries;

        Table(boolean listsAbsent, Function<Long, List<ArpEntry>> entries) {
            this.listsAbsent = listsAbsent;
            this.entries = entries;
        }

        @Override
        public List<ArpEntry> read() {
            return entries.apply(limit.elapsed().toMillis());
        }

        @Override
        public boolean listsAbsent() {
            return listsAbsent;
        }

        @Override
        public long pollMillis() {
            return 100;
        }
    }

    private Neighbours neighbours(Function<Long, List<ArpEntry>> entries) {
        return neighbours(new Table(true, entries));
    }

    private Neighbours neighbours(ArpTable table) {
        return new Neighbours(
                table, millis -> clock.advance(Duration.ofMillis(millis)), each -> true);
    }

    private NeighbourStatus watch(Neighbours neighbours, boolean heard) {
        return neighbours.watch(gateway, "lan0", heard, NeighbourTimeouts.ofGateway(limit));
    }

    @Test
    void whoAnswersToArpIsThere() {
        Neighbours one = neighbours(at -> List.of(at < 1500 ? incomplete() : complete()));
        assertEquals(new NeighbourStatus(Neighbour.PRESENT, HARDWARE), watch(one, true));
    }

    @Test
    void whoDoesNotAnswerWithinThreeSecondsIsNot() {
        Neighbours one = neighbours(at -> List.of(incomplete()));
        assertEquals(NeighbourStatus.ABSENT, watch(one, false));
        assertEquals(Duration.ofSeconds(3), limit.elapsed());
    }

    @Test
    void anEntryIsBelieved_whereTheGatewayWasHeard() {
        assertEquals(
                new NeighbourStatus(Neighbour.PRESENT, HARDWARE),
                watch(neighbours(at -> List.of(complete())), true));
        assertEquals(Duration.ZERO, limit.elapsed());
    }

    /** A router that was just switched off is known for some time. */
    @Test
    void anEntryOfASilentGatewayIsVerifiedByTheSystem() {
        Neighbours gone = neighbours(at -> List.of(at < 8000 ? complete() : incomplete()));
        assertEquals(NeighbourStatus.ABSENT, watch(gone, false));
        assertEquals(Duration.ofSeconds(8), limit.elapsed());
    }

    @Test
    void anEntryThatStaysIsBelieved() {
        Neighbours one = neighbours(at -> List.of(complete()));
        assertEquals(new NeighbourStatus(Neighbour.PRESENT, HARDWARE), watch(one, false));
        assertTrue(limit.elapsed().compareTo(Duration.ofSeconds(8)) > 0);
    }

    /** As on a link without ARP. */
    @Test
    void whoIsNotInTheTableWasNotAskedFor() {
        assertEquals(NeighbourStatus.NOT_MEASURED, watch(neighbours(at -> List.of()), false));
        assertEquals(Duration.ZERO, limit.elapsed());
    }

    @Test
    void anEntryThatWasSetByHandTellsNothing() {
        ArpEntry fixed = new ArpEntry(gateway, true, true, HARDWARE, "lan0");
        assertEquals(
                Neighbour.NOT_MEASURED, watch(neighbours(at -> List.of(fixed)), false).neighbour());
    }

    @Test
    void entriesOfOtherInterfacesAndAddressesDoNotCount() throws Exception {
        List<ArpEntry> others =
                List.of(
                        new ArpEntry(gateway, true, false, HARDWARE, "lan1"),
                        new ArpEntry(
                                InetAddress.getByName("192.168.66.2"),
                                true,
                                false,
                                HARDWARE,
                                "lan0"));
        assertEquals(NeighbourStatus.NOT_MEASURED, watch(neighbours(at -> others), true));
    }

    @Test
    void windows_whoIsNotListedAfterThreeSecondsIsNotThere() {
        Neighbours one = neighbours(new Table(false, at -> List.of()));
        assertEquals(NeighbourStatus.ABSENT, watch(one, false));
        assertEquals(Duration.ofSeconds(3), limit.elapsed());
    }

    @Test
    void windows_whoIsInNoNetworkOfThisMachineWasNotAskedFor() {
        Neighbours one =
                new Neighbours(
                        new Table(false, at -> List.of()),
                        millis -> clock.advance(Duration.ofMillis(millis)),
                        each -> false);
        assertEquals(NeighbourStatus.NOT_MEASURED, watch(one, false));
    }

    @Test
    void whereTheTimeIsTooShort_nobodyIsCalledAbsent() {
        TimeLimit second = limit.atMost(Duration.ofSeconds(1));
        Neighbours one = neighbours(at -> List.of(incomplete()));
        assertEquals(
                NeighbourStatus.NOT_MEASURED,
                one.watch(gateway, "lan0", false, NeighbourTimeouts.ofGateway(second)));
        assertEquals(Duration.ofSeconds(1), limit.elapsed());
    }

    @Test
    void anInterruptEndsIt() {
        Neighbours one =
                new Neighbours(
                        new Table(true, at -> List.of(incomplete())), Thread::sleep, each -> true);
        Thread.currentThread().interrupt();
        assertEquals(NeighbourStatus.NOT_MEASURED, watch(one, false));
        assertTrue(Thread.interrupted());
    }

    /** Not verified, but known. */
    @Test
    void anInterruptEndsTheDoubtOfAnEntry() {
        Neighbours one =
                new Neighbours(
                        new Table(true, at -> List.of(complete())), Thread::sleep, each -> true);
        Thread.currentThread().interrupt();
        assertEquals(new NeighbourStatus(Neighbour.PRESENT, HARDWARE), watch(one, false));
        assertTrue(Thread.interrupted());
    }

    @Test
    void aTableThatCannotBeReadTellsNothing() {
        ArpTable broken =
                new ArpTable() {
                    @Override
                    public List<ArpEntry> read() throws IOException {
                        throw new IOException("no such file");
                    }

                    @Override
                    public boolean listsAbsent() {
                        return true;
                    }

                    @Override
                    public long pollMillis() {
                        return 100;
                    }
                };
        assertEquals(NeighbourStatus.NOT_MEASURED, watch(neighbours(broken), false));
    }

    /** No table has loopback; the kernel itself refuses what is sent to the port. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the others have one address of loopback")
    void whoRefusesIsThere() throws Exception {
        try (LoopbackHost host = new LoopbackHost()) {
            assertEquals(
                    Neighbour.PRESENT,
                    Neighbours.ofThisSystem().look(host.address(), TimeLimit.of(LONG)));
        }
    }

    @Test
    void dockerGivesAddressesThatBeginWith0242() {
        assertTrue(new NeighbourStatus(Neighbour.PRESENT, "02:42:ac:11:00:01").hasDockerMark());
        assertFalse(new NeighbourStatus(Neighbour.PRESENT, HARDWARE).hasDockerMark());
    }
}
