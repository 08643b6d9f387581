// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.client;

import org.postern.doctor.internal.address.AddressLiteral;
import org.postern.doctor.internal.threads.WorkerThreads;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Looks up the names of helpers, on threads of its own: the system's resolver cannot be stopped. */
final class HelperLookup implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int LONGEST_QUEUE = 16;

    /** Enough for a name of several hosts; each may take its time to answer. */
    private static final int MOST_ADDRESSES = 4;

    private final ThreadPoolExecutor threads =
            WorkerThreads.pool("postern-helper-lookup", THREADS, LONGEST_QUEUE);

    /**
     * The addresses of a host over one version of IP, at least one.
     *
     * @throws IOException when there is none, or no answer in time
     */
    List<InetAddress> addresses(HelperUrl url, boolean ipv6, ClientDeadline deadline)
            throws IOException, InterruptedException {
        Optional<InetAddress> literal = AddressLiteral.parse(url.host());
        List<InetAddress> all =
                literal.isPresent() ? List.of(literal.get()) : lookUp(url, deadline);
        List<InetAddress> usable =
                all.stream()
                        .filter(each -> each instanceof Inet6Address == ipv6)
                        .limit(MOST_ADDRESSES)
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

    private List<InetAddress> lookUp(HelperUrl url, ClientDeadline deadline)
            throws IOException, InterruptedException {
        Future<List<InetAddress>> answer;
        try {
            answer = threads.submit(() -> Stream.of(InetAddress.getAllByName(url.host())).toList());
        } catch (RejectedExecutionException e) {
            throw new IOException("Too many helpers are looked up at once.", e);
        }
        try {
            return answer.get(deadline.leftMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("The host of the helper " + url.text() + " is not known.", e);
        } catch (TimeoutException e) {
            throw new IOException(
                    "The host of the helper " + url.text() + " was not found in time.", e);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
