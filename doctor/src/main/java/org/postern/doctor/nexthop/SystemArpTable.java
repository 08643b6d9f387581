// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import org.jspecify.annotations.Nullable;
import org.postern.doctor.internal.address.AddressLiteral;
import org.postern.doctor.internal.system.SystemCommand;
import org.postern.doctor.internal.system.SystemFile;

import java.io.IOException;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads {@code /proc/net/arp} on Linux (proc(5)), and the output of arp(8) elsewhere. Other lines
 * are skipped.
 */
final class SystemArpTable implements ArpTable {
    private static final String FILE = "/proc/net/arp";

    /** Larger than the table of the kernel gets without being configured. */
    private static final int MOST_LINES = 4096;

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_BYTES = 512 * 1024;

    private static final long FILE_POLL_MILLIS = 25;
    private static final long COMMAND_POLL_MILLIS = 300;

    /** if_arp.h: ATF_COM and ATF_PERM. */
    private static final int COMPLETE = 0x2;

    private static final int PERMANENT = 0x4;

    private static final int DIGITS = 2;

    private enum Format {
        LINUX,
        WINDOWS,
        UNIX
    }

    private final Format format;
    private final List<String> command;

    private SystemArpTable(Format format, List<String> command) {
        this.format = format;
        this.command = command;
    }

    static SystemArpTable ofThisSystem() {
        return of(System.getProperty("os.name", ""), System::getenv);
    }

    /** Takes the property {@code os.name}. */
    static SystemArpTable of(String systemName, Function<String, @Nullable String> environment) {
        if (systemName.equals("Linux")) {
            return new SystemArpTable(Format.LINUX, List.of());
        }
        if (SystemCommand.isWindows(systemName)) {
            String arp = SystemCommand.ofWindows("arp.exe", environment);
            return new SystemArpTable(Format.WINDOWS, List.of(arp, "-a"));
        }
        return new SystemArpTable(Format.UNIX, List.of("/usr/sbin/arp", "-an"));
    }

    @Override
    public List<ArpEntry> read() throws IOException, InterruptedException {
        return read(
                format == Format.LINUX
                        ? SystemFile.lines(FILE, MOST_LINES)
                        : new SystemCommand(command, TIMEOUT, MAX_BYTES).lines());
    }

    /** Windows leaves such addresses out. */
    @Override
    public boolean listsAbsent() {
        return format != Format.WINDOWS;
    }

    @Override
    public long pollMillis() {
        return format == Format.LINUX ? FILE_POLL_MILLIS : COMMAND_POLL_MILLIS;
    }

    List<ArpEntry> read(List<String> lines) {
        List<ArpEntry> entries = new ArrayList<>();
        for (String line : lines) {
            List<String> words = SystemFile.words(line);
            try {
                entry(words).ifPresent(entries::add);
            } catch (IndexOutOfBoundsException | NumberFormatException e) {
                // A heading, or another format.
            }
        }
        return entries;
    }

    private Optional<ArpEntry> entry(List<String> words) {
        return switch (format) {
            case LINUX -> {
                // 192.168.66.1 0x1 0x2 52:54:00:12:34:56 * lan0
                int flags = Integer.decode(words.get(2));
                yield entry(
                        words.get(0),
                        (flags & COMPLETE) != 0 ? words.get(3) : "",
                        (flags & PERMANENT) != 0,
                        words.get(5));
            }
            // 192.168.1.1 00-11-22-33-44-55 dynamic, the last in the user's language.
            case WINDOWS -> entry(words.get(0), words.get(1), false, "");
            case UNIX -> {
                // ? (192.168.1.1) at 0:11:22:33:44:55 on en0 ifscope [ethernet]
                String address = words.get(1);
                yield entry(
                        address.substring(1, address.length() - 1),
                        words.get(3),
                        words.contains("permanent"),
                        words.get(5));
            }
        };
    }

    private static Optional<ArpEntry> entry(
            String address, String hardware, boolean permanent, String networkInterface) {
        String plain = hardwareAddress(hardware);
        return AddressLiteral.parse(address)
                .filter(Inet4Address.class::isInstance)
                .map(
                        each ->
                                new ArpEntry(
                                        each,
                                        !plain.isEmpty(),
                                        permanent,
                                        plain,
                                        networkInterface));
    }

    /** Such as 02:42:ac:11:00:02; empty for anything else, such as "(incomplete)". */
    private static String hardwareAddress(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).replace('-', ':').split(":", -1);
        if (parts.length < 2) {
            return "";
        }
        StringBuilder address = new StringBuilder();
        for (String each : parts) {
            if (each.isEmpty() || each.length() > DIGITS) {
                return "";
            }
            address.append(address.isEmpty() ? "" : ":")
                    .append(each.length() < DIGITS ? "0" : "")
                    .append(each);
        }
        return address.toString();
    }
}
