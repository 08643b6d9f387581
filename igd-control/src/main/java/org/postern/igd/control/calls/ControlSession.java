// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.calls;

import org.postern.api.gateway.Gateway.Pace;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.net.LocalAddress;
import org.postern.igd.control.soap.Action;
import org.postern.igd.control.soap.Reply;
import org.postern.igd.control.soap.SoapService;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One control call: the service that it asks, the pace of its requests, the time by which it ends,
 * this machine's address, and the host that a new mapping leads to. One request is sent after the
 * other: each waits for its turn and for its answer on the thread of the caller. What {@code
 * RetryPolicy} sends again counts as the same request. Used by one thread.
 */
public final class ControlSession {
    private static final Duration UNDO_TIME = Duration.ofSeconds(5);

    private final SoapService service;
    private final Pace pace;
    private final Deadline deadline;
    private final InetAddress localAddress;
    private final RouterMemory memory;

    /** Empty for this machine. */
    private final Optional<InetAddress> otherClient;

    /** Shared with the sessions that {@link #half} made. */
    private final AtomicInteger requests;

    private ControlSession(
            SoapService service,
            Pace pace,
            Deadline deadline,
            InetAddress localAddress,
            Optional<InetAddress> otherClient,
            RouterMemory memory,
            AtomicInteger requests) {
        this.memory = memory;
        this.service = service;
        this.pace = pace;
        this.deadline = deadline;
        this.localAddress = localAddress;
        this.otherClient = otherClient;
        this.requests = requests;
    }

    /**
     * A session that only reads, by what is known of this machine's address. The pace is booked once
     * for each request, the timeout is for the whole call.
     */
    public static ControlSession reading(
            SoapService service,
            Pace pace,
            Duration timeout,
            RouterMemory memory,
            InetAddress localAddress) {
        return new ControlSession(
                service,
                pace,
                Deadline.after(timeout),
                localAddress,
                Optional.empty(),
                memory,
                new AtomicInteger());
    }

    /**
     * A session that changes mappings, which need this machine's address as the router sees it now:
     * requests leave from the address that new mappings lead to, if it is an IPv4 connection.
     * Without a route to the router, the action that was to be asked fails with {@link
     * Reason#UNREACHABLE}.
     */
    public static ControlSession changing(
            SoapService service, Pace pace, Duration timeout, RouterMemory memory, String action)
            throws GatewayException {
        try {
            InetAddress local = LocalAddress.toward(service.peer().address());
            return new ControlSession(
                    service.peer().address() instanceof Inet4Address
                            ? service.from(local)
                            : service,
                    pace,
                    Deadline.after(timeout),
                    local,
                    Optional.empty(),
                    memory,
                    new AtomicInteger());
        } catch (IOException e) {
            throw new GatewayException(
                    Reason.UNREACHABLE,
                    action
                            + " failed: there is no route to "
                            + service.router()
                            + ". Check the network connection and search again.",
                    e);
        }
    }

    /**
     * The same call with half of the time that is left, for a step that must not take all of it.
     * Requests are counted together.
     */
    public ControlSession half() {
        return within(deadline.half());
    }

    /** The same call, whose mappings lead to a host; empty, or its own address, is this machine. */
    public ControlSession leadingTo(Optional<InetAddress> client) {
        return new ControlSession(
                service,
                pace,
                deadline,
                localAddress,
                client.filter(each -> !isOwn(each)),
                memory,
                requests);
    }

    /** The same call with some time beyond its end, to undo what it has changed. */
    public ControlSession undoing() {
        return within(Deadline.after(deadline.left().plus(UNDO_TIME)));
    }

    private ControlSession within(Deadline other) {
        return new ControlSession(
                service, pace, other, localAddress, otherClient, memory, requests);
    }

    /** Whether requests reach the router over IPv6. Its mappings lead to IPv4 addresses in any case. */
    public boolean isOverIpv6() {
        return service.peer().address() instanceof Inet6Address;
    }

    /** Asks a question, which may take all the time that is left. */
    public Reply.Done ask(Action action) throws GatewayException, InterruptedException {
        awaitTurn(action.name());
        return service.ask(action, deadline.left());
    }

    /**
     * Asks for a change. Leaves some time to look what became of it when its answer is lost. Fails
     * with {@link Reason#UNSUPPORTED} where the service does not have the action at all (quirk A67).
     */
    public Reply.Done change(Action action) throws GatewayException, InterruptedException {
        awaitTurn(action.name());
        try {
            return service.ask(action, deadline.most());
        } catch (GatewayException e) {
            throw explained(action, e);
        }
    }

    private GatewayException explained(Action action, GatewayException refusal)
            throws InterruptedException {
        ServiceActions known = memory.actions();
        try {
            if (known.isToBeRead(refusal, service)) {
                awaitTurn("The description of the service");
                known.read(service, deadline.most());
            }
        } catch (GatewayException e) {
            // Without a description the refusal counts as it is.
            return refusal;
        }
        return known.explained(action, refusal, service);
    }

    /** Whether a change failed since the service does not have the action at all. */
    public static boolean isUnsupported(GatewayException failure) {
        return failure.reason() == Reason.UNSUPPORTED && ServiceActions.isUnknownAction(failure);
    }

    /** Asks for a change without waiting for the answer, when the thread has no time for it. */
    public void changeUnwatched(Action action) {
        service.call(action, UNDO_TIME);
    }

    /** Asks to delete a mapping of a remote host, empty or {@code *} for any (quirk A8). */
    public void delete(PortKey key, String remoteHost)
            throws GatewayException, InterruptedException {
        change(MappingCodec.delete(key.protocol(), key.externalPort(), remoteHost));
        memory.deletions().add(key);
    }

    /** How long ago this machine deleted the mapping; empty where it did not, or long ago. */
    public Optional<Duration> sinceDeletion(PortKey key) {
        return memory.deletions().age(key);
    }

    /** What is known of the router's look-up. */
    public LookupPrecision lookups() {
        return memory.lookups();
    }

    /** The ports that the router failed to map lately. */
    public FailedPorts failedPorts() {
        return memory.failedPorts();
    }

    /** The ports that the router has denied to this machine lately. */
    public PortPermissions permissions() {
        return memory.permissions();
    }

    /** Whether it is known that the router has no external address. */
    public MissingAddress missingAddress() {
        return memory.missingAddress();
    }

    /** Waits. Returns false, at once, where the call would be over before the next answer. */
    public boolean pause(Duration time) throws InterruptedException {
        if (!deadline.allows(time)) {
            return false;
        }
        service.http().awaitClosed(time);
        return true;
    }

    /**
     * Whether a failed request may have been carried out: it was sent, and its answer is not known.
     */
    public static boolean isLost(GatewayException failure) {
        return failure.isUnanswered() && !isUnsent(failure);
    }

    /** Whether a request failed before it was sent, since its turn would have come too late. */
    public static boolean isUnsent(GatewayException failure) {
        return failure.getCause() instanceof OutOfTurnException;
    }

    /** Whether there is no time left for an answer. */
    public boolean over() {
        return deadline.over();
    }

    /** The router's name in messages, such as {@code Router at 192.168.1.1}. */
    public String router() {
        return service.router();
    }

    /** Whether the service has, by its type, the actions that WANIPConnection:2 added. */
    public boolean hasVersion2() {
        return MappingCodec.hasVersion2(service.serviceType());
    }

    /** This machine's address as the router sees it, or in a session that only reads saw it. */
    public InetAddress localAddress() {
        return localAddress;
    }

    /** The host that the mappings of this call lead to: this machine, unless another was named. */
    public InetAddress client() {
        return otherClient.orElse(localAddress);
    }

    /** Whether the mappings of this call lead to another host than this machine. */
    public boolean isForOtherHost() {
        return otherClient.isPresent();
    }

    /** The client in messages. */
    public String clientName() {
        return otherClient.map(InetAddress::getHostAddress).orElse("this machine");
    }

    /** Whether it is this machine's address. */
    public boolean isOwn(InetAddress client) {
        return localAddress.equals(client);
    }

    /** How many were sent in the whole call. */
    public int requests() {
        return requests.get();
    }

    /**
     * Waits as long as the pace says, before a request that this session does not send itself. Fails
     * where its turn comes after the end of the call.
     */
    public void awaitTurn(String request) throws GatewayException, InterruptedException {
        Duration wait = pace.next();
        if (wait.compareTo(Duration.ZERO) > 0) {
            if (!deadline.allows(wait)) {
                throw outOfTurn(request);
            }
            // Ends early when the client is closed; what is asked then fails and says so.
            service.http().awaitClosed(wait);
        }
        requests.incrementAndGet();
    }

    private GatewayException outOfTurn(String request) {
        return new GatewayException(
                Reason.UNREACHABLE,
                request
                        + " was not sent: so many requests to "
                        + service.router()
                        + " come first that its turn is not before the end of the call. Try"
                        + " again later.",
                new OutOfTurnException());
    }
}
