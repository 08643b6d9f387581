// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.host;

import org.postern.doctor.internal.system.SystemFile;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the counters of Linux (proc(5); RFC 4293 for the names, proc.c of the kernel for the
 * format): pairs of lines with the names and the values of a group.
 */
final class KernelCounters {
    private static final String IP_FILE = "/proc/net/snmp";
    private static final String EXTENSION_FILE = "/proc/net/netstat";
    private static final int MOST_LINES = 64;

    private static final String IP = "Ip:";
    private static final String EXTENSION = "TcpExt:";
    private static final String IP_EXTENSION = "IpExt:";

    private KernelCounters() {}

    /**
     * Packets over IPv4 that arrived in this network namespace.
     *
     * @param dropped how many were given to nobody, for no reason that has a counter of its own
     * @param toGroups how many were sent to groups or to all, whatever became of them; 0 where the
     *     kernel does not count these
     */
    record Packets(long dropped, long toGroups) {}

    /**
     * Those of now.
     *
     * @throws IOException where the kernel does not count them, as on other systems
     */
    static Packets packets() throws IOException {
        List<String> extension;
        try {
            extension = SystemFile.lines(EXTENSION_FILE, MOST_LINES);
        } catch (IOException e) {
            extension = List.of();
        }
        return packets(SystemFile.lines(IP_FILE, MOST_LINES), extension);
    }

    static Packets packets(List<String> ip, List<String> extension) throws IOException {
        Map<String, Long> counters = group(IP, ip);
        if (!counters.containsKey("InReceives") || !counters.containsKey("InDelivers")) {
            throw new IOException("no counters of IP");
        }
        long explained =
                sum(
                        counters,
                        "InDelivers",
                        "ForwDatagrams",
                        "InHdrErrors",
                        "InAddrErrors",
                        "InUnknownProtos",
                        "InDiscards");
        // All fragments of a datagram but one.
        long fragments = sum(counters, "ReasmReqds") - sum(counters, "ReasmOKs");
        // What came over another interface than the answer would take is no firewall's doing.
        long otherWay = sum(group(EXTENSION, extension), "IPReversePathFilter");
        return new Packets(
                sum(counters, "InReceives") - explained - fragments - otherWay,
                sum(group(IP_EXTENSION, extension), "InMcastPkts", "InBcastPkts"));
    }

    private static long sum(Map<String, Long> counters, String... names) {
        long sum = 0;
        for (String each : names) {
            sum += counters.getOrDefault(each, 0L);
        }
        return sum;
    }

    /** Empty where the lines do not fit together. */
    private static Map<String, Long> group(String name, List<String> lines) {
        Map<String, Long> counters = new HashMap<>();
        List<String> names = List.of();
        for (String line : lines) {
            List<String> words = SystemFile.words(line);
            if (!words.isEmpty() && words.get(0).equals(name)) {
                if (names.isEmpty()) {
                    names = words;
                } else if (names.size() == words.size()) {
                    put(names, words, counters);
                }
            }
        }
        return counters;
    }

    private static void put(List<String> names, List<String> values, Map<String, Long> counters) {
        for (int i = 1; i < names.size(); i++) {
            try {
                counters.put(names.get(i), Long.parseLong(values.get(i)));
            } catch (NumberFormatException e) {
                // A counter of another format, which is none of those that are used.
            }
        }
    }
}
