// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.client;

import org.postern.api.doctor.OutsideHelper;
import org.postern.api.doctor.OutsideResult;
import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.api.gateway.Protocol;
import org.postern.doctor.internal.address.AddressLiteral;

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
public final class HelperClient implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Where a name has several addresses; the check itself needs up to three seconds. */
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(4);

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int HIGHEST_PORT = 65_535;

    private final HelperLookup lookup = new HelperLookup();
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
        ClientDeadline deadline = new ClientDeadline(longest);
        String request = url.request(protocol, address, port);
        try (HelperExchange exchange = connected(url, address, deadline)) {
            return result(url, exchange.ask(request, deadline));
        } catch (ClientTimeoutException e) {
            throw new IOException("The helper " + url.text() + " did not answer in time.", e);
        }
    }

    /** To the first of its addresses that answers. */
    private HelperExchange connected(HelperUrl url, InetAddress asked, ClientDeadline deadline)
            throws IOException, InterruptedException {
        List<InetAddress> hosts = lookup.addresses(url, asked instanceof Inet6Address, deadline);
        Optional<IOException> failure = Optional.empty();
        for (InetAddress host : hosts) {
            HelperExchange exchange = new HelperExchange();
            boolean connected = false;
            try {
                exchange.connect(
                        asked,
                        new InetSocketAddress(host, url.port()),
                        hosts.size() == 1 ? deadline : deadline.part(longestConnect));
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

    /** Ends the threads. */
    @Override
    public void close() {
        lookup.close();
    }
}
