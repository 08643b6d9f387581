// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.doctor.evidence.LocalMachine;
import org.postern.doctor.internal.host.HostInterface;
import org.postern.doctor.internal.host.SourceRoute;
import org.postern.doctor.internal.host.WayOut;

import java.net.InetAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@Timeout(60)
class MachineCollectorTest {
    @TempDir Path root;

    private final InetAddress address;

    MachineCollectorTest() throws Exception {
        address = InetAddress.getByName("192.168.66.10");
    }

    private WayOut way(String name, boolean tunnel) {
        return new WayOut(WayOut.State.LEAVES, Optional.of(address), name, tunnel);
    }

    private MachineCollector collector(MachineCollector.Interfaces interfaces, WayOut way) {
        return new MachineCollector(
                "Linux",
                root,
                interfaces,
                () -> way,
                source -> {
                    throw new AssertionError("there is one way");
                });
    }

    /** Whose routes by source lead to an interface. */
    private WayOut answering(List<HostInterface> interfaces, WayOut way, String leadsTo) {
        MachineCollector collector =
                new MachineCollector(
                        "Linux",
                        root,
                        () -> interfaces,
                        () -> way,
                        source ->
                                leadsTo.isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(new SourceRoute(leadsTo, Optional.empty())));
        return collector.wayOut(collector.collect(), address);
    }

    private LocalMachine collect(MachineCollector.Interfaces interfaces, WayOut way) {
        return collector(interfaces, way).collect();
    }

    @Test
    void whatIsReadIsPutTogether() throws Exception {
        Files.createFile(root.resolve(".dockerenv"));
        HostInterface one = new HostInterface("lan0", true, false, List.of(address));
        assertEquals(
                new LocalMachine(
                        List.of(one), way("lan0", false), Set.of("/.dockerenv"), List.of()),
                collect(() -> List.of(one), way("lan0", false)));
    }

    @Test
    void whereInterfacesCannotBeListed_thereIsTheOneInUse() {
        LocalMachine machine =
                collect(
                        () -> {
                            throw new SocketException("not permitted");
                        },
                        way("lan0", false));
        assertEquals(
                List.of(new HostInterface("lan0", true, false, List.of(address))),
                machine.interfaces());
    }

    /** That of a VPN stays one. */
    @Test
    void theTapOfAContainerIsNoTunnel() throws Exception {
        Path link = Files.createDirectories(root.resolve("sys/class/net/tap0"));
        Files.writeString(link.resolve("tun_flags"), "0x1002\n");
        HostInterface tap = new HostInterface("tap0", true, true, List.of(address));
        HostInterface other = new HostInterface("tun1", true, true, List.of());
        assertEquals(
                way("tap0", true), collect(() -> List.of(tap, other), way("tap0", true)).wayOut());

        Files.createFile(Files.createDirectories(root.resolve("run")).resolve(".containerenv"));
        LocalMachine machine = collect(() -> List.of(tap, other), way("tap0", true));
        assertEquals(way("tap0", false), machine.wayOut());
        assertEquals(
                List.of(new HostInterface("tap0", true, false, List.of(address)), other),
                machine.interfaces());
    }

    @Test
    void firewallsAreAdded() throws Exception {
        Files.writeString(
                Files.createDirectories(root.resolve("etc/ufw")).resolve("ufw.conf"),
                "ENABLED=yes\n");
        MachineCollector collector = collector(List::of, way("lan0", false));
        LocalMachine machine = collector.collect();
        assertEquals(List.of(), machine.firewalls());
        assertEquals(
                new LocalMachine(
                        machine.interfaces(),
                        machine.wayOut(),
                        machine.containerMarks(),
                        List.of(FirewallHints.UFW)),
                collector.withFirewalls(machine));
    }

    private static HostInterface numbered(String name, boolean tunnel, String address)
            throws Exception {
        return new HostInterface(name, true, tunnel, List.of(InetAddress.getByName(address)));
    }

    /** As where each provider has a table of its own. */
    @Test
    void aRuleForTheSourceKeepsAnswersWhereTheyCame() throws Exception {
        List<HostInterface> interfaces =
                List.of(
                        numbered("lan0", false, "192.168.66.10"),
                        numbered("tun0", true, "10.8.0.2"));
        WayOut byTunnel =
                new WayOut(
                        WayOut.State.LEAVES,
                        Optional.of(InetAddress.getByName("10.8.0.2")),
                        "tun0",
                        true);
        assertEquals(way("lan0", false), answering(interfaces, byTunnel, "lan0"));
        assertEquals(byTunnel, answering(interfaces, byTunnel, "tun0"));
        assertEquals(byTunnel, answering(interfaces, byTunnel, ""));
    }

    /** The system gives it the address of another interface. */
    @Test
    void aTunnelWithoutAnAddressIsSeenByItsRoute() throws Exception {
        List<HostInterface> interfaces =
                List.of(
                        numbered("lan0", false, "192.168.66.10"),
                        new HostInterface("tun0", true, true, List.of()));
        assertEquals(
                new WayOut(WayOut.State.LEAVES, Optional.empty(), "tun0", true),
                answering(interfaces, way("lan0", false), "tun0"));
    }

    @Test
    void whereThereIsOneWay_noCommandIsAsked() throws Exception {
        List<HostInterface> interfaces =
                List.of(
                        numbered("lan0", false, "192.168.66.10"),
                        numbered("docker0", false, "fe80::1"),
                        new HostInterface("eth1", false, false, List.of(address)));
        MachineCollector collector = collector(() -> interfaces, way("lan0", false));
        LocalMachine machine = collector.collect();
        assertEquals(machine.wayOut(), collector.wayOut(machine, address));
    }

    @Test
    void thisMachineCanBeRead() {
        LocalMachine machine = MachineCollector.ofThisSystem().collect();
        assertNotEquals(WayOut.State.NOT_MEASURED, machine.wayOut().state());
        assertTrue(machine.interfaces().stream().noneMatch(each -> each.name().isEmpty()));
    }
}
