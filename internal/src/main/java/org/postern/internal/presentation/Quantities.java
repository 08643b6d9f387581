// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.presentation;

import org.postern.api.gateway.PortMapping;
import org.postern.internal.address.Ipv6Text;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Numbers with units, as people read them. */
public final class Quantities {
    private static final String[] PREFIXES = {"", "k", "M", "G", "T"};
    private static final int DECIMAL = 1000;

    private Quantities() {}

    /**
     * A transfer rate.
     *
     * @param bitsPerSecond 0 or more
     * @return such as {@code 50 Mbit/s}
     */
    public static String rate(long bitsPerSecond) {
        return scaled(bitsPerSecond, "bit/s");
    }

    /**
     * An amount of data.
     *
     * @param bytes 0 or more
     * @return such as {@code 1.2 GB}
     */
    public static String bytes(long bytes) {
        return scaled(bytes, "B");
    }

    /**
     * A length of time, in its two largest units, the second only if it is not 0.
     *
     * @param time zero or more
     * @return such as {@code 2 d 4 h}
     */
    public static String time(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d" + rest(time.toHoursPart(), "h");
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h" + rest(time.toMinutesPart(), "min");
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min" + rest(time.toSecondsPart(), "s")
                : time.toSeconds() + " s";
    }

    private static String rest(int amount, String unit) {
        return amount == 0 ? "" : " " + amount + " " + unit;
    }

    /**
     * A lease.
     *
     * @param lease zero for a permanent one
     * @return such as {@code permanent} or {@code 59 min 58 s}
     */
    public static String lease(Duration lease) {
        return lease.isZero() ? "permanent" : time(lease);
    }

    /**
     * The lease of a mapping.
     *
     * @param mapping as the router shows it
     * @return such as {@code permanent}, {@code 59 min 58 s} or {@code unknown}
     */
    public static String lease(PortMapping mapping) {
        return mapping.leaseKnown() ? lease(mapping.lease()) : "unknown";
    }

    /**
     * The lease of a mapping, for JSON.
     *
     * @param mapping as the router shows it
     * @return in seconds, zero for a permanent mapping; empty if the router does not tell it
     */
    public static Optional<Long> leaseSeconds(PortMapping mapping) {
        return Optional.of(mapping.lease().toSeconds()).filter(any -> mapping.leaseKnown());
    }

    /**
     * An end point.
     *
     * @param address of the host
     * @param port 0..65535
     * @return such as {@code 192.168.1.5:8080}
     */
    public static String endPoint(InetAddress address, int port) {
        return (address instanceof Inet6Address ipv6
                        ? "[" + Ipv6Text.of(ipv6) + "]"
                        : address.getHostAddress())
                + ":"
                + port;
    }

    private static String scaled(long amount, String unit) {
        double scaled = amount;
        int prefix = 0;
        while (scaled >= DECIMAL && prefix < PREFIXES.length - 1) {
            scaled /= DECIMAL;
            prefix++;
        }
        String digits = String.format(Locale.ROOT, "%.1f", scaled).replaceFirst("\\.0$", "");
        return digits + " " + PREFIXES[prefix] + unit;
    }
}
