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

/** The default routes of this machine as they are now. Known on Linux only; elsewhere none. */
final class SystemRoutes {
    private static final Logger LOG = System.getLogger("org.postern.discovery");

    /** A machine with a longer table is a router itself; defaults stand at its beginning. */
    private static final int MOST_LINES = 4096;

    private SystemRoutes() {}

    static List<Route> defaults(boolean ipv6) {
        return ipv6
                ? RouteTable.ipv6(lines("/proc/net/ipv6_route"))
                : RouteTable.ipv4(
                        lines("/proc/net/route"),
                        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
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
