// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.lookup;

import org.postern.doctor.internal.address.AddressLiteral;
import org.postern.doctor.timing.TimeLimit;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks up names of hosts. The system's resolver may hang for half a minute and cannot be
 * interrupted: hence a thread for each look-up, {@code postern-doctor-lookup}, which ends with it.
 */
public final class HostLookup {
    /** While the resolver hangs, no more threads wait for it. */
    private static final int MOST_AT_ONCE = 8;

    private static final Semaphore FREE = new Semaphore(MOST_AT_ONCE);

    private HostLookup() {}

    /**
     * The addresses of a host. A literal is not looked up.
     *
     * @param host a name, or a literal
     * @param limit how long it may take
     * @return empty where it is not known, or not in time
     * @throws InterruptedException when the calling thread is interrupted
     */
    public static List<InetAddress> addresses(String host, TimeLimit limit)
            throws InterruptedException {
        Optional<InetAddress> literal = AddressLiteral.parse(host);
        if (literal.isPresent()) {
            return List.of(literal.get());
        }
        if (!FREE.tryAcquire(limit.leftMillis(), TimeUnit.MILLISECONDS)) {
            return List.of();
        }
        CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
        Thread thread = new Thread(() -> lookUp(host, found), "postern-doctor-lookup");
        thread.setDaemon(true);
        thread.start();
        try {
            return found.get(limit.leftMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        }
    }

    private static void lookUp(String host, CompletableFuture<List<InetAddress>> found) {
        try {
            found.complete(List.of(InetAddress.getAllByName(host)));
        } catch (UnknownHostException e) {
            System.getLogger(HostLookup.class.getName())
                    .log(Level.DEBUG, "The host " + host + " is not known.");
            found.complete(List.of());
        } finally {
            FREE.release();
            // After a fault of the resolver, nobody waits for it.
            found.cancel(false);
        }
    }
}
