// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class LinkKindTest {
    private static final int INDEX = 7;

    @TempDir Path system;
    private Path link = Path.of("");

    @BeforeEach
    void folder() throws IOException {
        link = Files.createDirectory(system.resolve("net0"));
        write("ifindex", Integer.toString(INDEX));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(link.resolve(file), text + "\n");
    }

    private boolean isTunnel() {
        return new LinkKind(system.toString()).isTunnel("net0", "net0", INDEX, false);
    }

    /** Ethernet; a tun or WireGuard device; PPP; IP in IP; the flags of a link without ARP. */
    @ParameterizedTest
    @CsvSource({
        "1, 0x1003, false",
        "65534, 0x10d1, true",
        "512, 0x10d1, true",
        "768, 0xc1, true",
        "1, 0x1091, true",
        "1, 0x11, true",
        "772, 0x9, false"
    })
    void linux_typeAndFlagsTell(String type, String flags, boolean tunnel) throws IOException {
        write("type", type);
        write("flags", flags);
        assertTrue(isTunnel() == tunnel);
    }

    /** A tap device is an Ethernet for the kernel; a program is on its other end. */
    @Test
    void linux_whatAProgramMadeIsATunnel() throws IOException {
        write("type", "1");
        write("flags", "0x1003");
        write("tun_flags", "0x1002");
        assertTrue(isTunnel());
    }

    /** As wwan0, which speaks IP without neighbours. */
    @Test
    void linux_aModemIsNoTunnel() throws IOException {
        write("type", "65534");
        write("flags", "0x10d1");
        Files.createDirectory(link.resolve("device"));
        assertFalse(isTunnel());
    }

    @Test
    void linux_filesThatSayNothingMakeNoTunnel() throws IOException {
        assertFalse(isTunnel());
        write("type", "");
        write("flags", "what");
        assertFalse(isTunnel());
    }

    @ParameterizedTest
    @ValueSource(strings = {"utun3", "tun0", "wg0", "ppp0", "ipsec0"})
    void elsewhere_theNameTells(String name) {
        assertTrue(new LinkKind(system.toString()).isTunnel(name, name, INDEX, false));
    }

    @ParameterizedTest
    @CsvSource({
        "net4, WireGuard Tunnel #1, true",
        "eth9, TAP-Windows Adapter V9, true",
        "eth3, Intel(R) Ethernet Connection I219-V, false",
        "wlan1, Intel(R) Wi-Fi 6 AX201 160MHz, false",
        "en0, en0, false"
    })
    void windows_theNameOfTheDriverTells(String name, String displayName, boolean tunnel) {
        assertTrue(
                new LinkKind(system.toString()).isTunnel(name, displayName, INDEX, false)
                        == tunnel);
    }

    @Test
    void elsewhere_aLinkOfTwoEndsIsATunnel() {
        assertTrue(new LinkKind(system.toString()).isTunnel("gpd0", "gpd0", INDEX, true));
    }

    /** As after nsenter --net, where the folder is that of the former namespace. */
    @Test
    void linux_theFolderOfAnotherInterfaceSaysNothing() throws IOException {
        write("type", "65534");
        assertFalse(new LinkKind(system.toString()).isTunnel("net0", "net0", INDEX + 1, false));
    }
}
