// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.ledger;

import org.postern.api.gateway.Protocol;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A line of the file: a check of the rest, {@code +} for an entry that is added or {@code -} for
 * one that is removed, and the entry's fields, all separated by tabs. UDNs come from devices, so
 * text is encoded as in URLs and is ASCII then.
 */
record LedgerLine(boolean put, LedgerEntry entry) {
    /** Longer ones are neither written nor read. */
    static final int MAX_LENGTH = 4096;

    private static final String SEPARATOR = "\t";
    private static final int FIELDS = 8;
    private static final int CHECK_LENGTH = 8;

    /** The line without its end; empty when it would be too long. */
    Optional<String> written() {
        String rest =
                String.join(
                        SEPARATOR,
                        put ? "+" : "-",
                        encoded(entry.udn()),
                        encoded(entry.router()),
                        entry.protocol().name(),
                        Integer.toString(entry.externalPort()),
                        encoded(entry.internalClient()),
                        Integer.toString(entry.internalPort()),
                        entry.goodUntil().toString());
        return Optional.of(checked(rest)).filter(each -> each.length() <= MAX_LENGTH);
    }

    /** Empty for a line that is incomplete, altered, or of another format. */
    static Optional<LedgerLine> read(String line) {
        if (line.length() > MAX_LENGTH || !line.startsWith(SEPARATOR, CHECK_LENGTH)) {
            return Optional.empty();
        }
        String rest = line.substring(CHECK_LENGTH + SEPARATOR.length());
        if (!line.startsWith(check(rest))) {
            return Optional.empty();
        }
        String[] fields = rest.split(SEPARATOR, -1);
        if (fields.length != FIELDS || !(fields[0].equals("+") || fields[0].equals("-"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LedgerLine(fields[0].equals("+"), entry(fields)));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LedgerEntry entry(String[] fields) {
        return new LedgerEntry(
                decoded(fields[1]),
                decoded(fields[2]),
                Protocol.valueOf(fields[3]),
                port(fields[4]),
                decoded(fields[5]),
                port(fields[6]),
                Instant.parse(fields[7]));
    }

    private static int port(String text) {
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException(text);
        }
        return port;
    }

    static String checked(String rest) {
        return check(rest) + SEPARATOR + rest;
    }

    private static String check(String rest) {
        CRC32 crc = new CRC32();
        crc.update(rest.getBytes(StandardCharsets.US_ASCII));
        return "%08x".formatted(crc.getValue());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
