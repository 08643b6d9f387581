// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import org.postern.internal.address.AddressLiteral;
import org.postern.internal.system.SystemCommand;
import org.postern.internal.system.SystemFile;

import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Asks how Linux routes what is sent to the internet from one address. On hosts with several
 * networks rules may choose the route by the source (ip-rule(8)), which neither the routing table
 * nor {@link WayOutLookup} shows: there the system chooses the source itself.
 */
public final class SourceRouteLookup {
    private static final List<String> PROGRAMS =
            List.of("/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip", "/bin/ip");

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    /** One route has two lines. */
    private static final int MAX_BYTES = 4096;

    private SourceRouteLookup() {}

    /**
     * The route to the internet of what is sent from an address. Runs a command, for which it blocks
     * a few milliseconds, and a second at most.
     *
     * @param source an address of this machine
     * @return empty where there is none, or where it cannot be told
     * @throws InterruptedException when the calling thread is interrupted meanwhile
     */
    public static Optional<SourceRoute> from(InetAddress source) throws InterruptedException {
        Optional<List<String>> words = command(source, path -> new File(path).canExecute());
        if (words.isEmpty() || !System.getProperty("os.name", "").equals("Linux")) {
            return Optional.empty();
        }
        try {
            return read(new SystemCommand(words.get(), TIMEOUT, MAX_BYTES).lines());
        } catch (IOException e) {
            System.getLogger(SourceRouteLookup.class.getName())
                    .log(Level.DEBUG, "The route of a source is unknown: " + e.getMessage() + ".");
            return Optional.empty();
        }
    }

    /** Takes a test of whether a path is an executable program; empty where it has none. */
    static Optional<List<String>> command(InetAddress source, Predicate<String> executable) {
        if (source instanceof Inet4Address) {
            for (String program : PROGRAMS) {
                if (executable.test(program)) {
                    return Optional.of(
                            List.of(
                                    program,
                                    "-4",
                                    "route",
                                    "get",
                                    WayOutLookup.INTERNET,
                                    "from",
                                    source.getHostAddress()));
                }
            }
        }
        return Optional.empty();
    }

    /** Reads such as {@code 198.51.100.1 from 10.0.0.2 via 10.0.0.1 dev eth0 uid 0}. */
    static Optional<SourceRoute> read(List<String> lines) {
        Optional<String> name = Optional.empty();
        Optional<InetAddress> nextHop = Optional.empty();
        List<String> words = lines.isEmpty() ? List.of() : SystemFile.words(lines.get(0));
        for (int i = 0; i + 1 < words.size(); i++) {
            String value = words.get(i + 1);
            switch (words.get(i)) {
                case "dev" -> name = Optional.of(value);
                case "via" -> nextHop = AddressLiteral.parse(value);
                default -> {}
            }
        }
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new SourceRoute(name.get(), nextHop));
    }
}
