// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.host;

import org.jspecify.annotations.Nullable;
import org.postern.doctor.internal.system.SystemCommand;
import org.postern.doctor.internal.system.SystemFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Names the firewalls that are active here, E17, as far as anybody may know: to be named in the next
 * step, since whether they drop anything only their rules say.
 */
final class FirewallHints {
    static final String MACOS = "macOS firewall";
    static final String WINDOWS = "Windows Defender Firewall";
    static final String UFW = "ufw";
    static final String NFTABLES = "nftables";

    /** Firewalls that are daemons, by the names of their processes. */
    static final Set<String> DAEMONS = Set.of("firewalld", "opensnitchd");

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_BYTES = 64 * 1024;
    private static final int MOST_LINES = 1000;

    private static final List<String> MACOS_COMMAND =
            List.of("/usr/libexec/ApplicationFirewall/socketfilterfw", "--getglobalstate");

    /** A service that systemd starts has a link in the folder of its target. */
    private static final List<String> NFTABLES_LINKS =
            List.of(
                    "etc/systemd/system/sysinit.target.wants/nftables.service",
                    "etc/systemd/system/multi-user.target.wants/nftables.service");

    private final String systemName;
    private final Path root;

    /** Takes the property {@code os.name}, and the root of the file system. */
    FirewallHints(String systemName, Path root) {
        this.systemName = systemName;
        this.root = root;
    }

    /** Blocks for two seconds at most where a command is asked, which Linux has not. */
    List<String> find() throws InterruptedException {
        if (systemName.equals("Linux")) {
            return ofLinux();
        }
        try {
            return SystemCommand.isWindows(systemName)
                    ? ofWindows(run(windowsCommand(System::getenv)))
                    : ofMacOs(run(MACOS_COMMAND));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The profiles of networks, one of which is in use; their words are the same everywhere. */
    static List<String> windowsCommand(Function<String, @Nullable String> environment) {
        return List.of(
                SystemCommand.ofWindows("reg.exe", environment),
                "query",
                "HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters"
                        + "\\FirewallPolicy",
                "/s",
                "/v",
                "EnableFirewall");
    }

    private static List<String> run(List<String> command) throws IOException, InterruptedException {
        return new SystemCommand(command, TIMEOUT, MAX_BYTES).lines();
    }

    /** "Firewall is enabled. (State = 1)", and 2 where all is blocked. */
    static List<String> ofMacOs(List<String> output) {
        return output.stream()
                        .anyMatch(each -> each.contains("State = 1") || each.contains("State = 2"))
                ? List.of(MACOS)
                : List.of();
    }

    /** "EnableFirewall REG_DWORD 0x1", once for each profile. */
    static List<String> ofWindows(List<String> output) {
        return output.stream()
                        .map(SystemFile::words)
                        .anyMatch(
                                words ->
                                        words.size() == 3
                                                && words.get(0).equals("EnableFirewall")
                                                && words.get(2).equals("0x1"))
                ? List.of(WINDOWS)
                : List.of();
    }

    private List<String> ofLinux() {
        List<String> found = new ArrayList<>();
        if (isUfwEnabled()) {
            found.add(UFW);
        }
        found.addAll(daemons());
        if (NFTABLES_LINKS.stream().anyMatch(each -> Files.isSymbolicLink(root.resolve(each)))) {
            found.add(NFTABLES);
        }
        return found;
    }

    private boolean isUfwEnabled() {
        try {
            return SystemFile.lines(root.resolve("etc/ufw/ufw.conf").toString(), MOST_LINES)
                    .stream()
                    .anyMatch(each -> each.strip().equalsIgnoreCase("ENABLED=yes"));
        } catch (IOException e) {
            return false;
        }
    }

    /** By the processes, which are faster to read than a command is to ask. */
    private Set<String> daemons() {
        Set<String> found = new TreeSet<>();
        for (Path each : Processes.folders(root.resolve("proc"))) {
            String name = Processes.name(each);
            if (DAEMONS.contains(name)) {
                found.add(name);
            }
        }
        return found;
    }
}
