// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.routes;

import org.jspecify.annotations.Nullable;
import org.postern.internal.system.SystemCommand;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** The system's own command for default routes, where there is no file to read. */
final class RouteCommands {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** Several thousand routes. */
    private static final int MAX_BYTES = 512 * 1024;

    private final List<String> ipv4;
    private final List<String> ipv6;
    private final BiFunction<List<String>, Boolean, List<Route>> reader;

    private RouteCommands(
            List<String> ipv4,
            List<String> ipv6,
            BiFunction<List<String>, Boolean, List<Route>> reader) {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
        this.reader = reader;
    }

    static RouteCommands ofThisSystem() {
        return of(
                System.getProperty("os.name", ""),
                System::getenv,
                path -> new File(path).canExecute());
    }

    /**
     * Takes the property {@code os.name}, and a test of whether a path is an executable program.
     */
    static RouteCommands of(
            String systemName,
            Function<String, @Nullable String> environment,
            Predicate<String> executable) {
        if (SystemCommand.isWindows(systemName)) {
            String route = SystemCommand.ofWindows("route.exe", environment);
            return new RouteCommands(
                    List.of(route, "print", "-4"),
                    List.of(route, "print", "-6"),
                    (lines, six) -> six ? WindowsRoutes.ipv6(lines) : WindowsRoutes.ipv4(lines));
        }
        String netstat = SystemCommand.netstat(executable);
        return new RouteCommands(
                List.of(netstat, "-rn", "-f", "inet"),
                List.of(netstat, "-rn", "-f", "inet6"),
                NetstatRoutes::read);
    }

    List<String> words(boolean forIpv6) {
        return forIpv6 ? ipv6 : ipv4;
    }

    /** Runs the command and blocks until it has ended. */
    List<Route> run(boolean forIpv6) throws IOException, InterruptedException {
        return read(new SystemCommand(words(forIpv6), TIMEOUT, MAX_BYTES).lines(), forIpv6);
    }

    List<Route> read(List<String> output, boolean forIpv6) {
        return reader.apply(output, forIpv6);
    }
}
