// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import org.jspecify.annotations.Nullable;
import org.postern.internal.address.AddressLiteral;
import org.postern.internal.system.SystemCommand;
import org.postern.internal.system.SystemFile;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads who listens from the output of netstat on Windows, macOS and the BSDs. The words for states
 * are in the user's language on Windows, so a socket is recognized by its other end, which is
 * nobody. Other lines are skipped.
 */
final class NetstatSockets {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** Several thousand sockets. */
    private static final int MAX_BYTES = 1024 * 1024;

    private static final InetAddress ALL_OF_IPV4 = AddressLiteral.parse("0.0.0.0").orElseThrow();
    private static final InetAddress ALL_OF_IPV6 = AddressLiteral.parse("::").orElseThrow();

    private static final String UDP = "udp";
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Where the columns are, and what separates an address from its port.
     *
     * @param local the column of a socket's own address
     * @param remote the column of the other end
     * @param separator before the port
     * @param nobody the texts for no other end
     */
    private record Format(int local, int remote, char separator, List<String> nobody) {}

    /** TCP 0.0.0.0:135 0.0.0.0:0 LISTENING, and UDP [::]:1900 *:*. */
    private static final Format WINDOWS =
            new Format(1, 2, ':', List.of("0.0.0.0:0", "[::]:0", "*:*"));

    /** tcp46 0 0 *.22 *.* LISTEN, with two counts before the addresses. */
    private static final Format UNIX = new Format(3, 4, '.', List.of("*.*"));

    private final List<List<String>> commands;
    private final Format format;

    private NetstatSockets(List<List<String>> commands, Format format) {
        this.commands = commands;
        this.format = format;
    }

    /** Takes the property {@code os.name}. */
    static NetstatSockets of(String systemName) {
        return of(systemName, System::getenv, path -> new File(path).canExecute());
    }

    static NetstatSockets of(
            String systemName,
            Function<String, @Nullable String> environment,
            Predicate<String> executable) {
        if (SystemCommand.isWindows(systemName)) {
            String netstat = SystemCommand.ofWindows("netstat.exe", environment);
            return new NetstatSockets(List.of(List.of(netstat, "-an")), WINDOWS);
        }
        String netstat = SystemCommand.netstat(executable);
        return new NetstatSockets(
                List.of(List.of(netstat, "-an", "-p", "tcp"), List.of(netstat, "-an", "-p", UDP)),
                UNIX);
    }

    List<List<String>> commands() {
        return commands;
    }

    /** Blocks until the commands have ended. */
    ListeningSockets read() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (List<String> each : commands) {
            lines.addAll(new SystemCommand(each, TIMEOUT, MAX_BYTES).lines());
        }
        return read(lines);
    }

    ListeningSockets read(List<String> lines) {
        List<InetSocketAddress> tcp = new ArrayList<>();
        List<InetSocketAddress> udp = new ArrayList<>();
        for (String line : lines) {
            List<String> words = SystemFile.words(line);
            if (words.size() > format.remote()
                    && format.nobody().contains(words.get(format.remote()))) {
                String protocol = words.get(0).toLowerCase(Locale.ROOT);
                if (protocol.startsWith("tcp")) {
                    add(words.get(format.local()), protocol, tcp);
                } else if (protocol.startsWith(UDP)) {
                    add(words.get(format.local()), protocol, udp);
                }
            }
        }
        return new ListeningSockets(true, tcp, udp);
    }

    /** A long address is cut off on some systems, and then not read. */
    private void add(String local, String protocol, List<InetSocketAddress> found) {
        int end = local.lastIndexOf(format.separator());
        int port = end < 0 ? 0 : port(local.substring(end + 1));
        if (port == 0) {
            return;
        }
        String host = local.substring(0, end);
        if (host.equals("*")) {
            // tcp4, tcp6, and tcp46 for both.
            if (!protocol.endsWith("6") || protocol.endsWith("46")) {
                found.add(new InetSocketAddress(ALL_OF_IPV4, port));
            }
            if (protocol.endsWith("6")) {
                found.add(new InetSocketAddress(ALL_OF_IPV6, port));
            }
            return;
        }
        Optional<InetAddress> address = AddressLiteral.parse(withoutScope(host));
        if (address.isPresent()) {
            found.add(new InetSocketAddress(address.get(), port));
        }
    }

    /** The JDK knows a scope only where this machine has an interface of that name. */
    private static String withoutScope(String host) {
        int scope = host.indexOf('%');
        return scope < 0 ? host : host.substring(0, scope) + (host.endsWith("]") ? "]" : "");
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            return port > 0 && port <= HIGHEST_PORT ? port : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
