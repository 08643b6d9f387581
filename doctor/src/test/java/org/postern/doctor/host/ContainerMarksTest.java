// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.postern.doctor.internal.host.WayOut;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

class ContainerMarksTest {
    /** No machine has as many. */
    private static final int OF_ANOTHER_NAMESPACE = 123_456_789;

    @TempDir Path root;

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    private void link(int index, int other) throws IOException {
        file("sys/class/net/eth0/ifindex", Integer.toString(index));
        file("sys/class/net/eth0/iflink", Integer.toString(other));
    }

    private Set<String> marks() throws IOException {
        return new ContainerMarks(root)
                .find(
                        new WayOut(
                                WayOut.State.LEAVES,
                                Optional.of(InetAddress.getByName("172.17.0.2")),
                                "eth0",
                                false));
    }

    @Test
    void anOrdinaryMachineHasNone() throws Exception {
        link(2, 2);
        assertEquals(Set.of(), marks());
    }

    @Test
    void filesMarkContainers() throws Exception {
        file(".dockerenv", "");
        file("run/.containerenv", "");
        assertEquals(Set.of("/.dockerenv", "/run/.containerenv"), marks());
    }

    /** A laboratory in a container has networks that are not the container's. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have no number there")
    void filesOfAContainerDoNotMarkAnotherNetwork() throws Exception {
        file(".dockerenv", "");
        file("proc/1/net/dev", "eth0");
        Path own = root.resolve("proc/self/net/dev");
        Files.createDirectories(own.getParent());
        Files.createLink(own, root.resolve("proc/1/net/dev"));
        assertEquals(Set.of("/.dockerenv"), marks());

        Files.delete(own);
        file("proc/self/net/dev", "lan0");
        assertEquals(Set.of(), marks());
    }

    @Test
    void aLinkWhoseOtherEndIsElsewhereIsOfANetworkOfItsOwn() throws Exception {
        link(2, OF_ANOTHER_NAMESPACE);
        assertEquals(Set.of(ContainerMarks.OTHER_END), marks());
    }

    /** As a VLAN, whose link is on an interface of this machine. */
    @Test
    void aLinkOnAnotherInterfaceOfThisMachineIsNoMark() throws Exception {
        NetworkInterface own = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        link(own.getIndex() + 1, own.getIndex());
        assertEquals(Set.of(), marks());
    }

    /** As in a container without rights; outside of one it is a VPN's. */
    @Test
    void aTapIsTheNetworkOfAContainer_whereFilesSaySo() throws Exception {
        file("sys/class/net/eth0/tun_flags", "0x1002");
        assertEquals(Set.of(), marks());
        file("run/.containerenv", "");
        assertEquals(Set.of("/run/.containerenv", ContainerMarks.TAP), marks());
    }

    @Test
    void withoutAWayOut_onlyFilesCount() throws Exception {
        link(2, OF_ANOTHER_NAMESPACE);
        file(".dockerenv", "");
        WayOut none = new WayOut(WayOut.State.NO_ROUTE, Optional.empty(), "", false);
        assertEquals(Set.of("/.dockerenv"), new ContainerMarks(root).find(none));
    }

    @Test
    void dockerMakesItsHardwareAddressOfTheOther() throws Exception {
        InetAddress address = InetAddress.getByName("172.17.0.2");
        HexFormat hex = HexFormat.of();
        assertTrue(ContainerMarks.isOfDocker(hex.parseHex("0242ac110002"), address));
        assertFalse(ContainerMarks.isOfDocker(hex.parseHex("0242ac110003"), address));
        assertFalse(ContainerMarks.isOfDocker(hex.parseHex("5254ac110002"), address));
        assertFalse(ContainerMarks.isOfDocker(hex.parseHex("0242"), address));
    }
}
