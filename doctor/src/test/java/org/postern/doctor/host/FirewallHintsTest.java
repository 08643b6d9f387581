// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class FirewallHintsTest {
    @TempDir Path root;

    private Path file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private List<String> linux() throws InterruptedException {
        return new FirewallHints("Linux", root).find();
    }

    @Test
    void linux_ufwIsActiveWhereItsFileSaysSo() throws Exception {
        String file =
                """
                # /etc/ufw/ufw.conf
                # Set to yes to start on boot. ENABLED=yes
                ENABLED=%s
                LOGLEVEL=low
                """;
        file("etc/ufw/ufw.conf", file.formatted("no"));
        assertEquals(List.of(), linux());
        file("etc/ufw/ufw.conf", file.formatted("yes"));
        assertEquals(List.of(FirewallHints.UFW), linux());
    }

    @Test
    void linux_daemonsAreFoundByTheirProcesses() throws Exception {
        file("proc/1/comm", "systemd\n");
        file("proc/17/comm", "firewalld\n");
        file("proc/sys/comm", "opensnitchd\n");
        file("proc/18/other", "");
        assertEquals(List.of("firewalld"), linux());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need rights there")
    void linux_nftablesIsActiveWhereSystemdStartsIt() throws Exception {
        Path service = file("lib/systemd/system/nftables.service", "[Unit]\n");
        assertEquals(List.of(), linux());
        Path wants =
                Files.createDirectories(root.resolve("etc/systemd/system/sysinit.target.wants"));
        Files.createSymbolicLink(wants.resolve("nftables.service"), service);
        assertEquals(List.of(FirewallHints.NFTABLES), linux());
    }

    @Test
    void macOs_theStateIsANumber() {
        assertEquals(
                List.of(FirewallHints.MACOS),
                FirewallHints.ofMacOs(List.of("Firewall is enabled. (State = 1)")));
        assertEquals(
                List.of(FirewallHints.MACOS),
                FirewallHints.ofMacOs(
                        List.of(
                                "Firewall is blocking all non-essential incoming connections."
                                        + " (State = 2)")));
        assertEquals(
                List.of(), FirewallHints.ofMacOs(List.of("Firewall is disabled. (State = 0)")));
        assertEquals(List.of(), FirewallHints.ofMacOs(List.of()));
    }

    @Test
    void windows_anyProfileMayBeInUse() {
        String output =
                """

                HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\DomainProfile
                    EnableFirewall    REG_DWORD    0x0

                HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\PublicProfile
                    EnableFirewall    REG_DWORD    %s

                Suche beendet: 2 \u00dcbereinstimmung(en) gefunden.
                """;
        assertEquals(
                List.of(FirewallHints.WINDOWS),
                FirewallHints.ofWindows(output.formatted("0x1").lines().toList()));
        assertEquals(List.of(), FirewallHints.ofWindows(output.formatted("0x0").lines().toList()));
    }

    @Test
    void windows_theFullPathIsRun() {
        assertEquals(
                "D:\\Win\\System32\\reg.exe",
                FirewallHints.windowsCommand(Map.of("SystemRoot", "D:\\Win")::get).get(0));
    }
}
