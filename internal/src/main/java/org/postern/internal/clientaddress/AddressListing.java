// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.clientaddress;

import org.jspecify.annotations.Nullable;
import org.postern.internal.system.SystemCommand;
import org.postern.internal.system.SystemFile;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** What the system tells of its addresses: in a file on Linux, by a command elsewhere. */
final class AddressListing {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** Several thousand addresses. */
    private static final int MAX_BYTES = 512 * 1024;

    private static final int MOST_LINES = 4096;

    private final List<String> command;
    private final Function<Collection<String>, List<ListedAddress>> reader;

    private AddressListing(
            List<String> command, Function<Collection<String>, List<ListedAddress>> reader) {
        this.command = command;
        this.reader = reader;
    }

    /** Takes the property {@code os.name}. */
    static AddressListing of(String systemName, Function<String, @Nullable String> environment) {
        if (systemName.equals("Linux")) {
            return new AddressListing(List.of(), LinuxAddresses::read);
        }
        if (SystemCommand.isWindows(systemName)) {
            return new AddressListing(
                    List.of(
                            SystemCommand.ofWindows("netsh.exe", environment),
                            "interface",
                            "ipv6",
                            "show",
                            "addresses"),
                    NetshAddresses::read);
        }
        // The same path on macOS and all BSDs.
        return new AddressListing(List.of("/sbin/ifconfig", "-a"), IfconfigAddresses::read);
    }

    /** Empty where the system has a file. */
    List<String> command() {
        return command;
    }

    List<ListedAddress> read(Collection<String> lines) {
        return reader.apply(lines);
    }

    /** Blocks until the command has ended; empty where the system does not tell. */
    List<ListedAddress> read() throws InterruptedException {
        try {
            return read(
                    command.isEmpty()
                            ? SystemFile.lines("/proc/net/if_inet6", MOST_LINES)
                            : new SystemCommand(command, TIMEOUT, MAX_BYTES).lines());
        } catch (IOException e) {
            System.getLogger(AddressListing.class.getName())
                    .log(
                            Level.DEBUG,
                            () ->
                                    "Which IPv6 addresses are temporary is unknown: "
                                            + e.getMessage());
            return List.of();
        }
    }
}
