// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.pinhole;

import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.Protocol;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.igd.control.internal.address.AddressLiteral;
import org.postern.igd.control.internal.leases.LeaseRecords;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The pinholes that this installation opened: routers list none, and close one only by the id that
 * they gave. They are shared with other processes by a file, where there is a state directory. Safe
 * for several threads.
 */
public final class PinholeReceipts {
    /** The name of the file in the state directory. */
    static final String NAME = "upnp-pinholes";

    private static final Pattern NOT_IN_A_WORD = Pattern.compile("[^0-9A-Za-z:._-]");
    private static final int LONGEST_WORD = 100;

    private record Place(String router, Protocol protocol, Inet6Address client, int port) {}

    private record Receipt(String router, Pinhole pinhole, long untilSecond) {}

    private final LeaseRecords<Place, Receipt> receipts;
    private final Clock clock;

    /** Reads nothing before the first is asked for. */
    public PinholeReceipts(Clock clock, Optional<Path> directory) {
        this.clock = clock;
        this.receipts =
                new LeaseRecords<>(new Lines(), clock, directory.map(each -> each.resolve(NAME)));
    }

    /** A router's name in receipts: one word. */
    static String router(String udnOrAddress) {
        String word = NOT_IN_A_WORD.matcher(udnOrAddress).replaceAll("_");
        return word.substring(0, Math.min(word.length(), LONGEST_WORD));
    }

    /** Opened, or renewed. */
    void add(String router, Pinhole pinhole) {
        long until = clock.instant().plus(pinhole.lease()).getEpochSecond();
        receipts.add(new Receipt(router, pinhole, until));
    }

    /** Closed, or lost by the router. */
    void remove(String router, Pinhole pinhole) {
        receipts.remove(place(router, pinhole));
    }

    /** Those of one router whose leases are not over, with the time left. */
    List<Pinhole> all(String router) {
        long now = clock.instant().getEpochSecond();
        return receipts.all().stream()
                .filter(each -> each.router().equals(router))
                .map(each -> each.pinhole().withLease(Duration.ofSeconds(each.untilSecond() - now)))
                .sorted(Comparator.comparingInt(Pinhole::port).thenComparing(Pinhole::protocol))
                .toList();
    }

    private static Place place(String router, Pinhole pinhole) {
        return new Place(router, pinhole.protocol(), pinhole.client(), pinhole.port());
    }

    /** Router, client, protocol, port, id, and the second in which the lease ends. */
    private static final class Lines implements LeaseRecords.Format<Place, Receipt> {
        private static final int WORDS = 6;
        private static final int LARGEST_PORT = 65535;
        private static final Pattern ID = Pattern.compile("[0-9]{1,10}");

        @Override
        public Place place(Receipt receipt) {
            return PinholeReceipts.place(receipt.router(), receipt.pinhole());
        }

        @Override
        public long untilSecond(Receipt receipt) {
            return receipt.untilSecond();
        }

        @Override
        public Receipt closed(Receipt receipt) {
            return new Receipt(receipt.router(), receipt.pinhole(), 0);
        }

        @Override
        public String write(Receipt receipt) {
            Pinhole pinhole = receipt.pinhole();
            return String.join(
                    " ",
                    receipt.router(),
                    pinhole.client().getHostAddress(),
                    pinhole.protocol().name(),
                    String.valueOf(pinhole.port()),
                    pinhole.handle(),
                    String.valueOf(receipt.untilSecond()));
        }

        @Override
        public Optional<Receipt> read(String line) {
            String[] words = line.split(" ", -1);
            if (words.length != WORDS || !ID.matcher(words[4]).matches()) {
                return Optional.empty();
            }
            try {
                Optional<InetAddress> client = AddressLiteral.parse(words[1]);
                int port = Integer.parseInt(words[3]);
                if (client.isEmpty()
                        || !(client.get() instanceof Inet6Address six)
                        || port < 1
                        || port > LARGEST_PORT) {
                    return Optional.empty();
                }
                Pinhole pinhole =
                        new Pinhole(
                                Protocol.valueOf(words[2]),
                                six,
                                port,
                                Duration.ZERO,
                                UpnpAttributes.CONTROL_PROTOCOL,
                                words[4]);
                return Optional.of(new Receipt(words[0], pinhole, Long.parseLong(words[5])));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }
}
