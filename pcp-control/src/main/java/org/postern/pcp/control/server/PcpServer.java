// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.server;

import org.postern.api.finder.GatewayState;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.exchange.PcpOutcome;
import org.postern.pcp.control.exchange.PcpOutcome.Cause;
import org.postern.pcp.control.exchange.PcpOutcome.Replied;
import org.postern.pcp.control.exchange.PcpOutcome.Unanswered;
import org.postern.pcp.control.internal.address.AddressClass;
import org.postern.pcp.control.packet.PcpReply;
import org.postern.pcp.control.packet.PcpReply.Mapped;
import org.postern.pcp.control.packet.PcpReply.PmpAddress;
import org.postern.pcp.control.packet.PcpReply.Refused;
import org.postern.pcp.control.packet.PcpReply.Timed;
import org.postern.pcp.control.packet.PcpResult;
import org.postern.pcp.control.packet.ServerEpoch;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * One server as one address of this machine sees it. Learns from every reply. Safe for several
 * threads; guarded by itself.
 */
public final class PcpServer {
    /** For how long what it does not speak is left alone, unless there is a sign of life. */
    private static final Duration LEFT_ALONE = Duration.ofMinutes(10);

    private final PcpEndpoint endpoint;
    private final ServerEpoch epoch = new ServerEpoch();
    private final RefusalMemory pcpRefusals = new RefusalMemory();
    private final RefusalMemory natPmpRefusals = new RefusalMemory();
    private final Set<Dialect> answered = EnumSet.noneOf(Dialect.class);
    private final Map<Dialect, Long> aloneUntil = new EnumMap<>(Dialect.class);
    private boolean refused;

    /** The last request was not let out. */
    private boolean forbidden;

    private Optional<InetAddress> externalAddress = Optional.empty();

    /** Also while it has none. */
    private Optional<InetAddress> lastAddress = Optional.empty();

    /** Whether NAT-PMP told the external address, too. */
    private boolean toldOverNatPmp;

    private long revision;
    private final Set<Runnable> observers = new CopyOnWriteArraySet<>();

    /** A server of which nothing is known. */
    public PcpServer(PcpEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    public PcpEndpoint endpoint() {
        return endpoint;
    }

    /** Whether it answers this protocol, as far as it was asked. */
    public synchronized boolean answers(Dialect dialect) {
        return answered.contains(dialect);
    }

    /** Whether this machine did not let the last request to it out. */
    public synchronized boolean isForbidden() {
        return forbidden;
    }

    /** Whether it did not answer this protocol, or had closed its port, a short while ago. */
    public synchronized boolean isLeftAlone(Dialect dialect, long nanos) {
        return aloneUntil.containsKey(dialect) && aloneUntil.get(dialect) - nanos > 0;
    }

    /** The last one that it told; empty where it has none. */
    public synchronized Optional<InetAddress> externalAddress() {
        return externalAddress;
    }

    /** Grows whenever it may have lost its mappings. */
    public synchronized long revision() {
        return revision;
    }

    /** What it refused lately. */
    public RefusalMemory refusals(Dialect dialect) {
        return dialect == Dialect.PCP ? pcpRefusals : natPmpRefusals;
    }

    /** Calls whenever the external address or the revision has changed, from any thread. */
    public void addObserver(Runnable observer) {
        observers.add(observer);
    }

    /** Ends that. */
    public void removeObserver(Runnable observer) {
        observers.remove(observer);
    }

    /** What changes while it lives. */
    public synchronized GatewayState state() {
        return new GatewayState(externalAddress, revision);
    }

    /** Takes what became of a request to it. */
    public void learn(PcpOutcome outcome, long nanos) {
        change(() -> take(outcome, nanos));
    }

    private void change(Runnable learning) {
        boolean changed;
        synchronized (this) {
            long before = revision;
            Optional<InetAddress> addressBefore = externalAddress;
            learning.run();
            changed = revision != before || !externalAddress.equals(addressBefore);
        }
        if (changed) {
            for (Runnable each : observers) {
                each.run();
            }
        }
    }

    private void take(PcpOutcome outcome, long nanos) {
        forbidden =
                outcome instanceof Unanswered unanswered && unanswered.cause() == Cause.FORBIDDEN;
        if (outcome instanceof Replied replied) {
            learn(replied.reply(), nanos);
        } else if (outcome instanceof Unanswered unanswered
                && unanswered.cause() == Cause.REFUSED) {
            refused = true;
            for (Dialect each : Dialect.values()) {
                leaveAlone(each, nanos);
            }
        }
    }

    /** It was asked whether it speaks this protocol, and does not. */
    synchronized void leaveAlone(Dialect dialect, long nanos) {
        answered.remove(dialect);
        aloneUntil.put(dialect, nanos + LEFT_ALONE.toNanos());
    }

    /**
     * Takes an announcement. Whatever its epoch, the server may have lost its mappings: some have
     * the uptime of the machine for an epoch, and some announce one that their replies do not have
     * (lab). So the next reply is the first of a new count.
     */
    public void announced(PcpReply reply, long nanos) {
        change(
                () -> {
                    long before = revision;
                    epoch.reset();
                    learn(reply, nanos);
                    epoch.reset();
                    if (revision == before) {
                        suspectLoss();
                    }
                });
    }

    private void learn(PcpReply reply, long nanos) {
        if (refused) {
            refused = false;
            suspectLoss();
        }
        if (reply instanceof Timed timed && epoch.isLost(reply.version(), timed.seconds(), nanos)) {
            suspectLoss();
        }
        answered.add(Dialect.of(reply.version()));
        aloneUntil.remove(Dialect.of(reply.version()));
        if (reply instanceof Mapped mapped && mapped.lifetime() > 0) {
            learnAddress(mapped.externalAddress());
        } else if (reply instanceof PmpAddress address) {
            learnAddress(address.externalAddress());
            toldOverNatPmp = externalAddress.equals(Optional.of(address.externalAddress()));
        } else if (reply instanceof Refused refused && isWithoutAddress(refused)) {
            externalAddress = Optional.empty();
        }
    }

    /** Another one than before tells that the mappings may have gone with it. */
    private void learnAddress(InetAddress told) {
        if (told instanceof Inet6Address || !AddressClass.of(told).isAssignable()) {
            return;
        }
        if (lastAddress.isPresent() && !lastAddress.get().equals(told)) {
            suspectLoss();
        }
        if (!externalAddress.equals(Optional.of(told))) {
            externalAddress = Optional.of(told);
            lastAddress = externalAddress;
            toldOverNatPmp = false;
        }
    }

    /**
     * Some servers say over NAT-PMP that they have none while they map over PCP, with a private
     * address: there only a mapping tells.
     */
    private boolean isWithoutAddress(Refused error) {
        return error.version() == PcpReply.PCP
                ? error.code() == PcpResult.NETWORK_FAILURE
                : error.code() == PcpResult.PMP_NETWORK_FAILURE
                        && (toldOverNatPmp || !answered.contains(Dialect.PCP));
    }

    private void suspectLoss() {
        revision++;
        pcpRefusals.forget();
        natPmpRefusals.forget();
        aloneUntil.clear();
    }
}
