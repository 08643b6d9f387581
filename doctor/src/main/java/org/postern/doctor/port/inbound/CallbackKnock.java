// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.inbound;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.Gateway.CallbackRequest;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Protocol;
import org.postern.doctor.evidence.DroppedPackets;
import org.postern.doctor.evidence.PortEvidence.Knock;
import org.postern.doctor.internal.host.WayOutLookup;
import org.postern.doctor.port.listening.OwnPort;
import org.postern.doctor.timing.ParallelCalls;
import org.postern.doctor.timing.TimeLimit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

/**
 * Has the gateway connect to this machine unasked, E16: what keeps it out would keep others out, too.
 * Belongs to the thread that examines.
 */
public final class CallbackKnock {
    /** Most gateways come within milliseconds. */
    private static final Duration AT_ONCE = Duration.ofMillis(700);

    private static final Duration LONGEST = Duration.ofSeconds(2);

    /** A firewall that refuses gets one packet of each request. */
    private static final int REQUESTS = 3;

    private static final Duration BETWEEN = Duration.ofMillis(300);

    private static final Duration LOOK = Duration.ofMillis(50);

    /** Two of them are no accident: the gateway repeats what was not answered. */
    private static final int DROPPED = 2;

    /** At a port, until its latch is open. */
    private interface Attempt {
        Knock make(OwnPort port, CountDownLatch end) throws InterruptedException;
    }

    private final Gateway gateway;
    private final DropCounter drops;
    private final ParallelCalls calls;

    /** Whether the gateway does not want to come. Of one attempt after the other. */
    private volatile boolean refuses;

    public CallbackKnock(Gateway gateway, DropCounter drops, ParallelCalls calls) {
        this.gateway = gateway;
        this.drops = drops;
        this.calls = calls;
    }

    /**
     * Asks once, and blocks until the gateway has come, 0.7 seconds at most. That it did not says
     * nothing yet.
     *
     * @param own the TCP port that is examined, where nobody else listens: the gateway comes to that
     *     one, which no rule for another port lets in
     */
    public Knock quick(Optional<OwnPort> own, TimeLimit limit) throws InterruptedException {
        return knock(
                own,
                (port, end) ->
                        hasCome(port, 1, end, limit.atMost(AT_ONCE))
                                ? Knock.CAME
                                : Knock.NOT_MEASURED);
    }

    /** Asks several times, and counts what this machine drops meanwhile. Blocks three seconds at most. */
    public Knock counted(Optional<OwnPort> own, TimeLimit limit) throws InterruptedException {
        return knock(
                own,
                (port, end) -> {
                    DropCounter.Counting counting = drops.start();
                    return hasCome(port, REQUESTS, end, limit.atMost(LONGEST))
                            ? Knock.CAME
                            : withoutArrival(counting.soFar());
                });
    }

    private static Knock withoutArrival(DroppedPackets dropped) {
        return dropped.unicastOverNoise() >= DROPPED ? Knock.KEPT_OUT : Knock.NOT_MEASURED;
    }

    private Knock knock(Optional<OwnPort> own, Attempt attempt) throws InterruptedException {
        if (refuses || !gateway.capabilities().contains(Capability.CALLBACK)) {
            return Knock.NOT_MEASURED;
        }
        InetAddress local = facingGateway();
        Optional<OwnPort> exact = own.filter(each -> each.isTcpAt(local));
        if (exact.isPresent()) {
            return untilEnd(exact.get(), attempt);
        }
        Optional<OwnPort> other =
                OwnPort.open(Protocol.TCP, new InetSocketAddress(local, 0), calls);
        if (other.isEmpty()) {
            return Knock.NOT_MEASURED;
        }
        try (OwnPort port = other.get()) {
            return untilEnd(port, attempt);
        }
    }

    private static Knock untilEnd(OwnPort port, Attempt attempt) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        try {
            return attempt.make(port, end);
        } finally {
            end.countDown();
        }
    }

    private boolean hasCome(OwnPort port, int requests, CountDownLatch end, TimeLimit limit)
            throws InterruptedException {
        for (int i = 1; i <= requests && !refuses; i++) {
            // Not waited for: some gateways come first, and answer then.
            Future<Boolean> request = calls.start(() -> request(port.number(), end));
            if (hasCome(port, request, i < requests ? limit.atMost(BETWEEN) : limit)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasCome(OwnPort port, Future<Boolean> request, TimeLimit limit)
            throws InterruptedException {
        InetAddress peer = gateway.info().address();
        boolean come = false;
        while (!come && !refuses && !limit.isOver()) {
            // A request that ends before it is told to has failed.
            refuses = request.isDone();
            come = port.awaitArrival(each -> each.from().equals(peer), limit.atMost(LOOK));
        }
        return come;
    }

    private boolean request(int port, CountDownLatch end)
            throws GatewayException, InterruptedException {
        CallbackRequest request = gateway.requestCallback(port);
        try (request) {
            end.await();
        }
        return true;
    }

    /** Of the interface by which the gateway is reached, which is where it comes to. */
    private InetAddress facingGateway() {
        return WayOutLookup.towards(gateway.info().address())
                .source()
                .orElse(gateway.info().localAddress());
    }
}
