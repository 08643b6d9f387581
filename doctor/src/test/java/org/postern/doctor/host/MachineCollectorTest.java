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

    private LocalMachine collect(MachineCollector.Interfaces interfaces, WayOut way) {
        return new MachineCollector("Linux", root, interfaces, () -> way).collect();
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
        MachineCollector collector =
                new MachineCollector("Linux", root, List::of, () -> way("lan0", false));
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

    @Test
    void thisMachineCanBeRead() {
        LocalMachine machine = MachineCollector.ofThisSystem().collect();
        assertNotEquals(WayOut.State.NOT_MEASURED, machine.wayOut().state());
        assertTrue(machine.interfaces().stream().noneMatch(each -> each.name().isEmpty()));
    }
}
