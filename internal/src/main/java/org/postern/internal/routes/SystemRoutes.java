// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.routes;

import org.postern.internal.system.SystemFile;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** Reads the kernel's files on Linux, and runs the system's own command elsewhere. */
public final class SystemRoutes implements RouteSource {
    /** A machine with a longer table is a router itself; default routes come first. */
    private static final int MOST_LINES = 4096;

    private static final String LINUX = "Linux";
    private static final String IPV4_FILE = "/proc/net/route";

    /** Absent where the kernel has files. */
    private final Optional<CommandRoutes> commands;

    public SystemRoutes() {
        this(
                System.getProperty("os.name", "").equals(LINUX)
                        ? Optional.empty()
                        : Optional.of(new CommandRoutes(RouteCommands.ofThisSystem())));
    }

    SystemRoutes(Optional<CommandRoutes> commands) {
        this.commands = commands;
    }

    /** The result of a command is available on a later call. */
    @Override
    public List<Route> defaults(boolean forIpv6) {
        if (commands.isPresent()) {
            return commands.get().defaults(forIpv6);
        }
        return forIpv6 ? ipv6Files() : ipv4Files();
    }

    /**
     * The same for callers that may block: a command is awaited, which takes three seconds at most.
     */
    public List<Route> defaultsNow(boolean forIpv6) throws InterruptedException {
        return commands.isPresent() ? commands.get().await(forIpv6) : defaults(forIpv6);
    }

    /**
     * Routes over IPv4 to half of all addresses, which some programs set in pairs to take over what
     * has a default route. Known on Linux only.
     */
    public List<Route> halves() {
        return commands.isPresent()
                ? List.of()
                : LinuxRoutes.ipv4Halves(lines(IPV4_FILE), isLittleEndian());
    }

    @Override
    public void stop() {
        if (commands.isPresent()) {
            commands.get().stop();
        }
    }

    private static List<Route> ipv4Files() {
        return LinuxRoutes.ipv4(lines(IPV4_FILE), isLittleEndian());
    }

    private static boolean isLittleEndian() {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    }

    private static List<Route> ipv6Files() {
        return LinuxRoutes.ipv6(lines("/proc/net/ipv6_route"));
    }

    static List<String> lines(String file) {
        try {
            return SystemFile.lines(file, MOST_LINES);
        } catch (IOException e) {
            System.getLogger(SystemRoutes.class.getName())
                    .log(
                            Level.DEBUG,
                            "The default gateway is unknown: could not read " + file + ".");
            return List.of();
        }
    }
}
