// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.List;

/**
 * The default routes of this machine as they are now: on Linux from the kernel's files, elsewhere
 * by the system's own command.
 */
final class SystemRoutes implements Routes {
    private static final Logger LOG = System.getLogger("org.postern.discovery");

    /** A machine with a longer table is a router itself; defaults stand at its beginning. */
    private static final int MOST_LINES = 4096;

    private static final String LINUX = "Linux";

    private final boolean inFiles;
    private final AskedRoutes ipv4;
    private final AskedRoutes ipv6;

    /** Starts nothing. */
    SystemRoutes() {
        this(System.getProperty("os.name", ""), RouteCommands.ofThisSystem());
    }

    SystemRoutes(String systemName, RouteCommands commands) {
        inFiles = systemName.equals(LINUX);
        ipv4 = new AskedRoutes(() -> commands.ask(false), System::nanoTime);
        ipv6 = new AskedRoutes(() -> commands.ask(true), System::nanoTime);
    }

    /** Where a command is asked, what it says is known at a later call. */
    @Override
    public List<Route> defaults(boolean forIpv6) {
        if (inFiles) {
            return forIpv6 ? ipv6Files() : ipv4Files();
        }
        return (forIpv6 ? ipv6 : ipv4).known();
    }

    @Override
    public void stop() {
        ipv4.stop();
        ipv6.stop();
    }

    private static List<Route> ipv4Files() {
        return RouteTable.ipv4(
                lines("/proc/net/route"), ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
    }

    private static List<Route> ipv6Files() {
        return RouteTable.ipv6(lines("/proc/net/ipv6_route"));
    }

    /** Any bytes will do: Linux lets an interface's name be no text of any encoding. */
    static List<String> lines(String file) {
        try (BufferedReader reader =
                Files.newBufferedReader(Paths.get(file), StandardCharsets.ISO_8859_1)) {
            return reader.lines().limit(MOST_LINES).toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.DEBUG, () -> "The default gateway is not known here: no " + file + ".");
            return List.of();
        }
    }
}
