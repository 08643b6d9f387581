// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.client;

import org.postern.api.doctor.OutsideHelper;
import org.postern.api.doctor.OutsideResult;
import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.api.gateway.Protocol;
import org.postern.doctor.internal.address.AddressClass;
import org.postern.doctor.internal.address.AddressLiteral;
import org.postern.doctor.internal.address.Ipv6Text;
import org.postern.doctor.lookup.HostLookup;
import org.postern.doctor.timing.TimeLimit;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks helpers. Safe for several threads, of which each waits for its own answer. */
public final class HelperClient {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Who takes none until then is not there, or not reached; the check itself needs three seconds. */
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(4);

    /** Of a name; each may take its time to answer. */
    private static final int MOST_HOSTS = 4;

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int HIGHEST_PORT = 65_535;

    private final Duration longest;
    private final Duration longestConnect;

    /** A client that has not asked anybody yet. */
    public HelperClient() {
        this(LONGEST, LONGEST_CONNECT);
    }

    HelperClient(Duration longest, Duration longestConnect) {
        this.longest = longest;
        this.longestConnect = longestConnect;
    }

    /**
     * Checks a URL, and sends nothing.
     *
     * @param helper a URL
     * @return the same
     * @throws IOException where no helper can be there; the message says what is wrong
     */
    public static URI checked(URI helper) throws IOException {
        HelperUrl.of(helper);
        return helper;
    }

    /** As {@link OutsideHelper#ask}. */
    public OutsideResult ask(URI helper, Protocol protocol, InetAddress address, int port)
            throws IOException, InterruptedException {
        HelperUrl url = HelperUrl.of(helper);
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IOException("A port is a number from 1 to 65535, not " + port + ".");
        }
        TimeLimit deadline = TimeLimit.of(longest);
        String request = url.request(protocol, address, port);
        try (HelperExchange exchange = connected(url, address, deadline)) {
            OutsideResult result = result(url, exchange.ask(request, deadline));
            checkOutside(url, address, result);
            return result;
        } catch (ClientTimeoutException e) {
            throw new IOException("The helper " + url.text() + " did not answer in time.", e);
        }
    }

    /** To the first of its addresses that answers. */
    private HelperExchange connected(HelperUrl url, InetAddress asked, TimeLimit deadline)
            throws IOException, InterruptedException {
        List<InetAddress> hosts = hosts(url, asked instanceof Inet6Address, deadline);
        Optional<IOException> failure = Optional.empty();
        for (InetAddress host : hosts) {
            HelperExchange exchange = HelperExchange.open();
            boolean connected = false;
            try {
                exchange.connect(
                        asked,
                        new InetSocketAddress(host, url.port()),
                        deadline.atMost(longestConnect));
                connected = true;
                return exchange;
            } catch (IOException e) {
                failure = Optional.of(e);
            } finally {
                if (!connected) {
                    exchange.close();
                }
            }
        }
        throw unreachable(url, failure.orElseThrow());
    }

    /** Over one version of IP, at least one. */
    private static List<InetAddress> hosts(HelperUrl url, boolean ipv6, TimeLimit deadline)
            throws IOException, InterruptedException {
        List<InetAddress> all = HostLookup.addresses(url.host(), deadline);
        if (all.isEmpty()) {
            throw new IOException(
                    "The host of the helper "
                            + url.text()
                            + (deadline.isOver() ? " was not found in time." : " is not known."));
        }
        List<InetAddress> usable =
                all.stream()
                        .filter(each -> each instanceof Inet6Address == ipv6)
                        .limit(MOST_HOSTS)
                        .toList();
        if (usable.isEmpty()) {
            throw new IOException(
                    "The helper "
                            + url.text()
                            + " has no address of "
                            + (ipv6 ? "IPv6" : "IPv4")
                            + ", over which the port is open.");
        }
        return usable;
    }

    private static IOException unreachable(HelperUrl url, IOException failure) {
        String helper = "The helper " + url.text();
        if (failure instanceof ClientTimeoutException) {
            return new IOException(helper + " did not answer in time.", failure);
        }
        return new IOException(
                failure instanceof ConnectException
                        ? helper + " refused the connection: does it run there?"
                        : helper + " cannot be reached: " + failure.getMessage() + ".",
                failure);
    }

    private static OutsideResult result(HelperUrl url, Optional<HelperReply> reply)
            throws IOException {
        if (reply.isEmpty()) {
            throw noHelper(url);
        }
        Optional<InetAddress> seen = AddressLiteral.parse(reply.get().text("seen"));
        Optional<Reached> reached = reached(reply.get());
        if (seen.isEmpty() || reached.isEmpty()) {
            throw refused(url, reply.get());
        }
        return new OutsideResult(seen.get(), reached.get());
    }

    /** One in this network, or behind a tunnel, sees another address than the internet would. */
    private static void checkOutside(HelperUrl url, InetAddress asked, OutsideResult result)
            throws IOException {
        if (AddressClass.of(asked).isPublic() && !AddressClass.of(result.seen()).isPublic()) {
            throw new IOException(
                    "The helper "
                            + url.text()
                            + " is not outside: it sees this machine at "
                            + Ipv6Text.of(result.seen())
                            + ", which is no public address.");
        }
    }

    private static Optional<Reached> reached(HelperReply reply) {
        if (reply.status() == FORBIDDEN && reply.text("error").equals("other-address")) {
            return Optional.of(Reached.NOT_CHECKED);
        }
        return reply.status() == OK
                ? Stream.of(Reached.OPEN, Reached.REFUSED, Reached.TIMEOUT, Reached.UNREACHABLE)
                        .filter(
                                each ->
                                        each.name()
                                                .toLowerCase(Locale.ROOT)
                                                .equals(reply.text("result")))
                        .findFirst()
                : Optional.empty();
    }

    private static IOException refused(HelperUrl url, HelperReply reply) {
        String helper = "The helper " + url.text();
        return switch (reply.status()) {
            case TOO_MANY ->
                    new IOException(
                            helper + " was asked too often by this network: wait a minute.");
            case UNAVAILABLE -> new IOException(helper + " is busy: try again.");
            case FORBIDDEN -> forbidden(helper, reply.text("error")).orElseGet(() -> noHelper(url));
            default -> noHelper(url);
        };
    }

    private static Optional<IOException> forbidden(String helper, String error) {
        return switch (error) {
            case "forwarded" ->
                    Optional.of(
                            new IOException(
                                    helper
                                            + " was asked through a proxy, which hides the address"
                                            + " of this network."));
            case "own-host" ->
                    Optional.of(
                            new IOException(
                                    helper
                                            + " runs on this machine: only a host outside can tell"
                                            + " what the outside reaches."));
            default -> Optional.empty();
        };
    }

    private static IOException noHelper(HelperUrl url) {
        return new IOException(
                "What answers at " + url.text() + " is no helper of Postern, or another version.");
    }
}
