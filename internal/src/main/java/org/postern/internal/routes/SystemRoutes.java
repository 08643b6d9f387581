// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.routes;

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

/** Reads the kernel's files on Linux, and runs the system's own command elsewhere. */
public final class SystemRoutes implements RouteSource {
    private static final Logger LOG = System.getLogger(SystemRoutes.class.getName());

    /** A machine with a longer table is a router itself; default routes come first. */
    private static final int MOST_LINES = 4096;

    private static final String LINUX = "Linux";

    private final boolean inFiles;
    private final RouteCommands commands;
    private final CachedRoutes ipv4;
    private final CachedRoutes ipv6;

    public SystemRoutes() {
        this(System.getProperty("os.name", ""), RouteCommands.ofThisSystem());
    }

    SystemRoutes(String systemName, RouteCommands commands) {
        inFiles = systemName.equals(LINUX);
        this.commands = commands;
        ipv4 = new CachedRoutes(() -> commands.run(false), System::nanoTime);
        ipv6 = new CachedRoutes(() -> commands.run(true), System::nanoTime);
    }

    /** The result of a command is available on a later call. */
    @Override
    public List<Route> defaults(boolean forIpv6) {
        if (inFiles) {
            return forIpv6 ? ipv6Files() : ipv4Files();
        }
        return (forIpv6 ? ipv6 : ipv4).get();
    }

    /**
     * The same for callers that may block: a command is awaited, which takes three seconds at most.
     */
    public List<Route> defaultsNow(boolean forIpv6) throws InterruptedException {
        if (inFiles) {
            return defaults(forIpv6);
        }
        try {
            return commands.run(forIpv6);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "The default gateway is unknown: " + e.getMessage() + ".");
            return List.of();
        }
    }

    @Override
    public void stop() {
        ipv4.stop();
        ipv6.stop();
    }

    private static List<Route> ipv4Files() {
        return LinuxRoutes.ipv4(
                lines("/proc/net/route"), ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
    }

    private static List<Route> ipv6Files() {
        return LinuxRoutes.ipv6(lines("/proc/net/ipv6_route"));
    }

    /** ISO 8859-1 decodes any bytes: names of interfaces need not be valid text in any encoding. */
    static List<String> lines(String file) {
        try (BufferedReader reader =
                Files.newBufferedReader(Paths.get(file), StandardCharsets.ISO_8859_1)) {
            return reader.lines().limit(MOST_LINES).toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.log(
                    Level.DEBUG,
                    () -> "The default gateway is unknown: could not read " + file + ".");
            return List.of();
        }
    }
}
