// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.receipt;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.internal.address.AddressLiteral;
import org.postern.pcp.control.internal.leases.LeaseRecords;
import org.postern.pcp.control.server.Dialect;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A line of the file of receipts: server, its port, client, protocol, external port, internal port,
 * dialect, the second in which the lease ends, which is 0 where the port was closed, and whether the
 * server has confirmed it.
 */
final class ReceiptLine implements LeaseRecords.Format<ReceiptLine.Place, Receipt> {
    /** By which a receipt is found. */
    record Place(PcpEndpoint endpoint, PortKey key) {
        // What the JDK generates for a record takes a new process 7 ms at its first call.

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Place place
                    && endpoint.equals(place.endpoint)
                    && key.equals(place.key);
        }

        @Override
        public int hashCode() {
            return 31 * endpoint.hashCode() + key.hashCode();
        }
    }

    private static final int WORDS = 9;
    private static final String CONFIRMED = "confirmed";
    private static final int LARGEST_PORT = 65535;

    @Override
    public Place place(Receipt receipt) {
        return new Place(receipt.endpoint(), receipt.key());
    }

    @Override
    public long untilSecond(Receipt receipt) {
        return receipt.untilSecond();
    }

    @Override
    public Receipt closed(Receipt receipt) {
        return new Receipt(
                receipt.endpoint(),
                receipt.key(),
                receipt.internalPort(),
                receipt.dialect(),
                0,
                receipt.confirmed());
    }

    @Override
    public String write(Receipt receipt) {
        return String.join(
                " ",
                receipt.endpoint().server().getAddress().getHostAddress(),
                String.valueOf(receipt.endpoint().server().getPort()),
                receipt.endpoint().client().getHostAddress(),
                receipt.key().protocol().name(),
                String.valueOf(receipt.key().externalPort()),
                String.valueOf(receipt.internalPort()),
                receipt.dialect().key(),
                String.valueOf(receipt.untilSecond()),
                receipt.confirmed() ? CONFIRMED : "asked");
    }

    @Override
    public Optional<Receipt> read(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != WORDS) {
            return Optional.empty();
        }
        try {
            Optional<InetAddress> server = AddressLiteral.parse(words[0]);
            Optional<InetAddress> client = AddressLiteral.parse(words[2]);
            if (server.isEmpty() || client.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    new Receipt(
                            new PcpEndpoint(
                                    new InetSocketAddress(server.get(), port(words[1])),
                                    client.get()),
                            new PortKey(Protocol.valueOf(words[3]), port(words[4])),
                            port(words[5]),
                            dialect(words[6]),
                            Long.parseLong(words[7]),
                            words[8].equals(CONFIRMED)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int port(String word) {
        int port = Integer.parseInt(word);
        if (port < 1 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("no port");
        }
        return port;
    }

    private static Dialect dialect(String word) {
        return word.equals(Dialect.PCP.key()) ? Dialect.PCP : Dialect.NAT_PMP;
    }
}
